// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole intrinsic model in double precision: its gradient against central
 * differences, its albedo's code drawn and not. */
#include "gradients.h"

#include "intrinsic.h"
#include "small_intrinsic.h"

enum { CHANNELS = 3, HEIGHT = 5, WIDTH = 6 };

/* Away from where it starts, but not so far that no picture shows any texture;
 * pictures in (0, 1). (In a symmetric map of even width the two columns in the
 * middle are equal, whatever the weights: no kink of the variation is crossed
 * there.) */
static intrinsic random_model(intrinsic_form f)
{
    intrinsic m = intrinsic_alloc(f, small_weights, BATCH, 3);
    noise_unit(m.x->value, node_count(m.x, BATCH), 7);
    for (int i = 0; i < m.g->count; i++) {
        node *y = m.g->nodes[i];
        noise(y->theta, node_parameter_count(y), 50 + (uint64_t)i);
        for (size_t k = 0; k < node_parameter_count(y); k++)
            y->theta[k] *= y->init == INIT_ZERO ? 0.1 : 0.5;
    }
    return m;
}

static double model_error(intrinsic_form f, bool drawn)
{
    intrinsic m = random_model(f);
    if (drawn)
        graph_noise(m.g, 5, 1);
    double error = gradient_error(m.loss);
    intrinsic_free(&m);
    return error;
}

static void whole_models_have_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    for (int drawn = 0; drawn < 2; drawn++) {
        intrinsic_form f = small_intrinsic(CHANNELS, HEIGHT, WIDTH);
        CHECK_CLOSE(model_error(f, drawn), 0, 5e-9);
        f.symmetric = false;
        CHECK_CLOSE(model_error(f, drawn), 0, 5e-9);
    }
}

/* With sides that the convolutions halve, and in grey. */
static void so_have_models_with_convolutions(void **state)
{
    (void)state;
    for (int drawn = 0; drawn < 2; drawn++) {
        CHECK_CLOSE(model_error(small_intrinsic(1, 4, 6), drawn), 0, 5e-9);
        CHECK_CLOSE(model_error(small_intrinsic(2, 8, 4), drawn), 0, 5e-9);
    }
}

/* Noise is drawn with a size that the model learns: other gradients. */
static void noise_reaches_the_loss(void **state)
{
    (void)state;
    intrinsic m = random_model(small_intrinsic(CHANNELS, HEIGHT, WIDTH));
    double quiet = graph_run(NULL, m.loss, N)[0];
    graph_noise(m.g, 5, 1);
    double loud = graph_run(NULL, m.loss, N)[0];
    assert_true(fabs(loud - quiet) > 1e-4);
    graph_noise(m.g, 5, 1);
    CHECK_CLOSE(graph_run(NULL, m.loss, N)[0], loud, 0);
    m.g->training = false;
    CHECK_CLOSE(graph_run(NULL, m.loss, N)[0], quiet, 0);
    intrinsic_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_models_have_the_gradient_of_finite_differences),
        cmocka_unit_test(so_have_models_with_convolutions),
        cmocka_unit_test(noise_reaches_the_loss),
    };
    return RUN_TESTS(tests);
}
