// SPDX-License-Identifier: GPL-3.0-or-later
#include "linear.h"

#include "adam.h"
#include "fail.h"
#include "file.h"
#include "gemm.h"
#include "image.h"
#include "progress.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

/**
# Backpropagation by hand

The smallest autoencoder has one matrix that encodes and one that decodes,

$$ z = E (x - \bar x), \qquad y = D z + \bar x, $$

with $\bar x$ the mean picture. It is small enough to do by hand everything that
the graph will later do for us, and we know beforehand what it must find.

All pictures of a batch stand in a matrix, one a row: $X$ is $n \times p$, the
codes $Z = X E^T$ are $n \times k$, the reconstructions $Y = Z D^T$ are
$n \times p$ again, everything less the mean. The loss is the mean squared
difference $\ell = \frac1{np} \sum_{bi} (Y_{bi} - X_{bi})^2$.
*/

linear linear_alloc(int size, int codes, int batch, uint64_t seed)
{
    size_t weights = (size_t)size * (size_t)codes;
    size_t pixels = (size_t)batch * (size_t)size;
    size_t hidden = (size_t)batch * (size_t)codes;
    linear m = {.size = size,
                .codes = codes,
                .theta = must_alloc(2 * weights, sizeof(real)),
                .grad = must_calloc(2 * weights, sizeof(real)),
                .mean = must_calloc((size_t)size, sizeof(real)),
                .x = must_alloc(pixels, sizeof(real)),
                .y = must_alloc(pixels, sizeof(real)),
                .dy = must_alloc(pixels, sizeof(real)),
                .z = must_alloc(hidden, sizeof(real)),
                .dz = must_alloc(hidden, sizeof(real))};
    gsl_rng *rng = rng_at(seed, RNG_INIT, 0);
    for (size_t i = 0; i < 2 * weights; i++)
        m.theta[i] = (real)gsl_ran_gaussian_ziggurat(rng, sqrt(1.0 / size));
    gsl_rng_free(rng);
    return m;
}

void linear_free(linear *m)
{
    real *blocks[] = {m->theta, m->grad, m->mean, m->x,
                      m->z,     m->y,    m->dz,   m->dy};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        free(blocks[i]);
    *m = (linear){0};
}

double linear_forward(linear *m, int n)
{
    const real *encoder = m->theta;
    const real *decoder = m->theta + (size_t)m->size * (size_t)m->codes;
    gemm(PLAIN, TRANSPOSED, n, m->codes, m->size, m->x, encoder, 0, m->z);
    gemm(PLAIN, TRANSPOSED, n, m->size, m->codes, m->z, decoder, 0, m->y);
    double total = 0;
    for (int b = 0; b < n; b++) {
        const real *y = m->y + b * m->size, *x = m->x + b * m->size;
        real sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < m->size; i++)
            sum += (y[i] - x[i]) * (y[i] - x[i]);
        total += (double)sum;
    }
    return total / n / m->size;
}

/**
Backwards we ask of every quantity: if it moved a little, by how much would the
loss move? We write $\bar Y$ for $\partial \ell / \partial Y$, and so on. The
loss itself gives

$$ \bar Y = \frac{2}{np} (Y - X). $$

From $Y = Z D^T$ follow two answers, one for each factor, and from $Z = X E^T$
one more (nobody asks for that of the pictures):

$$ \bar D = \bar Y^T Z, \qquad \bar Z = \bar Y D, \qquad
   \bar E = \bar Z^T X. $$

Three products, computed in the reverse order of the forward pass, and each uses
what the one before has left: that is backpropagation.
*/

void linear_backward(linear *m, int n)
{
    size_t weights = (size_t)m->size * (size_t)m->codes;
    real *encoder = m->grad, *decoder = m->grad + weights;
    size_t count = (size_t)n * (size_t)m->size;
    real factor = 2 / (real)count;
    for (size_t i = 0; i < count; i++)
        m->dy[i] = factor * (m->y[i] - m->x[i]);
    gemm(TRANSPOSED, PLAIN, m->size, m->codes, n, m->dy, m->z, 1, decoder);
    gemm(PLAIN, PLAIN, n, m->codes, m->size, m->dy, m->theta + weights, 0,
         m->dz);
    gemm(TRANSPOSED, PLAIN, m->codes, m->size, n, m->dz, m->x, 1, encoder);
}

/**
## Training it

Each epoch visits all pictures in a new order, a batch at a time, and Adam
(explained below) takes a step after each batch. The rate falls to nothing in
the end, so that the last steps only settle.
*/

static void centre(linear *m, int n)
{
    for (int b = 0; b < n; b++)
        for (int i = 0; i < m->size; i++)
            m->x[b * m->size + i] -= m->mean[i];
}

/* One epoch; returns the mean loss. */
static double linear_epoch(linear *m, adam *a, const chapter *c, int epoch,
                           uint64_t seed, double rate)
{
    const dataset *d = &c->data.train;
    int batch = c->run.options.batch;
    int *order = must_alloc((size_t)d->n, sizeof *order);
    gsl_rng *rng = rng_at(seed, RNG_SHUFFLE, (uint64_t)epoch);
    rng_shuffle(rng, order, d->n);
    gsl_rng_free(rng);
    double total = 0;
    for (int first = 0; first < d->n; first += batch) {
        int n = GSL_MIN(batch, d->n - first);
        dataset_batch(d, order + first, n, m->x);
        centre(m, n);
        total += n * linear_forward(m, n);
        linear_backward(m, n);
        adam_step(a, m->theta, m->grad, rate);
    }
    free(order);
    return total / d->n;
}

static double linear_error(linear *m, const dataset *d, int batch)
{
    double total = 0;
    for (int first = 0; first < d->n; first += batch) {
        int n = GSL_MIN(batch, d->n - first);
        dataset_rows(d, first, n, m->x);
        centre(m, n);
        total += n * linear_forward(m, n);
    }
    return total / d->n;
}

/**
## Against principal component analysis

What must it find? The reconstructions $D E (x - \bar x)$ lie in the plane
spanned by the $k$ columns of $D$, and the best plane is known: that of the
principal components (below). So the *plane* must come out, and the test error
must be that of PCA. The *columns* need not: for any invertible $M$, the pair
$D M^{-1}$ and $M E$ is exactly as good as $D$ and $E$. The loss cannot decide
between them. Two runs from two seeds end in different matrices and the same
plane, which is what we measure: the principal angles between the plane and
PCA's, after every epoch.
*/

/* The decoder's columns as a matrix (size, codes). */
static gsl_matrix *decoder_of(const linear *m)
{
    size_t size = (size_t)m->size, codes = (size_t)m->codes;
    gsl_matrix *d = gsl_matrix_alloc(size, codes);
    for (size_t i = 0; i < size * codes; i++)
        d->data[i] = (double)m->theta[size * codes + i];
    return d;
}

static void write_angles(FILE *csv, int seed, int epoch, double loss,
                         const gsl_matrix *decoder, const gsl_matrix *axes,
                         gsl_vector *angles)
{
    subspace_angles(decoder, axes, angles);
    fprintf(csv, "%d,%d,%.8g", seed, epoch, loss);
    for (size_t i = 0; i < angles->size; i++)
        fprintf(csv, ",%.6g", gsl_vector_get(angles, i));
    fprintf(csv, "\n");
}

enum { LINEAR_RUNS = 2, AXES_SHOWN = 8 };

/* Trains run number `which`; its decoder is returned, the test error and the
 * last angles to PCA are left in *error and angles. */
static gsl_matrix *linear_train(const chapter *c, const pca *p, int which,
                                FILE *csv, double *error, gsl_vector *angles)
{
    const options *o = &c->run.options;
    int codes = (int)angles->size, epochs = 12;
    uint64_t seed = (uint64_t)(o->seed + which);
    linear m = linear_alloc(p->size, codes, o->batch, seed);
    for (int i = 0; i < p->size; i++)
        m.mean[i] = (real)gsl_vector_get(p->mean, (size_t)i);
    adam a = adam_alloc(2 * (size_t)p->size * (size_t)codes);
    gsl_matrix_const_view axes = gsl_matrix_const_submatrix(
        p->axes, 0, 0, (size_t)p->size, (size_t)codes);
    gsl_matrix *decoder = decoder_of(&m);
    write_angles(csv, which + 1, 0, NAN, decoder, &axes.matrix, angles);
    for (int e = 0; e < epochs; e++) {
        double rate = 2e-3 * gsl_pow_2(1 - (double)e / epochs);
        double loss = linear_epoch(&m, &a, c, e, seed, rate);
        gsl_matrix_free(decoder);
        decoder = decoder_of(&m);
        write_angles(csv, which + 1, e + 1, loss, decoder, &axes.matrix,
                     angles);
        if (!o->quiet)
            progress(e + 1 == epochs,
                     "linear_%d, run %d: epoch %d/%d  mse %.5f  largest angle "
                     "%.2f degrees",
                     codes, which + 1, e + 1, epochs, loss,
                     gsl_vector_get(angles, angles->size - 1));
    }
    *error = linear_error(&m, &c->data.test, o->batch);
    adam_free(&a);
    linear_free(&m);
    return decoder;
}

/**
Vectors are shown as pictures: zero is mid-grey, brighter is positive. A sign
means nothing (an axis may point either way), so each is turned to have a
positive sum of cubes, and stretched to fill the scale.
*/

static void put_axis(sheet *s, int row, int column, const gsl_matrix *axes)
{
    size_t size = axes->size1;
    double largest = 0, skew = 0;
    for (size_t i = 0; i < size; i++) {
        double v = gsl_matrix_get(axes, i, (size_t)column);
        largest = GSL_MAX(largest, fabs(v));
        skew += gsl_pow_3(v);
    }
    real *picture = must_alloc(size, sizeof *picture);
    double factor = 0.5 / (skew < 0 ? -largest : largest);
    for (size_t i = 0; i < size; i++)
        picture[i] =
            (real)(0.5 + factor * gsl_matrix_get(axes, i, (size_t)column));
    sheet_put(s, row, column, picture);
    free(picture);
}

static void show_axes(const chapter *c, const pca *p,
                      gsl_matrix *const decoders[LINEAR_RUNS])
{
    const dataset *d = &c->data.train;
    int columns = GSL_MIN(AXES_SHOWN, (int)decoders[0]->size2);
    sheet s = sheet_alloc(1 + LINEAR_RUNS, columns, d->channels, d->height,
                          d->width, 4);
    for (int i = 0; i < columns; i++) {
        put_axis(&s, 0, i, p->axes);
        for (int r = 0; r < LINEAR_RUNS; r++)
            put_axis(&s, 1 + r, i, decoders[r]);
    }
    char *path = run_path(&c->run, "linear_axes.png");
    sheet_write(&s, path);
    free(path);
}

static void report_pca(chapter *c, const pca *p)
{
    double *mse = must_alloc((size_t)p->size + 1, sizeof *mse);
    pca_errors(p, &c->data.test, mse);
    char *path = run_path(&c->run, "pca.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "codes,test_mse\n");
    for (int k = 0; k <= GSL_MIN(p->size, 128); k++)
        fprintf(csv.stream, "%d,%.8g\n", k, mse[k]);
    file_commit(&csv);
    free(path);
    results_number(c->run.results, "mean_image_test_mse", mse[0]);
    for (int k = 1; k <= p->size; k++) {
        char key[32];
        if (k != c->latent && (k > 64 || (k & (k - 1)) != 0))
            continue; /* not a power of two */
        snprintf(key, sizeof key, "pca_%d_test_mse", k);
        results_number(c->run.results, key, mse[k]);
    }
    if (!c->run.options.quiet)
        printf("PCA: test error per pixel %.4f with %d components\n",
               mse[c->latent], c->latent);
    free(mse);
}

static void report_angles(chapter *c, int codes, const char *what,
                          const gsl_vector *angles)
{
    char key[64];
    snprintf(key, sizeof key, "linear_%d_%s_angle_max", codes, what);
    results_number(c->run.results, key,
                   gsl_vector_get(angles, angles->size - 1));
    if (c->run.options.quiet)
        return;
    printf("linear_%d, %s: principal angles", codes, what);
    for (size_t i = 0; i < angles->size; i++)
        printf(" %.2f", gsl_vector_get(angles, i));
    printf(" degrees\n");
}

void linear_part(chapter *c, const pca *p)
{
    report_pca(c, p);
    gsl_vector *angles = gsl_vector_alloc((size_t)c->latent);
    char *path = run_path(&c->run, "linear_angles.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "run,epoch,mse");
    for (int i = 1; i <= c->latent; i++)
        fprintf(csv.stream, ",angle_%d", i);
    fprintf(csv.stream, "\n");
    gsl_matrix *decoders[LINEAR_RUNS];
    for (int r = LINEAR_RUNS - 1; r >= 0; r--) {
        double error;
        decoders[r] = linear_train(c, p, r, csv.stream, &error, angles);
        char key[32];
        snprintf(key, sizeof key,
                 r == 0 ? "linear_%d_test_mse" : "linear_%d_second_test_mse",
                 c->latent);
        results_number(c->run.results, key, error);
    }
    file_commit(&csv);
    report_angles(c, c->latent, "pca", angles);
    results_number(c->run.results, "pca_gap",
                   gsl_vector_get(p->variances, (size_t)c->latent - 1) /
                       gsl_vector_get(p->variances, (size_t)c->latent));
    subspace_angles(decoders[0], decoders[1], angles);
    report_angles(c, c->latent, "seeds", angles);
    show_axes(c, p, decoders);
    for (int r = 0; r < LINEAR_RUNS; r++)
        gsl_matrix_free(decoders[r]);
    gsl_vector_free(angles);
    free(path);
}
