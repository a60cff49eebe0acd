// SPDX-License-Identifier: GPL-3.0-or-later
#include "disentangle.h"
#include "fail.h"
#include "file.h"
#include "information.h"
#include "linear_fit.h"
#include "table.h"

#include <getopt.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Measuring other codes

`measure CODES.csv FACTORS.csv` scores any code of any model: one file with a
column a unit, one with a column a factor, a row a picture in both. Every score
is printed with its estimator.
*/

static const char *const usage =
    "usage: measure CODES.csv FACTORS.csv [OPTION...]\n\n"
    "Scores codes (a column a unit) against the factors they should stand for\n"
    "(a column a factor); both files have a line of names and a row a "
    "picture.\n\n"
    "  --bins N       equal intervals for mutual information, 0: distinct "
    "values [20]\n"
    "  --least-sd S   a unit is active from this standard deviation on [0.05]\n"
    "  --out FILE     write the scores as CSV, too\n"
    "  --help         this text\n";

static const char *const usage_hint = "measure --help tells the usage";

typedef struct {
    const char *codes, *factors, *out;
    int bins;
    double least_sd;
} request;

static double number(const char *name, const char *text, double low,
                     double high)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= low && value <= high))
        fail_usage(usage_hint, "--%s takes a number from %g to %g, not '%s'",
                   name, low, high, text);
    return value;
}

static request parse(int argc, char **argv)
{
    static const struct option longs[] = {{"bins", 1, NULL, 'b'},
                                          {"least-sd", 1, NULL, 's'},
                                          {"out", 1, NULL, 'o'},
                                          {"help", 0, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    request r = {.bins = 20, .least_sd = 0.05};
    int which;
    opterr = 0;
    while ((which = getopt_long(argc, argv, ":h", longs, NULL)) != -1) {
        if (which == 'h') {
            fputs(usage, stdout);
            exit(0);
        }
        if (which == ':')
            fail_usage(usage_hint, "%s needs a value", argv[optind - 1]);
        if (which == '?')
            fail_usage(usage_hint, "unknown option %s", argv[optind - 1]);
        if (which == 'b')
            r.bins = (int)number("bins", optarg, 0, 10000);
        else if (which == 's')
            r.least_sd = number("least-sd", optarg, 0, 1e30);
        else
            r.out = optarg;
    }
    if (argc - optind != 2)
        fail_usage(usage_hint,
                   "two files are wanted, codes and factors; %d "
                   "given",
                   argc - optind);
    r.codes = argv[optind];
    r.factors = argv[optind + 1];
    return r;
}

/* What cannot be scored is said before anything is. */
static void check(const request *r, const table *z, const table *v)
{
    if (z->values->size1 != v->values->size1)
        fail("both files need a row for each picture",
             "%s has %zu rows, but %s has %zu", r->codes, z->values->size1,
             r->factors, v->values->size1);
    if (z->values->size2 < 2)
        fail("add the other units, be they dead",
             "%s: one unit only; gaps between units need two", r->codes);
    if (v->values->size2 < 2)
        fail("add another factor",
             "%s: one factor only; whether a unit belongs to one factor needs "
             "two",
             r->factors);
    if (z->values->size1 < 10)
        fail("give more rows", "%s: %zu rows are too few to score", r->codes,
             z->values->size1);
    for (size_t k = 0; k < v->values->size2; k++) {
        gsl_vector_const_view f = gsl_matrix_const_column(v->values, k);
        if (!(gsl_vector_max(&f.vector) > gsl_vector_min(&f.vector)))
            fail("leave that column out", "%s: the factor '%s' is constant",
                 r->factors, v->names[k]);
    }
}

/* Active units, and a line that says which. */
static bool *active_units(const request *r, const table *z)
{
    size_t units = z->values->size2;
    bool *active = must_alloc(units, sizeof *active);
    printf("active units (standard deviation at least %g):", r->least_sd);
    for (size_t j = 0; j < units; j++) {
        gsl_vector_const_view c = gsl_matrix_const_column(z->values, j);
        active[j] = gsl_stats_sd(c.vector.data, c.vector.stride,
                                 c.vector.size) >= r->least_sd;
        if (active[j])
            printf(" %s", z->names[j]);
    }
    printf("\n");
    return active;
}

static void warn_of_bias(const request *r, const table *v)
{
    int bins = r->bins, n = (int)v->values->size1;
    if (bins > 0 && n < 20 * bins * bins)
        printf("note: %d rows in %d x %d cells; independent columns would seem "
               "to share up to %.3f nats\n",
               n, bins, bins, (bins - 1.0) * (bins - 1.0) / (2.0 * n));
}

static void show_matrix(const char *title, const gsl_matrix *m, const table *z,
                        const table *v)
{
    printf("\n%-28s", title);
    for (size_t k = 0; k < m->size2; k++)
        printf(" %11.11s", v->names[k]);
    printf("\n");
    for (size_t j = 0; j < m->size1; j++) {
        printf("%-28.28s", z->names[j]);
        for (size_t k = 0; k < m->size2; k++)
            printf(" %11.4f", gsl_matrix_get(m, j, k));
        printf("\n");
    }
}

typedef struct {
    const char *name, *factor, *estimator;
    double value;
} line;

enum { SCORES = 13 };

/* All scores as lines; `mi` and `soft` say how mutual information and the areas
 * of classes were estimated. */
static void lines_of(const scores *s, const char *mi, const char *soft,
                     line *lines)
{
    const char *all = "least squares by SVD on all rows";
    const char *held = "least squares by SVD, every fifth row held out";
    const char *coefficients = "|coefficient| of least squares by SVD, "
                               "standardised";
    const line l[SCORES] = {
        {"modularity (all units)", "", mi, s->modularity_all},
        {"modularity (active units)", "", mi, s->modularity_active},
        {"DCI disentanglement", "", coefficients, s->dci_d},
        {"DCI disentanglement", "", mi, s->dci_d_mi},
        {"DCI completeness", "", coefficients, s->dci_c},
        {"DCI completeness, plain mean", "", coefficients, s->dci_c_plain},
        {"DCI completeness", "", mi, s->dci_c_mi},
        {"MIG", "", mi, s->mig},
        {"SAP", "", "R2 of a line through one unit", s->sap},
        {"linear R2", "", all, s->r2},
        {"linear R2", "", held, s->r2_held_out},
        {"quadratic R2", "", held, s->r2_quadratic},
        {"explicitness", "", soft, s->explicitness},
    };
    memcpy(lines, l, sizeof l);
}

/* Behind the scores, the linear R2 of each factor. */
static void factor_lines(const table *z, const table *v, line *lines)
{
    gsl_vector *r2 = gsl_vector_alloc(v->values->size2);
    linear_r2_held_out(z->values, v->values, r2);
    for (size_t k = 0; k < r2->size; k++)
        lines[k] = (line){"linear R2", v->names[k],
                          "least squares by SVD, every fifth row held out",
                          gsl_vector_get(r2, k)};
    gsl_vector_free(r2);
}

static void write_lines(const char *path, const line *lines, size_t count)
{
    out_file csv = file_create(path);
    fprintf(csv.stream, "score,factor,value,estimator\n");
    for (size_t i = 0; i < count; i++)
        fprintf(csv.stream, "\"%s\",\"%s\",%.10g,\"%s\"\n", lines[i].name,
                lines[i].factor, lines[i].value, lines[i].estimator);
    file_commit(&csv);
}

static void show_lines(const line *lines, size_t count)
{
    printf("\n%-30s %-10s %8s  %s\n", "score", "factor", "value", "estimator");
    for (size_t i = 0; i < count; i++)
        printf("%-30s %-10.10s %8.4f  %s\n", lines[i].name, lines[i].factor,
               lines[i].value, lines[i].estimator);
}

int main(int argc, char **argv)
{
    fail_program(argv[0]);
    request r = parse(argc, argv);
    if (r.out)
        file_probe(r.out);
    table z = table_read(r.codes), v = table_read(r.factors);
    check(&r, &z, &v);
    bool *active = active_units(&r, &z);
    warn_of_bias(&r, &v);
    scores s = scores_of(z.values, v.values, active, r.bins);
    size_t count = SCORES + v.values->size2;
    line *lines = must_alloc(count, sizeof *lines);
    char *mi = r.bins ? must_printf("mutual information, %d equal bins", r.bins)
                      : must_printf("mutual information, distinct values");
    char *soft =
        r.bins ? must_printf("ROC area, soft-max on all rows, %d classes at "
                             "most",
                             r.bins)
               : must_printf("ROC area, soft-max on all rows, distinct values");
    lines_of(&s, mi, soft, lines);
    factor_lines(&z, &v, lines + SCORES);
    show_lines(lines, count);
    gsl_matrix *w = least_squares_importance(z.values, v.values);
    gsl_matrix *m = information_table(z.values, v.values, r.bins, NULL);
    show_matrix("|coefficient|", w, &z, &v);
    show_matrix("mutual information, nats", m, &z, &v);
    if (r.out)
        write_lines(r.out, lines, count);
    gsl_matrix_free(w);
    gsl_matrix_free(m);
    free(soft);
    free(mi);
    free(lines);
    free(active);
    table_free(&z);
    table_free(&v);
    return 0;
}
