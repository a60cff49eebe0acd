// SPDX-License-Identifier: GPL-3.0-or-later
#include "sizes.h"

#include "fail.h"
#include "file.h"
#include "jobs.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# How many codes?

The same network with 1, 2, 4, ... codes: how does the error fall, and how does
PCA do with as many? Each size is a training of its own, kept short: what counts
here is the shape of the curve. The autoencoder with two codes, which will be
drawn as a map, gets more time.

On the way we look at the one setting that everybody has to choose, the learning
rate. Three values, each ten times the one before, on a sixth of the pictures,
with 5 000 other *training* pictures held out to judge by. Test digits are not
for choosing: whoever chooses by them has no honest number left to report.
*/

static const int sizes[] = {1, 2, 4, 8, 16, 32, 64};
static const double rates[] = {4e-4, 4e-3, 4e-2};

enum {
    SIZES = sizeof sizes / sizeof *sizes,
    RATES = sizeof rates / sizeof *rates,
    MAP_CODES = 2
};

/* A training of so many epochs, in which the rate halves `halvings` times. */
static job job_for(char *out, int codes, int epochs, double halvings)
{
    job j = {.out = out};
    job_add(&j, "--only", "ae");
    job_add(&j, "--latent", "%d", codes);
    job_add(&j, "--epochs", "%d", epochs);
    job_add(&j, "--half-life", "%g", epochs / halvings);
    return j;
}

char *map_path(const chapter *c)
{
    return run_path(&c->run, "map/ae_%d.safetensors", MAP_CODES);
}

/* A fraction of the chapter's epochs, at least one. */
static int share_of(const chapter *c, int parts)
{
    return GSL_MAX(1, c->run.options.epochs / parts);
}

static void write_sizes(chapter *c)
{
    char *path = run_path(&c->run, "sizes.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "codes,test_mse\n");
    for (int i = 0; i < SIZES; i++) {
        char from[32], key[32];
        char *file = run_path(&c->run, "sizes/%d/results.txt", sizes[i]);
        snprintf(from, sizeof from, "ae_%d_test_mse", sizes[i]);
        snprintf(key, sizeof key, "short_%d_test_mse", sizes[i]);
        double mse = results_read_number(file, from);
        fprintf(csv.stream, "%d,%.8g\n", sizes[i], mse);
        results_number(c->run.results, key, mse);
        free(file);
    }
    file_commit(&csv);
    free(path);
}

void sizes_part(chapter *c)
{
    const options *o = &c->run.options;
    job jobs[1 + SIZES + RATES];
    int count = 0;
    jobs[count++] =
        job_for(run_path(&c->run, "map"), MAP_CODES, share_of(c, 3), 5);
    for (int i = 0; i < SIZES; i++)
        jobs[count++] = job_for(run_path(&c->run, "sizes/%d", sizes[i]),
                                sizes[i], share_of(c, 15), 2.5);
    for (int i = 0; i < RATES; i++) {
        job j = job_for(run_path(&c->run, "rates/%g", rates[i]), c->latent,
                        share_of(c, 3), 5);
        job_add(&j, "--rate", "%g", rates[i]);
        job_add(&j, "--held-out", "%d", GSL_MIN(5000, c->data.train.n / 6));
        job_add(&j, "--pictures", "%d", GSL_MIN(10000, c->data.train.n / 2));
        jobs[count++] = j;
    }
    results_count(c->run.results, "short_epochs", share_of(c, 15));
    results_count(c->run.results, "map_epochs", share_of(c, 3));
    jobs_run(o, jobs, count, "sizes and rates");
    write_sizes(c);
}
