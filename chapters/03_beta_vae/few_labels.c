// SPDX-License-Identifier: GPL-3.0-or-later
#include "few_labels.h"

#include "data.h"
#include "fail.h"
#include "file.h"
#include "pca.h"
#include "ridge.h"
#include "runs.h"
#include "table.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
# What is it good for? Few labels

The lecture says that a disentangled code is useful for any later task. The
task: say where the dot is, after having been told so for a handful of pictures.
The reader is the same for all, a linear one, and chooses its own penalty. Only
what it reads differs: the 256 pixels, five numbers of PCA, or the five of a
model that has seen many dots, but no label.
*/

enum { KINDS = 5, PIXELS = 0, PCA = 1, MODELS = 2 };

static const char *const kinds[KINDS] = {"pixels", "pca", "vae", "good",
                                         "anneal"};
static const int labels[] = {3, 5, 10, 20, 50, 100, 200};

enum { SIZES = sizeof labels / sizeof *labels, LABELLED = 200, SEEDS = 5 };

/* Of the count's regimes, which are trained on these. */
static const char pictures[] = "dots,size=16";

static gsl_matrix *pixels_of(const dataset *d)
{
    size_t size = (size_t)dataset_size(d);
    gsl_matrix *x = gsl_matrix_alloc((size_t)d->n, size);
    for (size_t i = 0; i < (size_t)d->n * size; i++)
        x->data[i] = d->pixels[i] / 255.0;
    return x;
}

/* Coordinates along the first axes; the mean need not be taken out. */
static gsl_matrix *pca_codes(const dataset *train, const gsl_matrix *x, int k)
{
    pca p = pca_fit(train);
    gsl_matrix *codes = gsl_matrix_alloc(x->size1, (size_t)k);
    gsl_matrix_const_view axes =
        gsl_matrix_const_submatrix(p.axes, 0, 0, x->size2, (size_t)k);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, x, &axes.matrix, 0, codes);
    pca_free(&p);
    return codes;
}

/* The means that a model of the counts has given to the same test pictures. */
static gsl_matrix *model_codes(const chapter *c, const char *name, int seed)
{
    char *path = run_path(&c->run, "count/%s/%d/codes.csv", name, seed);
    table t = table_read(path);
    gsl_matrix *codes = gsl_matrix_alloc(t.values->size1, t.values->size2);
    gsl_matrix_memcpy(codes, t.values);
    table_free(&t);
    free(path);
    return codes;
}

/* The mean R^2 over the factors, the first n rows labelled. */
static double read_with(const gsl_matrix *z, const gsl_matrix *v, int n)
{
    size_t rest = z->size1 - LABELLED;
    gsl_matrix_const_view fit_z =
        gsl_matrix_const_submatrix(z, 0, 0, (size_t)n, z->size2);
    gsl_matrix_const_view fit_v =
        gsl_matrix_const_submatrix(v, 0, 0, (size_t)n, v->size2);
    gsl_matrix_const_view at_z =
        gsl_matrix_const_submatrix(z, LABELLED, 0, rest, z->size2);
    gsl_matrix_const_view at_v =
        gsl_matrix_const_submatrix(v, LABELLED, 0, rest, v->size2);
    gsl_vector *r2 = gsl_vector_alloc(v->size2);
    ridge_r2(&fit_z.matrix, &fit_v.matrix, &at_z.matrix, &at_v.matrix, r2);
    double mean = gsl_stats_mean(r2->data, r2->stride, r2->size);
    gsl_vector_free(r2);
    return mean;
}

static void read_seed(const chapter *c, int seed, double r2[KINDS][SIZES])
{
    options o = c->run.options; /* as the run of that seed had them */
    o.data = pictures;
    o.seed = seed;
    split s = data_for(&o, 0);
    gsl_matrix *z[KINDS], *v = dataset_factors(&s.test);
    z[PIXELS] = pixels_of(&s.test);
    z[PCA] = pca_codes(&s.train, z[PIXELS], c->latent);
    for (int k = MODELS; k < KINDS; k++)
        z[k] = model_codes(c, kinds[k], seed);
    for (int k = 0; k < KINDS; k++) {
        REQUIRE(z[k]->size1 == v->size1, "codes of other pictures");
        for (int i = 0; i < SIZES; i++)
            r2[k][i] = read_with(z[k], v, labels[i]);
        gsl_matrix_free(z[k]);
    }
    gsl_matrix_free(v);
    split_free(&s);
}

static void report(chapter *c, const char *kind, int n, double mean)
{
    results_keyed(c->run.results, mean, "labels_%s_%d", kind, n);
}

void few_labels_part(chapter *c)
{
    double r2[SEEDS][KINDS][SIZES];
    int seeds = runs_seeds(c, SEEDS);
    out_file csv =
        run_table(&c->run, "few_labels.csv", "labels,kind,mean,least,most");
    for (int s = 0; s < seeds; s++)
        read_seed(c, s + 1, r2[s]);
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < SIZES; i++) {
            double mean = 0, least = INFINITY, most = -INFINITY;
            for (int s = 0; s < seeds; s++) {
                mean += r2[s][k][i] / seeds;
                least = GSL_MIN(least, r2[s][k][i]);
                most = GSL_MAX(most, r2[s][k][i]);
            }
            fprintf(csv.stream, "%d,%d,%.6g,%.6g,%.6g\n", labels[i], k, mean,
                    least, most);
            if (labels[i] == 5 || labels[i] == 100)
                report(c, kinds[k], labels[i], mean);
        }
    results_count(c->run.results, "labels_seeds", seeds);
    file_commit(&csv);
}
