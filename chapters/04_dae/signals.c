// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include "fail.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_sample.h"
#include "op_warp.h"
#include "workbench.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The sum of w times the node's numbers, as a loss, for one picture. */
static node *weighed_sum(node *y, node *w)
{
    return sum(batch_mean(multiply(y, w)));
}

/* Numbers that the graph gives a gradient to: the biases of a layer. */
static node *free_numbers(graph *g, int count)
{
    return from_zero(dense(input(g, 1), count));
}

static real *numbers_of(const node *free)
{
    return free->theta + free->size; /* behind the weights, one each */
}

/**
# In one dimension

## Between pixels

A row of eight pixels, looked up at 401 places by the sampler itself; the slopes
are what its backward pass gives to the coordinates.
*/

enum { PIXELS = 8, PLACES = 401, KINK = 4 };

static const real row[PIXELS] = {R(0.2), R(0.9), R(0.4), R(0.5),
                                 1,      R(0.3), R(0.3), R(0.8)};
static const double first_place = -2, last_place = 9;

static double place(int k)
{
    return first_place + (last_place - first_place) * k / (PLACES - 1);
}

static void write_places(const run *r, const node *y, const node *c)
{
    out_file csv = run_table(r, "lab_bilinear.csv", "x,value,slope");
    for (int k = 0; k < PLACES; k++)
        fprintf(csv.stream, "%.5g,%.6g,%.6g\n", place(k), (double)y->value[k],
                (double)c->grad[k]);
    file_commit(&csv);
    csv = run_table(r, "lab_pixels.csv", "x,value");
    for (int j = 0; j < PIXELS; j++)
        fprintf(csv.stream, "%d,%g\n", j, (double)row[j]);
    file_commit(&csv);
}

static void between_pixels(const run *r)
{
    graph *g = graph_alloc();
    node *t = shaped(input(g, 2 * PIXELS), 1, 2, PIXELS); /* the row, twice */
    node *c = shaped(free_numbers(g, 2 * PLACES), 2, 1, PLACES);
    node *y = sample(t, c), *ones = input(g, PLACES);
    node *loss = weighed_sum(y, ones);
    graph_bind(g, 1, 1);
    memcpy(t->value, row, sizeof row);
    memcpy(t->value + PIXELS, row, sizeof row);
    int before = 0;
    for (int k = 0; k < PLACES; k++) {
        numbers_of(c)[k] = (real)place(k);
        ones->value[k] = 1;
        before = place(k) < KINK ? k : before;
    }
    graph_run(NULL, loss, 1);
    graph_backward(loss, 1);
    write_places(r, y, c);
    lab_number(r, "bilinear", "pixel", KINK);
    lab_number(r, "bilinear", "before", (double)c->grad[before]);
    lab_number(r, "bilinear", "after", (double)c->grad[before + 2]);
    graph_free(g);
}

/**
## Sums, and the way their gradients go

The matrix $L$ of a prefix sum, read off the operation column by column: what it
makes of a row of zeros with a single one, less what it makes of zeros. And the
matrix of its backward pass, read off in the same way.
*/

enum { LENGTH = 8 };

typedef struct {
    graph *g;
    node *f, *w, *u, *loss;
} summer;

static summer summer_alloc(void)
{
    summer s = {.g = graph_alloc()};
    s.f = shaped(free_numbers(s.g, 2 * LENGTH), 2, 1, LENGTH);
    s.w = integrate(s.f);
    s.u = input(s.g, 2 * LENGTH);
    s.loss = weighed_sum(s.w, s.u);
    graph_bind(s.g, 1, 1);
    return s;
}

/* <L f, u>, and L* u in s->f->grad. L f is the sum less the first -1. */
static double product(const summer *s, const double *f, const double *u)
{
    double total = 0;
    for (int k = 0; k < LENGTH; k++) {
        numbers_of(s->f)[k] = (real)f[k];
        s->u->value[k] = (real)u[k];
    }
    graph_run(NULL, s->loss, 1);
    graph_backward(s->loss, 1);
    for (int k = 0; k < LENGTH; k++)
        total += ((double)s->w->value[k] + 1) * u[k];
    return total;
}

static void write_matrices(const summer *s, FILE *csv)
{
    for (int k = 0; k < LENGTH; k++) {
        double one[LENGTH] = {0};
        one[k] = 1;
        product(s, one, one);
        for (int i = 0; i < LENGTH; i++) {
            fprintf(csv, "0,%d,%d,%g\n", i, k, (double)s->w->value[i] + 1);
            fprintf(csv, "1,%d,%d,%g\n", i, k, (double)s->f->grad[i]);
        }
    }
}

static void sums(const run *r)
{
    summer s = summer_alloc();
    out_file csv = run_table(r, "lab_sums.csv", "matrix,row,column,number");
    write_matrices(&s, csv.stream);
    file_commit(&csv);
    real noise[2 * LENGTH];
    double f[LENGTH], u[LENGTH], backwards = 0;
    random_numbers(r, 2, 1, 2 * LENGTH, noise);
    for (int k = 0; k < LENGTH; k++) {
        f[k] = (double)noise[k];
        u[k] = (double)noise[LENGTH + k];
    }
    lab_number(r, "sums", "forwards", product(&s, f, u));
    for (int k = 0; k < LENGTH; k++)
        backwards += f[k] * (double)s.f->grad[k];
    lab_number(r, "sums", "backwards", backwards);
    graph_free(s.g);
}

/**
## The absolute value keeps edges

A signal with an edge, in noise. It is to be found again as the $x$ that
minimises $\tfrac12 \|x - y\|^2$ plus a weight times the sum of the absolute
differences of neighbours, or of their squares. Squares: a linear system with
three diagonals. Absolute values: one number $z$ for each difference, kept
within the weight, $|z| \le \lambda$, with $x = y - D^T z$, and small steps of
$z$ along $D x$ [@chambolle2004]. For each the weight is taken that comes
closest to the truth, which only whoever has made the signal can know.
*/

enum { SAMPLES = 60, EDGE = 30, WEIGHTS = 40, ITERATIONS = 3000 };

static const double noise_sd = 0.15;

typedef void smoother(const double *y, double weight, double *x);

static void by_squares(const double *y, double weight, double *x)
{
    gsl_vector *diagonal = gsl_vector_alloc(SAMPLES);
    gsl_vector *beside = gsl_vector_alloc(SAMPLES - 1);
    gsl_vector_const_view right = gsl_vector_const_view_array(y, SAMPLES);
    gsl_vector_view left = gsl_vector_view_array(x, SAMPLES);
    gsl_vector_set_all(diagonal, 1 + 4 * weight);
    gsl_vector_set(diagonal, 0, 1 + 2 * weight);
    gsl_vector_set(diagonal, SAMPLES - 1, 1 + 2 * weight);
    gsl_vector_set_all(beside, -2 * weight);
    gsl_linalg_solve_symm_tridiag(diagonal, beside, &right.vector,
                                  &left.vector);
    gsl_vector_free(diagonal);
    gsl_vector_free(beside);
}

static void by_absolutes(const double *y, double weight, double *x)
{
    double z[SAMPLES + 1] = {0}; /* z[k] between x[k - 1] and x[k]; ends 0 */
    for (int t = 0; t <= ITERATIONS; t++) {
        for (int k = 0; k < SAMPLES; k++)
            x[k] = y[k] + z[k + 1] - z[k];
        for (int k = 1; k < SAMPLES; k++)
            z[k] = fmax(-weight, fmin(weight, z[k] + (x[k] - x[k - 1]) / 4));
    }
}

static double rms(const double *a, const double *b)
{
    double total = 0;
    for (int k = 0; k < SAMPLES; k++)
        total += gsl_pow_2(a[k] - b[k]) / SAMPLES;
    return sqrt(total);
}

/* The best of many weights, from 0.01 to 100. */
static void smooth(const run *r, const char *name, smoother *by,
                   const double *truth, const double *noisy, double *x)
{
    double best = 0, least = INFINITY, edge = 0;
    for (int k = 0; k < WEIGHTS; k++) {
        double weight = pow(10, -2 + 4.0 * k / (WEIGHTS - 1));
        by(noisy, weight, x);
        if (rms(x, truth) < least) {
            least = rms(x, truth);
            best = weight;
        }
    }
    by(noisy, best, x);
    for (int k = 1; k < SAMPLES; k++)
        edge = fmax(edge, fabs(x[k] - x[k - 1]));
    char *key = must_printf("variation_%s", name);
    lab_number(r, key, "rms", least);
    lab_number(r, key, "edge", edge);
    lab_number(r, key, "weight", best);
    free(key);
}

static void variation(const run *r)
{
    double truth[SAMPLES], noisy[SAMPLES], l1[SAMPLES], l2[SAMPLES];
    real noise[SAMPLES];
    random_numbers(r, 3, noise_sd, SAMPLES, noise);
    for (int k = 0; k < SAMPLES; k++) {
        truth[k] = k >= EDGE;
        noisy[k] = truth[k] + (double)noise[k];
    }
    smooth(r, "absolute", by_absolutes, truth, noisy, l1);
    smooth(r, "square", by_squares, truth, noisy, l2);
    lab_number(r, "variation", "noisy_rms", rms(noisy, truth));
    out_file csv =
        run_table(r, "lab_variation.csv", "k,true,noisy,absolute,square");
    for (int k = 0; k < SAMPLES; k++)
        fprintf(csv.stream, "%d,%g,%.5g,%.5g,%.5g\n", k, truth[k], noisy[k],
                l1[k], l2[k]);
    file_commit(&csv);
}

void signals_part(const run *r)
{
    between_pixels(r);
    sums(r);
    variation(r);
}
