// SPDX-License-Identifier: GPL-3.0-or-later
#include "fewer.h"

#include "fail.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# With less, and with more

Two questions about the worth of labels. How many does it take? And would not a
longer appearance code do the same?
*/

/* One line of labels.csv a seed, and the means. */
static void level(chapter *c, const char *folder, const char *name,
                  double percent, int kind, int seeds, FILE *csv)
{
    double mse = 0, accuracy = 0;
    for (int s = c->run.options.seed; s < c->run.options.seed + seeds; s++) {
        double error = run_number(&c->run, "test_mse", "%s/%d", folder, s);
        double share = run_number(&c->run, "accuracy", "%s/%d", folder, s);
        fprintf(csv, "%g,%d,%d,%.6g,%.6g\n", percent, kind, s, error, share);
        mse += error / seeds;
        accuracy += share / seeds;
    }
    results_keyed(c->run.results, mse, "labels_%s_mse", name);
    results_keyed(c->run.results, accuracy, "labels_%s_accuracy", name);
}

void labels_part(chapter *c)
{
    out_file csv =
        run_table(&c->run, "labels.csv", "percent,kind,seed,mse,accuracy");
    results_count(c->run.results, "few_seeds", few_seeds_of(c));
    for (int i = 0; i < LEVELS; i++) {
        char *folder = must_printf("labels_%d", levels[i]);
        level(c, folder, folder + strlen("labels_"), levels[i], 0,
              few_seeds_of(c), csv.stream);
        free(folder);
    }
    level(c, "class", "100", 100, 0, seeds_of(c), csv.stream);
    level(c, "labels_alone", "alone", 1, 1, few_seeds_of(c), csv.stream);
    file_commit(&csv);
}

static void report(chapter *c, int codes, const char *what, double value)
{
    results_keyed(c->run.results, value, "length_%d_%s", codes, what);
}

void lengths_part(chapter *c)
{
    out_file csv = run_table(&c->run, "lengths.csv", "codes,class,plain");
    for (int i = 0; i < LENGTHS; i++) {
        int k = lengths[i];
        double with = run_number(&c->run, "test_mse", "length_%d/class", k);
        double without = run_number(&c->run, "test_mse", "length_%d/plain", k);
        fprintf(csv.stream, "%d,%.6g,%.6g\n", k, with, without);
        report(c, k, "class", with);
        report(c, k, "plain", without);
        report(c, k, "gain", 1 - with / without);
    }
    file_commit(&csv);
}
