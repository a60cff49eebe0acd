// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare.h"

#include "fail.h"
#include "runs.h"
#include "table.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Side by side

The lecture says of classes that they make the model better and more stable.
Better is a mean over seeds; stable is a spread over seeds. Of three numbers a
standard deviation can be computed but not trusted: it may be wrong by a factor
of two. So all three are shown.
*/

/* The name of a kind in the results. */
static const char *name_of(int k)
{
    return strcmp(kinds[k], "plain") == 0 ? "noclass" : kinds[k];
}

/* One result of all seeds of a kind, to values[]. */
static void values_of(const chapter *c, int k, const char *key, double *values)
{
    for (int s = 0; s < seeds_of(c); s++)
        values[s] = run_number(&c->run, key, "%s/%d", kinds[k],
                               c->run.options.seed + s);
}

static void report(chapter *c, int k, const char *key, double value)
{
    results_keyed(c->run.results, value, "%s_%s", name_of(k), key);
}

static double mean_of(const chapter *c, int k, const char *key)
{
    double *values = must_alloc((size_t)seeds_of(c), sizeof *values);
    values_of(c, k, key, values);
    double mean = gsl_stats_mean(values, 1, (size_t)seeds_of(c));
    free(values);
    return mean;
}

static void report_errors(chapter *c, int k)
{
    size_t n = (size_t)seeds_of(c);
    double *errors = must_alloc(n, sizeof *errors);
    values_of(c, k, "test_mse", errors);
    report(c, k, "test_mse", gsl_stats_mean(errors, 1, n));
    report(c, k, "mse_spread", n > 1 ? gsl_stats_sd(errors, 1, n) : 0);
    report(c, k, "mse_most", gsl_stats_max(errors, 1, n));
    report(c, k, "ratio",
           mean_of(c, k, "test_mse") / mean_of(c, 0, "test_mse"));
    free(errors);
}

/* Has a class slice: class and unlabelled do. */
static bool reads(int k)
{
    return k == 0 || strcmp(kinds[k], "unlabelled") == 0;
}

static void report_classes(chapter *c, int k)
{
    static const char *const keys[] = {"accuracy", "purity", "groups",
                                       "misread_mse", "read_mse"};
    size_t n = (size_t)seeds_of(c);
    double *values = must_alloc(n, sizeof *values);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        report(c, k, keys[i], mean_of(c, k, keys[i]));
    values_of(c, k, "accuracy", values);
    report(c, k, "accuracy_least", gsl_stats_min(values, 1, n));
    free(values);
}

static void digits_table(const chapter *c)
{
    out_file csv =
        run_table(&c->run, "digits.csv", "digit,class,plain,extra,unlabelled");
    for (int d = 0; d < c->data.test.classes; d++) {
        char *key = must_printf("test_mse_%d", d);
        fprintf(csv.stream, "%d", d);
        for (int k = 0; k < KINDS; k++)
            fprintf(csv.stream, ",%.6g", mean_of(c, k, key));
        fputc('\n', csv.stream);
        free(key);
    }
    file_commit(&csv);
}

static void seeds_table(const chapter *c)
{
    out_file csv = run_table(&c->run, "seeds.csv", "kind,seed,mse,folded");
    for (int k = 0; k < KINDS; k++)
        for (int s = 0; s < seeds_of(c); s++) {
            int seed = c->run.options.seed + s;
            fprintf(csv.stream, "%d,%d,%.6g,%.6g\n", k, seed,
                    run_number(&c->run, "test_mse", "%s/%d", kinds[k], seed),
                    run_number(&c->run, "folded", "%s/%d", kinds[k], seed));
        }
    file_commit(&csv);
}

/* Of one run, with a blank line after it, so that lines end there. */
static void copy_curve(const chapter *c, int k, int seed, FILE *stream)
{
    char *path = run_path(&c->run, "%s/%d/curve.csv", kinds[k], seed);
    table t = table_read(path);
    for (size_t i = 0; i < t.values->size1; i++)
        fprintf(stream, "%d,%d,%.6g,%.6g\n", k, seed,
                gsl_matrix_get(t.values, i, 0), gsl_matrix_get(t.values, i, 1));
    fputc('\n', stream);
    table_free(&t);
    free(path);
}

static void curves_table(const chapter *c)
{
    out_file csv = run_table(&c->run, "curves.csv", "kind,seed,epoch,mse");
    for (int k = 0; k < KINDS; k++)
        for (int s = 0; s < seeds_of(c); s++)
            copy_curve(c, k, c->run.options.seed + s, csv.stream);
    file_commit(&csv);
}

void compare_part(chapter *c)
{
    results_count(c->run.results, "class_seeds", seeds_of(c));
    results_number(c->run.results, "train_s", mean_of(c, 0, "train_s"));
    results_number(c->run.results, "class_codes", mean_of(c, 0, "codes"));
    results_number(c->run.results, "noclass_codes", mean_of(c, 1, "codes"));
    for (int k = 0; k < KINDS; k++) {
        report_errors(c, k);
        report(c, k, "folded", mean_of(c, k, "folded"));
        report(c, k, "texture_within", mean_of(c, k, "texture_within"));
        if (reads(k))
            report_classes(c, k);
    }
    digits_table(c);
    seeds_table(c);
    curves_table(c);
}
