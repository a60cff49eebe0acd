// SPDX-License-Identifier: GPL-3.0-or-later
// How fast is training, and how much of its time are the bare matrix products?
// usage: bench RESULTS [PYTHON SCRIPT]   (which trains the same in PyTorch)
#include "adam.h"
#include "bench_models.h"
#include "data.h"
#include "fail.h"
#include "gemm.h"
#include "graph.h"
#include "progress.h"
#include "results.h"
#include "rng.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { REPEATS = 5, THREADS = 2 };

static double median(double *values)
{
    gsl_sort(values, 1, REPEATS);
    return gsl_stats_median_from_sorted_data(values, 1, REPEATS);
}

/* A model under the clock. */
typedef struct {
    const contest *contest;
    const dataset *data;
    bench_model m;
    adam adam;
    int *order;
} runner;

static runner runner_alloc(const contest *c, const dataset *d)
{
    runner r = {.contest = c, .data = d, .m = c->build(d, c->batch)};
    r.adam = adam_alloc(r.m.g->parameters);
    r.order = must_alloc((size_t)d->n, sizeof *r.order);
    gsl_rng *rng = rng_at(1, RNG_SHUFFLE, 0);
    rng_shuffle(rng, r.order, d->n);
    gsl_rng_free(rng);
    return r;
}

static void runner_free(runner *r)
{
    REQUIRE(isfinite((double)r->m.loss->value[0]), "the model diverged");
    adam_free(&r->adam);
    graph_free(r->m.g);
    free(r->order);
}

/* Seconds of `steps` steps: bytes to floats, forwards, backwards, Adam. */
static double train_seconds(runner *r, int steps)
{
    int batch = r->contest->batch;
    graph *g = r->m.g;
    double start = seconds_now();
    for (int s = 0; s < steps; s++) {
        const int *which = r->order + s * batch % (r->data->n - batch + 1);
        dataset_batch(r->data, which, batch, r->m.x->value);
        for (int b = 0; g->label && b < batch; b++)
            dataset_one_hot(r->data, which[b], g->label->size,
                            g->label->value + b * g->label->size);
        graph_run(NULL, r->m.loss, batch);
        graph_backward(r->m.loss, batch);
        adam_step(&r->adam, g->theta, g->grad, 1e-3);
    }
    return seconds_now() - start;
}

static void dense_products(const node *y, int n)
{
    const node *x = y->in[0];
    gemm(PLAIN, TRANSPOSED, n, y->size, x->size, x->value, y->theta, 1,
         y->value);
    gemm(TRANSPOSED, PLAIN, y->size, x->size, n, y->grad, x->value, 1,
         y->dtheta);
    if (x->needs_grad)
        gemm(PLAIN, PLAIN, n, x->size, y->size, y->grad, y->theta, 1, x->grad);
}

/* Those of a convolution whose maps have so many positions, a picture at a
 * time. If it is transposed they are the same in another order. */
static void conv_products(const node *y, const node *maps, int positions, int n)
{
    int kernels = y->weight[0], patch = (int)node_weight_count(y) / kernels;
    real *patches = y->graph->scratch;
    for (int b = 0; b < n; b++) {
        size_t at = (size_t)b * (size_t)maps->size;
        gemm(PLAIN, TRANSPOSED, kernels, positions, patch, y->theta, patches, 1,
             maps->value + at);
        gemm(PLAIN, PLAIN, kernels, patch, positions, maps->grad + at, patches,
             1, y->dtheta);
        if (y->in[0]->needs_grad)
            gemm(TRANSPOSED, PLAIN, positions, patch, kernels, maps->grad + at,
                 y->theta, 0, patches);
    }
}

/* The products of one step alone, on the same shapes; returns how many
 * operations they take (2 a multiplication and addition). */
static double products(const graph *g, int n)
{
    double operations = 0;
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i], *x = y->in[0];
        const node *maps = strcmp(y->op->name, "conv") == 0 ? y : x;
        int positions = 1;
        if (y->weight[2] > 0) {
            positions = maps->shape[1] * maps->shape[2];
            conv_products(y, maps, positions, n);
        } else if (y->weight[0] > 0)
            dense_products(y, n);
        else
            continue;
        operations += 2.0 * n * positions * (double)node_weight_count(y) *
                      (x->needs_grad ? 3 : 2);
    }
    return operations;
}

/* Seconds of the products of `steps` steps, on a graph of zeros. */
static double product_seconds(runner *r, int steps)
{
    double start = seconds_now();
    for (int s = 0; s < steps; s++)
        products(r->m.g, r->contest->batch);
    return seconds_now() - start;
}

/* GFLOP/s of a product of two square matrices of 1024. */
static double square_gflops(void)
{
    int n = 1024;
    size_t count = (size_t)n * (size_t)n;
    real *a = must_calloc(count, sizeof *a), *b = must_calloc(count, sizeof *b);
    real *c = must_calloc(count, sizeof *c);
    double times[REPEATS];
    for (int r = -1; r < REPEATS; r++) {
        double start = seconds_now();
        for (int i = 0; i < 20; i++)
            gemm(PLAIN, PLAIN, n, n, n, a, b, 0, c);
        times[r < 0 ? 0 : r] = (seconds_now() - start) / 20;
    }
    free(a);
    free(b);
    free(c);
    return 2e-9 * n * n * n / median(times);
}

static void report(results *r, const char *model, const char *what,
                   double value, const char *unit)
{
    char key[64];
    snprintf(key, sizeof key, "%s_%s", model, what);
    results_number(r, key, value);
    printf("  %-22s %10.4g %s\n", key, value, unit);
}

/* Images/s of the same model in PyTorch: the best of its settings, each the
 * median of five; 0 if the script fails. */
static double torch_images(const char *command, const contest *c)
{
    static const char *const settings[] = {"", "OMP_NUM_THREADS=1 ",
                                           "OMP_WAIT_POLICY=passive "};
    double best = 0;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        char *line = must_printf("OMP_NUM_THREADS=%d %s%s %s %d %d %d", THREADS,
                                 settings[i], command, c->name, c->batch,
                                 c->steps, REPEATS);
        FILE *pipe = popen(line, "r");
        double images = 0;
        char version[32] = "";
        if (!pipe || fscanf(pipe, "%lf %31s", &images, version) != 2)
            fail("install python3-torch, or leave PEER=torch out",
                 "%s: gives no result", line);
        pclose(pipe);
        printf("  PyTorch %s, %s%d thread%s: %.0f images/s\n", version,
               i == 2 ? "passive wait, " : "", i == 1 ? 1 : THREADS,
               i == 1 ? "" : "s", images);
        best = images > best ? images : best;
        free(line);
    }
    return best;
}

/* The bare products and the whole step are timed in turn, so that a machine
 * that changes its speed changes both. */
static void run_contest(const contest *c, const dataset *d, const char *peer,
                        results *out)
{
    runner whole = runner_alloc(c, d), bare = runner_alloc(c, d);
    double images[REPEATS], gflops[REPEATS], alone[REPEATS], share[REPEATS];
    memset(bare.m.g->theta, 0, bare.m.g->parameters * sizeof(real));
    double giga = 1e-9 * c->steps * products(bare.m.g, c->batch);
    train_seconds(&whole, c->steps); /* warms up */
    for (int i = 0; i < REPEATS; i++) {
        double products_s = product_seconds(&bare, c->steps);
        double step_s = train_seconds(&whole, c->steps);
        images[i] = c->batch * c->steps / step_s;
        gflops[i] = giga / step_s;
        alone[i] = giga / products_s;
        share[i] = products_s / step_s;
    }
    printf("%s, batch %d\n", c->name, c->batch);
    double ours = median(images);
    report(out, c->name, "images_s", ours, "images/s");
    report(out, c->name, "gflops", median(gflops), "GFLOP/s of products");
    report(out, c->name, "bare_gflops", median(alone), "GFLOP/s, bare");
    report(out, c->name, "gemm_share", median(share), "of the step");
    if (peer)
        report(out, c->name, "torch_ratio", ours / torch_images(peer, c),
               "times PyTorch");
    runner_free(&whole);
    runner_free(&bare);
}

/* Time an epoch must be proportional to the pictures. */
static void report_scaling(const contest *c, const dataset *d, results *out)
{
    runner r = runner_alloc(c, d);
    double ratios[REPEATS];
    int steps = d->n / c->batch;
    for (int i = 0; i < REPEATS; i++) {
        double quarter = train_seconds(&r, steps / 4);
        ratios[i] = train_seconds(&r, steps / 4 * 4) / quarter;
    }
    report(out, c->name, "epoch_ratio", median(ratios),
           "times as long for 4 times the pictures");
    runner_free(&r);
}

int main(int argc, char **argv)
{
    fail_program(argv[0]);
    if (argc < 2)
        fail_usage("make bench calls it", "no file for the results is named");
    gemm_threads(THREADS);
    if (strncmp(gemm_library(), "OpenBLAS", 8) != 0)
        fail("link with OpenBLAS", "%s is no BLAS to measure with",
             gemm_library());
    split s = data_load(data_has_mnist() ? "mnist" : "strokes", 1, 0, 0);
    results *head = results_alloc(), *r = results_alloc();
    results_text(head, "data", s.spec);
    results_text(head, "blas", gemm_library());
    results_count(head, "threads", THREADS);
    printf("%s, %d threads, data %s\n", gemm_library(), THREADS, s.spec);
    report(r, "gemm", "gflops", square_gflops(), "GFLOP/s, 1024 x 1024");
    for (int i = 0; i < contest_count; i++)
        run_contest(&contests[i], &s.train, argc > 2 ? argv[2] : NULL, r);
    report_scaling(&contests[0], &s.train, r);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    report(r, "peak", "mb", (double)usage.ru_maxrss / 1024, "MB in memory");
    results_write(head, r, argv[1]);
    split_free(&s);
    return 0;
}
