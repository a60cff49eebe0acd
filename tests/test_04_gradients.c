// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole deforming autoencoder in double precision: its gradient against
 * central differences, and the model of one class. */
#include "gradients.h"

#include "small_dae.h"

enum { CHANNELS = 2, HEIGHT = 5, WIDTH = 6, MOST_CLASSES = 3 };

/* Away from where it starts, but not so far that no picture shows any texture;
 * pictures in (0, 1), and two without a label. (With two of nine seeds of the
 * pictures a coordinate lay so close to a whole number that the step of the
 * difference crossed the kink there.) */
static dae random_dae(dae_form f)
{
    dae m = dae_alloc(f, small_weights, BATCH, 3);
    noise_unit(m.x->value, node_count(m.x, BATCH), 7);
    for (int i = 0; i < m.g->count; i++) {
        node *y = m.g->nodes[i];
        noise(y->theta, node_parameter_count(y), 50 + (uint64_t)i);
        for (size_t k = 0; k < node_parameter_count(y); k++)
            y->theta[k] *= y->init == INIT_ZERO ? 0.1 : 0.5;
    }
    for (int b = 0; m.g->label && b < N; b++)
        if (b % 2 == 0)
            m.g->label->value[b * f.classes + b % f.classes] = 1;
    return m;
}

static double dae_error(dae_form f)
{
    dae m = random_dae(f);
    double error = gradient_error(m.loss);
    dae_free(&m);
    return error;
}

static void whole_models_have_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    dae_form plain = small_dae(CHANNELS, HEIGHT, WIDTH),
             form = small_dae(CHANNELS, HEIGHT, WIDTH);
    CHECK_CLOSE(dae_error(plain), 0, 2e-9);
    form.classes = MOST_CLASSES;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form.local = LOCAL_RESIDUAL;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form = plain;
    form.trunk = true;
    form.extra = 2;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form = plain;
    form.affine = false;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form = plain;
    form.local = LOCAL_NONE;
    form.shape = 0;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form.affine = false;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form = plain;
    form.height = 4;
    form.width = 12;
    form.conv_encoder = true;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
    form.conv_encoder = false;
    form.conv_texture = true;
    CHECK_CLOSE(dae_error(form), 0, 2e-9);
}

/* ---- one class ---------------------------------------------------------- */

/* Layers of the two models in order; those of the class alone are left out. */
static node *next_layer(const dae *m, int *at)
{
    for (; *at < m->g->count; (*at)++)
        if (node_parameter_count(m->g->nodes[*at]) > 0 &&
            m->g->nodes[*at] != m->logits)
            return m->g->nodes[(*at)++];
    return NULL;
}

/* Where the column of the class stands in a layer of `one`, or -1: behind the
 * appearance's in the texture's decoder, before the shape's in the warp's. */
static int class_column(const dae *one, const node *layer)
{
    dae_range appearance = dae_part(&one->form, PART_APPEARANCE);
    if (strcmp(layer->block, "texture decoder") == 0 &&
        layer->weight[1] == appearance.count + 1)
        return appearance.count;
    return strcmp(layer->block, "warp decoder") == 0 ? 0 : -1;
}

/* Copies a layer's parameters from the model without classes; the class gets
 * what noise left there, and the bias gives the same away. */
static void copy_layer(const node *from, const node *to, int column)
{
    int outputs = to->weight[0], inputs = to->weight[1], own = from->weight[1];
    assert_int_equal(inputs, own + (column >= 0));
    const real *bias = from->theta + outputs * own;
    for (int i = 0; i < outputs; i++) {
        real *row = to->theta + i * inputs, given = 0;
        for (int j = 0, k = 0; j < inputs; j++)
            if (j == column)
                given = row[j];
            else
                row[j] = from->theta[i * own + k++];
        to->theta[outputs * inputs + i] = bias[i] - given;
    }
}

/* The gradients are the same; that of the class's column is the bias's. */
static void compare_layer(const node *a, const node *b, int column)
{
    int outputs = b->weight[0], inputs = b->weight[1], own = a->weight[1];
    for (int i = 0; i < outputs; i++) {
        const real *row = b->dtheta + i * inputs;
        double bias = a->dtheta[outputs * own + i];
        for (int j = 0, k = 0; j < inputs; j++)
            CHECK_CLOSE(row[j], j == column ? bias : a->dtheta[i * own + k++],
                        1e-13);
        CHECK_CLOSE(b->dtheta[outputs * inputs + i], bias, 1e-13);
    }
}

static void run_layers(const dae *none, const dae *one,
                       void (*each)(const node *, const node *, int))
{
    int i = 0, j = 0;
    node *a, *b;
    while ((a = next_layer(none, &i)) && (b = next_layer(one, &j)))
        each(a, b, class_column(one, b));
    assert_null(next_layer(one, &j));
    assert_null(a);
}

/* The probability of an only class is 1. So the class adds a constant to the
 * first layers of both decoders, that is, a second bias; once the biases make
 * up for it, outputs, losses and gradients are the same, and the classifier
 * receives none. */
static void a_model_of_one_class_is_one_without(void **state)
{
    (void)state;
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    dae none = random_dae(f);
    f.classes = 1;
    dae one = random_dae(f);
    run_layers(&none, &one, copy_layer);
    graph_run(NULL, none.loss, N);
    graph_run(NULL, one.loss, N);
    for (size_t i = 0; i < node_count(none.y, N); i++)
        CHECK_CLOSE(one.y->value[i], none.y->value[i], 1e-13);
    for (size_t i = 0; i < node_count(none.warp.whole, N); i++)
        CHECK_CLOSE(one.warp.whole->value[i], none.warp.whole->value[i], 1e-13);
    CHECK_CLOSE(one.loss->value[0], none.loss->value[0], 1e-14);
    CHECK_CLOSE(one.entropy->value[0], 0, 0);
    graph_backward(none.loss, N);
    graph_backward(one.loss, N);
    run_layers(&none, &one, compare_layer);
    for (size_t i = 0; i < node_parameter_count(one.logits); i++)
        CHECK_CLOSE(one.logits->dtheta[i], 0, 1e-15);
    dae_free(&none);
    dae_free(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_models_have_the_gradient_of_finite_differences),
        cmocka_unit_test(a_model_of_one_class_is_one_without),
    };
    return RUN_TESTS(tests);
}
