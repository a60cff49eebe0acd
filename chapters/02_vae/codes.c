// SPDX-License-Identifier: GPL-3.0-or-later
#include "codes.h"

#include "fail.h"
#include "file.h"
#include "holes.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Is the code space full?

Chapter 1's question and chapter 1's number: the distance of a code to its tenth
nearest training code, over that of test pictures. The code of a picture is its
mean $\mu$. Random codes now come from the prior: that is what it is for.
*/

void codes_part(chapter *c, const vae *m)
{
    holes h = holes_alloc(m->x, m->z, m->y, &c->data, m->kl != NULL);
    double middle = holes_midpoints(&h);
    double random = holes_random(&h, (uint64_t)c->run.options.seed);
    holes_free(&h);
    results_number(c->run.results, "midpoint_density", middle);
    results_number(c->run.results, "random_density", random);
    if (!c->run.options.quiet)
        printf("midpoint_density = %.3f, random_density = %.3f (1: no hole)\n",
               middle, random);
}

/**
With two codes each number is a mean over the seeds, and one counts in how many
of them the variational autoencoder has the lower one: a difference of means may
come from a single bad run, five out of five do not.
*/

static const char *const measures[] = {"midpoint", "random"};
static const char *const models[] = {"vae", "ae"};

static int runs_with(int codes)
{
    return codes == MAP_CODES ? SEEDS : 1;
}

/* One result of all runs of a model with so many codes, to values[SEEDS];
 * returns the mean. */
static double results_of(const chapter *c, const char *key, const char *model,
                         int codes, double *values)
{
    int runs = runs_with(codes);
    double mean = 0;
    for (int s = 0; s < runs; s++) {
        char *folder = run_of(c, model, codes, c->run.options.seed + s);
        char *path = path_join(folder, "results.txt");
        values[s] = results_read_number(path, key);
        mean += values[s] / runs;
        free(path);
        free(folder);
    }
    return mean;
}

/* Writes "midpoint_density", "midpoint_density_ae" and so on; for more than two
 * codes their number comes behind it, or else that of the seed, if any. */
static void report(chapter *c, const char *measure, const char *model,
                   int codes, int seed, double value)
{
    const char *whose = strcmp(model, "ae") == 0 ? "_ae" : "";
    char tail[16] = "";
    if (codes != MAP_CODES)
        snprintf(tail, sizeof tail, "_%d", codes);
    else if (seed > 0)
        snprintf(tail, sizeof tail, "_seed_%d", seed);
    results_keyed(c->run.results, value, "%s_density%s%s", measure, whose,
                  tail);
}

/* Both models' densities; how often the vae's is lower, where seeds differ. */
static void compare(chapter *c, const char *measure, int codes, FILE *csv)
{
    int runs = runs_with(codes), lower = 0;
    double values[2][SEEDS];
    char *key = must_printf("%s_density", measure);
    for (int k = 0; k < 2; k++) {
        double mean = results_of(c, key, models[k], codes, values[k]);
        report(c, measure, models[k], codes, 0, mean);
        for (int s = 0; s < runs; s++) {
            fprintf(csv, "%s,%s,%d,%d,%.6g\n", measure, models[k], codes, s + 1,
                    values[k][s]);
            if (runs > 1)
                report(c, measure, models[k], codes, s + 1, values[k][s]);
        }
        if (!c->run.options.quiet)
            printf("%s, %s, %d codes: %.3f\n", key, models[k], codes, mean);
    }
    free(key);
    for (int s = 0; s < runs; s++)
        lower += values[0][s] < values[1][s];
    if (runs > 1)
        results_keyed(c->run.results, lower, "%s_lower_seeds", measure);
}

/* What the reconstruction of the test pictures costs in those runs. */
static void reconstructions(chapter *c, int codes)
{
    double values[SEEDS];
    for (int k = 0; k < 2; k++) {
        results_keyed(c->run.results,
                      results_of(c, "test_rec", models[k], codes, values),
                      "%s_%d_rec", models[k], codes);
    }
}

void densities_part(chapter *c)
{
    int sizes[] = {MAP_CODES, c->latent};
    char *path = run_path(&c->run, "densities.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "measure,model,codes,seed,density\n");
    for (int i = 0; i < (c->latent == MAP_CODES ? 1 : 2); i++) {
        reconstructions(c, sizes[i]);
        for (int k = 0; k < 2; k++)
            compare(c, measures[k], sizes[i], csv.stream);
    }
    file_commit(&csv);
    free(path);
}
