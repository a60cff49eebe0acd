// SPDX-License-Identifier: GPL-3.0-or-later
/* Convolutions against loops, against each other, and their derivatives. */
#include "gradients.h"

#include "checkpoint.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_loss.h"
#include "safetensors.h"

/* A convolution from C x H x W numbers to M x R x S, and back again. */
typedef struct {
    int C, H, W, M, R, S, kernel, stride, pad;
} layer;

static const layer layers[] = {
    {2, 7, 5, 3, 5, 3, 3, 1, 0}, {2, 7, 5, 3, 7, 5, 3, 1, 1},
    {3, 7, 5, 2, 3, 2, 3, 2, 0}, {3, 7, 5, 2, 4, 3, 3, 2, 1},
    {2, 5, 6, 3, 2, 3, 4, 1, 0}, {2, 5, 6, 3, 4, 5, 4, 1, 1},
    {2, 8, 6, 1, 3, 2, 4, 2, 0}, {1, 6, 8, 3, 3, 4, 4, 2, 1},
    {3, 4, 5, 2, 4, 5, 1, 1, 0}, {2, 9, 7, 3, 5, 4, 5, 2, 2},
    {2, 6, 3, 4, 3, 2, 2, 3, 1}, {1, 2, 3, 2, 5, 6, 4, 1, 3},
};

enum { LAYERS = sizeof layers / sizeof *layers };

/* The side of an operation that has the picture, and the one that has the
 * maps. */
static node *picture(graph *g, const layer *l)
{
    return shaped(variable(g, l->C * l->H * l->W), l->C, l->H, l->W);
}

static node *maps(graph *g, const layer *l)
{
    return shaped(variable(g, l->M * l->R * l->S), l->M, l->R, l->S);
}

static node *down(node *x, const layer *l)
{
    return conv(x, l->M, l->kernel, l->stride, l->pad);
}

static node *up(node *x, const layer *l)
{
    return conv_transposed(x, l->C, l->kernel, l->stride, l->pad);
}

static node *either(graph *g, const layer *l, bool is_up)
{
    return is_up ? up(maps(g, l), l) : down(picture(g, l), l);
}

static void has_shape(const node *y, int channels, int height, int width)
{
    assert_int_equal(y->shape[0], channels);
    assert_int_equal(y->shape[1], height);
    assert_int_equal(y->shape[2], width);
    assert_int_equal(y->size, channels * height * width);
    assert_int_equal(y->biases, channels);
}

static void shapes_are_those_of_the_formula(void **state)
{
    (void)state;
    for (int i = 0; i < LAYERS; i++) {
        const layer *l = &layers[i];
        graph *g = graph_alloc();
        node *y = down(picture(g, l), l), *x = up(maps(g, l), l);
        has_shape(y, l->M, l->R, l->S);
        has_shape(x, l->C, l->H, l->W);
        for (int d = 0; d < WEIGHT_DIMS; d++) {
            int side[] = {l->M, l->C, l->kernel, l->kernel};
            assert_int_equal(y->weight[d], side[d]);
            assert_int_equal(x->weight[d], side[d]);
        }
        graph_free(g);
    }
}

/* ---- values -------------------------------------------------------------- */

static void a_convolution_is_as_by_hand(void **state)
{
    (void)state;
    const real kernel[] = {1, 0, 2, -1}, x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const double down_by_hand[] = {4, 6, 10, 12};
    const real u[] = {1, 2, 3, 4};
    const double up_by_hand[] = {1, 2, 0, 5, 7, -2, 6, 5, -4};
    graph *g = graph_alloc();
    node *a = shaped(input(g, 9), 1, 3, 3), *b = shaped(input(g, 4), 1, 2, 2);
    node *y = conv(a, 1, 2, 1, 0), *z = conv_transposed(b, 1, 2, 1, 0);
    graph_bind(g, 1, 1);
    memcpy(a->value, x, sizeof x);
    memcpy(b->value, u, sizeof u);
    memcpy(y->theta, kernel, sizeof kernel);
    memcpy(z->theta, kernel, sizeof kernel);
    z->theta[4] = 100;
    graph_run(NULL, y, 1);
    graph_run(NULL, z, 1);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(y->value[i], down_by_hand[i], 1e-14);
    for (int i = 0; i < 9; i++)
        CHECK_CLOSE(z->value[i], 100 + up_by_hand[i], 1e-13);
    graph_free(g);
}

/* Adds what weight W[m][c][u][v] joins: a number of a picture and one of the
 * maps, for both directions. */
static void loop(const layer *l, const real *weights, const real *from,
                 double *to, bool is_up)
{
    int k = l->kernel, all = l->M * l->C * k * k * l->R * l->S;
    for (int i = 0; i < all; i++) {
        int s = i % l->S, r = i / l->S % l->R, w = i / l->S / l->R;
        int v = w % k, u = w / k % k, c = w / k / k % l->C,
            m = w / k / k / l->C;
        int row = r * l->stride + u - l->pad;
        int column = s * l->stride + v - l->pad;
        if (row < 0 || row >= l->H || column < 0 || column >= l->W)
            continue;
        int pixel = (c * l->H + row) * l->W + column;
        int map = (m * l->R + r) * l->S + s;
        if (is_up)
            to[pixel] += weights[w] * from[map];
        else
            to[map] += weights[w] * from[pixel];
    }
}

static void is_loops(const layer *l, bool is_up)
{
    graph *g = graph_alloc();
    node *y = either(g, l, is_up), *x = y->in[0];
    gradient_bind(g);
    size_t all = node_count(y, BATCH), used = node_count(y, N);
    int pixels = y->shape[1] * y->shape[2];
    double *expected = must_calloc(all, sizeof *expected);
    memcpy(expected, y->value, all * sizeof *expected); /* rows beyond N */
    const real *bias = y->theta + node_weight_count(y);
    for (size_t i = 0; i < used; i++)
        expected[i] = bias[i % (size_t)y->size / (size_t)pixels];
    for (int b = 0; b < N; b++)
        loop(l, y->theta, x->value + b * x->size, expected + b * y->size,
             is_up);
    graph_run(NULL, y, N);
    for (size_t i = 0; i < all; i++)
        CHECK_CLOSE(y->value[i], expected[i], i < used ? 1e-12 : 0);
    free(expected);
    graph_free(g);
}

static void both_are_loops_over_all_weights(void **state)
{
    (void)state;
    for (int i = 0; i < LAYERS; i++) {
        is_loops(&layers[i], false);
        is_loops(&layers[i], true);
    }
}

static double inner(const node *a, const node *b)
{
    double total = 0;
    for (size_t i = 0; i < node_count(a, N); i++)
        total += a->value[i] * b->value[i];
    return total;
}

static void one_is_the_adjoint_of_the_other(void **state)
{
    (void)state;
    for (int i = 0; i < LAYERS; i++) {
        const layer *l = &layers[i];
        graph *g = graph_alloc();
        node *x = picture(g, l), *u = maps(g, l);
        node *y = down(x, l), *z = up(u, l);
        gradient_bind(g);
        size_t count = node_weight_count(y);
        memcpy(z->theta, y->theta, count * sizeof(real));
        memset(z->theta + count, 0, (size_t)z->biases * sizeof(real));
        memset(y->theta + count, 0, (size_t)y->biases * sizeof(real));
        graph_run(NULL, y, N);
        graph_run(NULL, z, N);
        assert_true(fabs(inner(y, u)) > 0.1);
        CHECK_CLOSE(inner(y, u), inner(x, z), 1e-11);
        graph_free(g);
    }
}

/* ---- derivatives --------------------------------------------------------- */

static void they_have_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * LAYERS; i++) {
        graph *g = graph_alloc();
        node *y = either(g, &layers[i / 2], i % 2);
        node *loss = probe(multiply(y, y));
        gradient_bind(g);
        CHECK_CLOSE(gradient_error(loss), 0, 2e-8);
        graph_free(g);
    }
}

static void gradients_are_added_and_only_where_they_belong(void **state)
{
    (void)state;
    for (int i = 0; i < 4 * LAYERS; i++) {
        graph *g = graph_alloc();
        const layer *l = &layers[i / 4];
        node *x = i % 2 ? maps(g, l) : picture(g, l);
        x->needs_grad = i & 2;
        node *y = i % 2 ? up(x, l) : down(x, l);
        gradient_bind(g);
        gradient_is_added(y);
        graph_free(g);
    }
}

/* Two that read the same node, and layers of different sizes on one scratch. */
static node *autoencoder(graph *g)
{
    node *x = shaped(named(variable(g, 2 * 8 * 6), "target"), 2, 8, 6);
    node *h = leaky_relu(conv(x, 3, 4, 2, 1), 0.1);
    h = add(tanh_(conv(h, 3, 3, 1, 1)), sigmoid(conv(h, 3, 3, 1, 1)));
    h = tanh_(dense(dense(h, 4), 3 * 4 * 3));
    h = leaky_relu(conv_transposed(shaped(h, 3, 4, 3), 5, 4, 2, 1), 0.1);
    return mean_squared_loss(sigmoid(conv_transposed(h, 2, 3, 1, 1)), x);
}

static void a_whole_model_has_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *loss = autoencoder(g);
    gradient_bind(g);
    CHECK_CLOSE(gradient_error(loss), 0, 2e-8);
    graph_free(g);
}

/* ---- in a file ----------------------------------------------------------- */

static void kernels_are_saved_with_all_their_sides(void **state)
{
    (void)state;
    dataset d = dataset_alloc(3, 2, 5, 4);
    options o = {.batch = 3, .epochs = 1, .quiet = true, .out = check_folder()};
    graph *g = graph_alloc();
    node *x = shaped(input(g, dataset_size(&d)), 2, 5, 4);
    graph_block(g, "code");
    node *y = conv_transposed(conv(x, 7, 3, 1, 1), 2, 3, 1, 1);
    node *loss = named(mean_squared_loss(y, x), "mse");
    graph_bind(g, 3, 1);
    trainer t = train_begin((plan){.model = "conv",
                                   .g = g,
                                   .x = x,
                                   .terms = {loss},
                                   .train = &d,
                                   .epochs = 1,
                                   .rate = 0.1,
                                   .options = &o});
    char *path = must_printf("%s/kernels.safetensors", check_folder());
    checkpoint_save(&t, path);
    safetensors file = safetensors_open(path);
    const char *names[] = {"code.0.weight", "code.1.weight"};
    for (int i = 0; i < 2; i++) {
        tensor w = safetensors_tensor(&file, names[i]);
        assert_int_equal(w.dims, 4);
        assert_memory_equal(w.shape, ((size_t[]){7, 2, 3, 3}), sizeof w.shape);
    }
    safetensors_close(&file);
    train_end(&t);
    graph_free(g);
    dataset_free(&d);
    free(path);
}

/* ---- what does not fit --------------------------------------------------- */

typedef struct {
    bool is_up;
    int channels, kernel, stride, pad;
    const char *text;
} misfit;

static const misfit misfits[] = {
    {false, 2, 4, 2, 0, "the last stride ends before the edge"},
    {false, 2, 3, 2, 1, "the last stride ends before the edge"},
    {false, 2, 9, 1, 1, "the kernel is larger than the picture"},
    {false, 0, 3, 1, 1, "channels, kernel and stride must be positive"},
    {true, 2, 0, 1, 0, "channels, kernel and stride must be positive"},
    {true, 2, 3, 0, 1, "channels, kernel and stride must be positive"},
    {false, 2, 3, 1, 3, "no patch may lie in the margin as a whole"},
    {true, 2, 3, 1, -1, "no patch may lie in the margin as a whole"},
};

static void build_misfit(void *which)
{
    const misfit *m = which;
    graph *g = graph_alloc();
    node *x = shaped(input(g, 2 * 7 * 6), 2, 7, 6);
    if (m->is_up)
        conv_transposed(x, m->channels, m->kernel, m->stride, m->pad);
    else
        conv(x, m->channels, m->kernel, m->stride, m->pad);
}

static void nothing_left(void *unused)
{
    (void)unused;
    graph *g = graph_alloc();
    conv_transposed(input(g, 5), 3, 4, 2, 2);
}

static void no_batch(void *unused)
{
    (void)unused;
    graph *g = graph_alloc();
    node *x = input(g, 5);
    conv(mean_squared_loss(x, x), 1, 1, 1, 0);
}

static void sizes_that_do_not_fit_stop_the_program(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++) {
        misfit m = misfits[i];
        CHECK_STOPS(build_misfit, &m, m.text);
    }
    CHECK_STOPS(nothing_left, NULL, "the pad takes away all of the picture");
    CHECK_STOPS(no_batch, NULL, "pictures of a batch");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_are_those_of_the_formula),
        cmocka_unit_test(a_convolution_is_as_by_hand),
        cmocka_unit_test(both_are_loops_over_all_weights),
        cmocka_unit_test(one_is_the_adjoint_of_the_other),
        cmocka_unit_test(they_have_the_gradient_of_finite_differences),
        cmocka_unit_test(gradients_are_added_and_only_where_they_belong),
        cmocka_unit_test(a_whole_model_has_the_gradient_of_finite_differences),
        cmocka_unit_test(kernels_are_saved_with_all_their_sides),
        cmocka_unit_test(sizes_that_do_not_fit_stop_the_program),
    };
    return RUN_TESTS(tests);
}
