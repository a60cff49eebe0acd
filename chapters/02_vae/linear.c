// SPDX-License-Identifier: GPL-3.0-or-later
#include "linear.h"

#include "file.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "train.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_permute_matrix.h>
#include <gsl/gsl_permute_vector.h>
#include <gsl/gsl_sort_vector.h>
#include <stdlib.h>

/**
# The linear case, where the answer is known

Chapter 1 had an oracle: a linear autoencoder must find the plane of PCA. The
variational one has a better oracle still. Let the decoder be linear and the
pixels Gaussian with variance $\sigma^2$,

$$ p(x|z) = \mathcal N(W z + b,\ \sigma^2 I), \qquad p(z) = \mathcal N(0, I) .
$$

Then $p(x)$ is Gaussian, too, and can be written down: this is *probabilistic
PCA* [@tipping1999]. Its likelihood is largest when the columns of
$W$ span the first $k$ principal axes and $\sigma^2$ is the mean of the other
eigenvalues $\lambda_{k+1}, \dots, \lambda_p$ of the covariance, and it is then

$$ \frac1n \sum_b \ln p(x_b) = -\tfrac12 \Bigl( p \ln 2\pi + \sum_{i \le k} \ln
   \lambda_i + (p - k) \ln \sigma^2 + p \Bigr) . $$

The true posterior of a code is Gaussian here, so a linear encoder can be exact,
the ELBO's gap can close, and training must end at just that number.
*/

double ppca_variance(const pca *p, int k)
{
    double rest = 0;
    for (int i = k; i < p->size; i++)
        rest += gsl_vector_get(p->variances, (size_t)i);
    return rest / (p->size - k);
}

double ppca_log_likelihood(const pca *p, int k)
{
    double total = p->size * (log(2 * M_PI) + 1) +
                   (p->size - k) * log(ppca_variance(p, k));
    for (int i = 0; i < k; i++)
        total += log(gsl_vector_get(p->variances, (size_t)i));
    return -total / 2;
}

linear_vae linear_vae_alloc(const pca *p, int codes, bool variational,
                            int batch, uint64_t seed)
{
    linear_vae m = {
        .g = graph_alloc(), .p = p, .variance = ppca_variance(p, codes)};
    m.x = input(m.g, p->size);
    node *mu = dense(m.x, codes);
    node *logvar = variational ? dense(m.x, codes) : NULL;
    m.z = variational ? reparameterise(mu, logvar) : mu;
    m.y = dense(m.z, p->size);
    m.loss = scale(mean_squared_loss(m.y, m.x), p->size / (2 * m.variance));
    if (variational)
        m.loss = add(m.loss, sum(gaussian_kl(mu, logvar)));
    named(m.loss, "loss");
    graph_bind(m.g, batch, seed);
    return m;
}

void linear_vae_free(linear_vae *m)
{
    graph_free(m->g);
    *m = (linear_vae){0};
}

/**
As in chapter 1 the mean picture is subtracted first. The model could learn it
as a bias; but a gradient that consists mostly of the mean hides the directions
that matter, and the training would take ten times as long.
*/

static void centre(const linear_vae *m, int n)
{
    for (int b = 0; b < n; b++)
        for (int i = 0; i < m->p->size; i++)
            m->x->value[b * m->p->size + i] -=
                (real)gsl_vector_get(m->p->mean, (size_t)i);
}

double linear_vae_loss(const linear_vae *m, const dataset *d)
{
    enum { REPEATS = 10 };
    int batch = m->g->batch;
    double total = 0;
    for (uint64_t seed = 0; seed < REPEATS; seed++)
        for (int first = 0; first < d->n; first += batch) {
            int n = GSL_MIN(batch, d->n - first);
            dataset_rows(d, first, n, m->x->value);
            centre(m, n);
            graph_noise(m->g, seed, first);
            total += n * (double)graph_run(NULL, m->loss, n)[0];
        }
    return total / d->n / REPEATS +
           m->p->size * log(2 * M_PI * m->variance) / 2;
}

void linear_vae_train(linear_vae *m, const options *o, const dataset *d,
                      int epochs, FILE *csv)
{
    options own = {
        .seed = o->seed, .out = o->out, .quiet = true, .batch = m->g->batch};
    trainer t = train_begin((plan){.model = "linear",
                                   .g = m->g,
                                   .x = m->x,
                                   .terms = {m->loss},
                                   .train = d,
                                   .epochs = epochs,
                                   .options = &own});
    double steps = (double)(epochs * t.steps_per_epoch);
    while (train_next(&t)) {
        t.plan.rate = 3e-2 * (1 - (double)t.step / steps);
        centre(m, t.n);
        train_update(&t);
        if (csv && t.step % (10 * t.steps_per_epoch) == 0)
            fprintf(csv, "%ld,%.8g\n", t.step / t.steps_per_epoch,
                    linear_vae_loss(m, d));
    }
    train_end(&t);
}

/**
## Which axes?

Chapter 1 found that the linear autoencoder does *not* find PCA's axes: any
basis of the plane has the same loss. Is that so here? The prior does not help,
a standard normal distribution looks the same from all directions. But the
encoder's noise is *diagonal*: it can be told how much to blur each code, not a
mixture of two. The true posterior has the covariance $\sigma^2 (W^T W +
\sigma^2 I)^{-1}$, the same for all pictures. It is diagonal if and only if the
columns of $W$ are orthogonal, so any other basis pays for a posterior that does
not fit. Therefore the axes come out, and it is the *encoder's* simplicity that
has chosen them [@lucas2019; @rolinek2019].

The digits are shrunk to 7 x 7 pixels for this, since only the principle counts.
*/

enum { SIDE = 7, LINEAR_CODES = 3, LINEAR_PICTURES = 4000, LINEAR_BATCH = 50 };

/* The mean of the pixels that fall into cell (y, x) of a SIDE x SIDE grid. */
static unsigned char cell_mean(const dataset *d, int b, int y, int x)
{
    const unsigned char *pixels =
        d->pixels + (size_t)b * (size_t)dataset_size(d);
    int count = 0, total = 0;
    for (int v = y * d->height / SIDE; v < (y + 1) * d->height / SIDE; v++)
        for (int u = x * d->width / SIDE; u < (x + 1) * d->width / SIDE; u++) {
            total += pixels[v * d->width + u];
            count++;
        }
    return (unsigned char)(count ? total / count : 0);
}

/* The first pictures, small, of the first channel. */
static dataset shrunk(const dataset *d)
{
    dataset s = dataset_alloc(GSL_MIN(LINEAR_PICTURES, d->n), 1, SIDE, SIDE);
    for (int b = 0; b < s.n; b++)
        for (int i = 0; i < SIDE * SIDE; i++)
            s.pixels[b * SIDE * SIDE + i] = cell_mean(d, b, i / SIDE, i % SIDE);
    return s;
}

/* The columns of the decoder, each of length 1, the longest first. */
static gsl_matrix *unit_columns(const linear_vae *m)
{
    size_t size = (size_t)m->x->size, codes = (size_t)m->z->size;
    gsl_matrix *w = gsl_matrix_alloc(size, codes);
    gsl_vector *lengths = gsl_vector_alloc(codes);
    for (size_t i = 0; i < size * codes; i++)
        w->data[i] = (double)m->y->theta[i];
    for (size_t k = 0; k < codes; k++) {
        gsl_vector_view column = gsl_matrix_column(w, k);
        gsl_vector_set(lengths, k, -gsl_blas_dnrm2(&column.vector));
    }
    gsl_permutation *order = gsl_permutation_alloc(codes);
    gsl_sort_vector_index(order, lengths);
    gsl_permute_matrix(order, w);
    gsl_permute_vector(order, lengths);
    for (size_t k = 0; k < codes; k++) {
        gsl_vector_view column = gsl_matrix_column(w, k);
        gsl_vector_scale(&column.vector, -1 / gsl_vector_get(lengths, k));
    }
    gsl_permutation_free(order);
    gsl_vector_free(lengths);
    return w;
}

gsl_matrix *linear_vae_cosines(const linear_vae *m)
{
    size_t codes = (size_t)m->z->size;
    gsl_matrix *columns = unit_columns(m);
    gsl_matrix *cosines = gsl_matrix_alloc(codes, codes);
    gsl_matrix_const_view axes =
        gsl_matrix_const_submatrix(m->p->axes, 0, 0, (size_t)m->p->size, codes);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, &axes.matrix, columns, 0,
                   cosines);
    for (size_t i = 0; i < codes * codes; i++)
        cosines->data[i] = fabs(cosines->data[i]);
    gsl_matrix_free(columns);
    return cosines;
}

/* The largest angle, in degrees, of a column to its nearest axis. */
static double axis_angle(const gsl_matrix *cosines)
{
    double least = 1;
    for (size_t k = 0; k < cosines->size2; k++) {
        gsl_vector_const_view column = gsl_matrix_const_column(cosines, k);
        least = GSL_MIN(least, gsl_vector_max(&column.vector));
    }
    return acos(least) * 180 / M_PI;
}

static void write_cosines(FILE *csv, const char *model, const gsl_matrix *c)
{
    for (size_t i = 0; i < c->size1; i++)
        for (size_t k = 0; k < c->size2; k++)
            fprintf(csv, "%s,%zu,%zu,%.4f\n", model, i + 1, k + 1,
                    gsl_matrix_get(c, i, k));
}

enum { LINEAR_EPOCHS = 200 };

/* Trains one and compares its axes; returns its loss. */
static double trained(chapter *c, const dataset *d, const pca *p,
                      bool variational, FILE *losses, FILE *cosines)
{
    const options *o = &c->run.options;
    const char *name = variational ? "vae" : "ae";
    linear_vae m = linear_vae_alloc(p, LINEAR_CODES, variational, LINEAR_BATCH,
                                    (uint64_t)o->seed);
    linear_vae_train(&m, o, d, LINEAR_EPOCHS, losses);
    gsl_matrix *found = linear_vae_cosines(&m);
    write_cosines(cosines, name, found);
    results_keyed(c->run.results, axis_angle(found), "linear_%s_axis_angle",
                  name);
    double loss = linear_vae_loss(&m, d);
    gsl_matrix_free(found);
    linear_vae_free(&m);
    return loss;
}

void linear_part(chapter *c)
{
    dataset d = shrunk(&c->data.train);
    pca p = pca_fit(&d);
    char *loss_path = run_path(&c->run, "linear.csv");
    char *cosine_path = run_path(&c->run, "linear_cosines.csv");
    out_file losses = file_create(loss_path);
    out_file cosines = file_create(cosine_path);
    fprintf(losses.stream, "epoch,loss\n");
    fprintf(cosines.stream, "model,axis,code,cosine\n");
    trained(c, &d, &p, false, NULL, cosines.stream);
    double loss = trained(c, &d, &p, true, losses.stream, cosines.stream);
    double exact = -ppca_log_likelihood(&p, LINEAR_CODES);
    results_number(c->run.results, "ppca_neg_logp", exact);
    results_number(c->run.results, "linear_vae_neg_elbo", loss);
    if (!c->run.options.quiet)
        printf("linear: %.3f nats a picture, probabilistic PCA %.3f\n", loss,
               exact);
    file_commit(&losses);
    file_commit(&cosines);
    free(loss_path);
    free(cosine_path);
    pca_free(&p);
    dataset_free(&d);
}
