// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Evaluating

A graph has room for one batch; a data set is walked through it batch by batch,
in order.
*/

static int batch_at(const node *x, int first, int n)
{
    return n - first < x->graph->batch ? n - first : x->graph->batch;
}

static void feed(node *x, const dataset *d, int first, int n)
{
    const node *label = x->graph->label;
    dataset_rows(d, first, n, x->value);
    for (int b = 0; label && b < n; b++)
        dataset_one_hot(d, first + b, label->size,
                        label->value + b * label->size);
}

void evaluate_pictures(node *x, node *to, const dataset *d, real *out)
{
    x->graph->training = false;
    for (int first = 0; first < d->n; first += x->graph->batch) {
        int n = batch_at(x, first, d->n);
        feed(x, d, first, n);
        memcpy(out + (size_t)first * (size_t)to->size, graph_run(NULL, to, n),
               node_count(to, n) * sizeof(real));
    }
}

void evaluate_rows(node *from, node *to, const real *rows, int total, real *out)
{
    from->graph->training = false;
    for (int first = 0; first < total; first += from->graph->batch) {
        int n = batch_at(from, first, total);
        memcpy(from->value, rows + (size_t)first * (size_t)from->size,
               node_count(from, n) * sizeof(real));
        memcpy(out + (size_t)first * (size_t)to->size, graph_run(from, to, n),
               node_count(to, n) * sizeof(real));
    }
}

real *evaluated(node *x, node *to, const dataset *d, int n)
{
    REQUIRE(n <= d->n, "as many values as pictures");
    dataset first = *d;
    first.n = n;
    real *values = must_alloc((size_t)n * (size_t)to->size, sizeof *values);
    evaluate_pictures(x, to, &first, values);
    return values;
}

real *evaluated_rows(node *from, node *to, const real *rows, int n)
{
    real *values = must_alloc((size_t)n * (size_t)to->size, sizeof *values);
    evaluate_rows(from, to, rows, n, values);
    return values;
}

/* With noise from a seed, or without. */
static void means(node *x, node *row, const dataset *d, const uint64_t *seed,
                  double *out)
{
    x->graph->training = false;
    memset(out, 0, (size_t)row->size * sizeof *out);
    for (int first = 0; first < d->n; first += x->graph->batch) {
        int n = batch_at(x, first, d->n);
        feed(x, d, first, n);
        if (seed)
            graph_noise(x->graph, *seed, first);
        const real *values = graph_run(NULL, row, n);
        for (int k = 0; k < row->size; k++)
            out[k] += (double)values[k] * n / d->n;
    }
}

void evaluate_means(node *x, node *row, const dataset *d, double *out)
{
    means(x, row, d, NULL, out);
}

double evaluate_mean(node *x, node *loss, const dataset *d)
{
    double mean;
    means(x, loss, d, NULL, &mean);
    return mean;
}

double evaluate_noisy(node *x, node *loss, const dataset *d, uint64_t seed)
{
    double mean;
    means(x, loss, d, &seed, &mean);
    return mean;
}

double evaluate_error(node *x, node *y, const dataset *d)
{
    REQUIRE(x->size == y->size, "a picture and its reconstruction");
    double sum = 0;
    x->graph->training = false;
    for (int first = 0; first < d->n; first += x->graph->batch) {
        int n = batch_at(x, first, d->n);
        feed(x, d, first, n);
        const real *values = graph_run(NULL, y, n);
        for (size_t i = 0; i < node_count(y, n); i++)
            sum += gsl_pow_2((double)(values[i] - x->value[i]));
    }
    return sum / ((double)d->n * x->size);
}

/**
What the simplest of all models would do, for comparison: it knows one picture,
the mean of the training pictures.
*/

/* The mean of all pictures of d (size). */
static void mean_picture(const dataset *d, real *mean)
{
    int size = dataset_size(d);
    real *row = must_alloc((size_t)size, sizeof *row);
    double *sums = must_calloc((size_t)size, sizeof *sums);
    for (int b = 0; b < d->n; b++) {
        dataset_rows(d, b, 1, row);
        for (int i = 0; i < size; i++)
            sums[i] += (double)row[i];
    }
    for (int i = 0; i < size; i++)
        mean[i] = (real)(sums[i] / d->n);
    free(sums);
    free(row);
}

double mean_image_error(const split *s)
{
    int size = dataset_size(&s->test);
    real *mean = must_alloc((size_t)size, sizeof *mean);
    real *row = must_alloc((size_t)size, sizeof *row);
    double sum = 0;
    mean_picture(&s->train, mean);
    for (int b = 0; b < s->test.n; b++) {
        dataset_rows(&s->test, b, 1, row);
        for (int i = 0; i < size; i++)
            sum += gsl_pow_2((double)(row[i] - mean[i]));
    }
    free(mean);
    free(row);
    return sum / ((double)s->test.n * size);
}
