// SPDX-License-Identifier: GPL-3.0-or-later
#include "threshold.h"

#include "fail.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <stdlib.h>

/**
# At which beta everything dies

Start from the dead state: the decoder draws the mean picture $m$ whatever the
code, and the encoder says nothing. Is it stable? Let one unit wake up a
little: its mean is $\mu = a \cdot (x - m)$ with a small vector $a$, its
variance still 1, and the decoder adds $z\,b$ to its logits with a small vector
$b$. To second order the loss changes by

$$ \tfrac{\beta}{2}\, a^T C a \;-\; b^T C a \;+\; \tfrac12\, b^T W b, \qquad
   W = \operatorname{diag}\bigl(m (1 - m)\bigr), $$

with $C$ the covariance of the pixels: what the unit says is paid for, what the
decoder draws is what the picture lacks, and the noise in $z$ makes it draw
amiss. The best $a$ for a given $b$ is $b / \beta$, and what remains is
$\tfrac12\, b^T (W - C / \beta)\, b$. There is a $b$ for which this is
negative, so that waking up pays, exactly if

$$ \beta < \beta_c = \lambda_{\max}\bigl(W^{-1/2}\, C\, W^{-1/2}\bigr) . $$

For a squared loss $\sum (x - y)^2$ the same steps give $\beta_c = 2
\lambda_{\max}(C)$: the first principal component, as for probabilistic PCA,
where a unit lives if the variance of its axis exceeds that of the noise
[@lucas2019]. The next eigenvalues say when the second unit wakes up, and the
third.
*/

static const double least_variance = 1e-4;

/* Means of all pixels; returns how many vary enough, and which. */
static int varying(const dataset *d, double *mean, int *which)
{
    size_t size = (size_t)dataset_size(d);
    int count = 0;
    for (size_t i = 0; i < size; i++) {
        bool constant = true;
        mean[i] = 0;
        for (size_t b = 0; b < (size_t)d->n; b++) {
            mean[i] += d->pixels[b * size + i] / 255.0 / d->n;
            constant = constant && d->pixels[b * size + i] == d->pixels[i];
        }
        if (!constant && mean[i] * (1 - mean[i]) >= least_variance)
            which[count++] = (int)i;
    }
    return count;
}

/* Centred pixels of n pictures, scaled for the loss, a row a picture. */
static gsl_matrix *centred(const dataset *d, int n, bool squared,
                           const double *mean, const int *which, int count)
{
    int size = dataset_size(d);
    gsl_matrix *x = gsl_matrix_alloc((size_t)n, (size_t)count);
    for (int b = 0; b < n; b++)
        for (int k = 0; k < count; k++) {
            double m = mean[which[k]];
            double scale = squared ? sqrt(2) : 1 / sqrt(m * (1 - m));
            double v =
                d->pixels[(size_t)b * (size_t)size + (size_t)which[k]] / 255.0;
            gsl_matrix_set(x, (size_t)b, (size_t)k, scale * (v - m));
        }
    return x;
}

/**
A covariance of very many pixels is a large matrix. But $X^T X$ and $X X^T$ have
the same eigenvalues, and of the second only as much need be taken as there is
time for: with more than a thousand pixels, the first thousand pictures stand
for all.
*/

enum { LARGE = 1024 };

/* X^T X / n, or X X^T / n of the first LARGE pictures if that is smaller. */
static gsl_matrix *products(const dataset *d, bool squared, const double *mean,
                            const int *which, int count)
{
    bool large = count > LARGE && d->n > 1;
    int n = large ? GSL_MIN(d->n, LARGE) : d->n;
    size_t side = (size_t)(large ? n : count);
    gsl_matrix *x = centred(d, n, squared, mean, which, count);
    gsl_matrix *m = gsl_matrix_alloc(side, side);
    gsl_blas_dsyrk(CblasLower, large ? CblasNoTrans : CblasTrans, 1.0 / n, x, 0,
                   m);
    gsl_matrix_free(x);
    return m;
}

int thresholds(const dataset *d, bool squared, double *eigenvalues, int most)
{
    size_t size = (size_t)dataset_size(d);
    double *mean = must_alloc(size, sizeof *mean);
    int *which = must_alloc(size, sizeof *which);
    int count = varying(d, mean, which), found = 0;
    if (count > 0) {
        gsl_matrix *m = products(d, squared, mean, which, count);
        size_t n = m->size1;
        gsl_vector *values = gsl_vector_alloc(n);
        gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(n);
        gsl_eigen_symm(m, values, work);
        gsl_sort_vector(values);
        found = GSL_MIN((int)n, most);
        for (int i = 0; i < found; i++)
            eigenvalues[i] = gsl_vector_get(values, n - 1 - (size_t)i);
        gsl_eigen_symm_free(work);
        gsl_vector_free(values);
        gsl_matrix_free(m);
    }
    free(mean);
    free(which);
    return found;
}
