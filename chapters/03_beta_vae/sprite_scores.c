// SPDX-License-Identifier: GPL-3.0-or-later
#include "sprite_scores.h"

#include "file.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
# The second act: shapes

A dot has two factors, and both are places. Sprites have five: shape, scale,
orientation, $x$ and $y$; in colour, hue as well. Ten units are available. Three
models stand side by side, alike in all but the weight: one nat, a constant
quarter of the threshold, and a weight that falls from there to six hundredths.
The shares were chosen on other seeds than those of the table.

By default the sprites have 24 x 24 pixels and the trainings last a few seconds;
`--full` takes 32 x 32 pixels, twice as many pictures, twice as many epochs, and
more seeds.
*/

typedef struct {
    const char *name;
    double from, to; /* shares of beta_c; 0: one nat */
} model;

static const model models[] = {
    {"vae", 0, 0}, {"good", 0.25, 0.25}, {"anneal", 0.25, 0.06}};

enum { MODELS = 3, SEEDS = 3, SEEDS_FULL = 8, UNITS = 10 };

static int seeds_of(const chapter *c)
{
    return runs_seeds(c, c->full ? SEEDS_FULL : SEEDS);
}

static const char *data_of(const chapter *c)
{
    return c->full ? "sprites,size=32,n=20000" : "sprites,size=24,n=10000";
}

/* A share of the chapter's epochs: there are more pictures than dots. */
static int epochs_of(const chapter *c, double share)
{
    return GSL_MAX(1, (int)(share * c->run.options.epochs));
}

static void add_details(job *j, const char *data, int seed, int epochs)
{
    job_add(j, "--data", "%s", data);
    job_add(j, "--latent", "%d", UNITS);
    job_add(j, "--hold", "0.3");
    job_add(j, "--seed", "%d", seed);
    job_add(j, "--epochs", "%d", epochs);
}

void sprite_runs(const chapter *c, run_list *list)
{
    for (int i = 0; i < MODELS; i++)
        for (int s = 1; s <= seeds_of(c); s++) {
            const model *m = &models[i];
            char *out = run_path(&c->run, "sprites/%s/%d", m->name, s);
            job *j = m->from > 0 ? runs_add(list, c, out, m->from, m->to)
                                 : runs_add_nats(list, c, out, 1);
            add_details(j, data_of(c), s, epochs_of(c, c->full ? 0.7 : 0.3));
        }
    job *j = runs_add(list, c, run_path(&c->run, "sprites/colour"), 0.25, 0.04);
    add_details(j, "sprites:colour,size=16,turn=0-0,n=10000", 1,
                epochs_of(c, 0.25));
}

static const char *const keys[] = {"active_units",
                                   "modularity_all",
                                   "modularity_active",
                                   "dci_d",
                                   "dci_c",
                                   "mig",
                                   "sap",
                                   "explicitness",
                                   "r2",
                                   "excess",
                                   "r2_shape",
                                   "r2_scale",
                                   "r2_orientation",
                                   "r2_x",
                                   "r2_y"};

enum { KEYS = sizeof keys / sizeof *keys };

static void report(chapter *c, const char *name, const char *key,
                   const char *tail, double value)
{
    results_keyed(c->run.results, value, "sprites_%s_%s%s", name, key, tail);
}

static void model_results(chapter *c, const char *name, FILE *csv)
{
    int seeds = seeds_of(c);
    double values[KEYS][SEEDS_FULL];
    for (int s = 0; s < seeds; s++) {
        fprintf(csv, "%s,%d", name, s + 1);
        for (int k = 0; k < KEYS; k++) {
            values[k][s] =
                run_number(&c->run, keys[k], "sprites/%s/%d", name, s + 1);
            fprintf(csv, ",%.6g", values[k][s]);
        }
        fputc('\n', csv);
    }
    for (int k = 0; k < KEYS; k++) {
        report(c, name, keys[k], "",
               gsl_stats_mean(values[k], 1, (size_t)seeds));
        report(c, name, keys[k], "_sd",
               gsl_stats_sd(values[k], 1, (size_t)seeds));
    }
}

void sprite_results(chapter *c)
{
    static const char *const colour[] = {
        "active_units",  "sap",       "r2_unit_hue", "r2_unit_shape",
        "r2_unit_scale", "r2_unit_x", "r2_unit_y"};
    char *path = run_path(&c->run, "sprites.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "model,seed");
    for (int k = 0; k < KEYS; k++)
        fprintf(csv.stream, ",%s", keys[k]);
    fputc('\n', csv.stream);
    results_text(c->run.results, "sprites_data", data_of(c));
    results_count(c->run.results, "sprites_seeds", seeds_of(c));
    for (int i = 0; i < MODELS; i++)
        model_results(c, models[i].name, csv.stream);
    file_commit(&csv);
    free(path);
    run_quote(&c->run, "colour", colour, sizeof colour / sizeof *colour,
              "sprites/colour");
}
