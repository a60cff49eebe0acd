// SPDX-License-Identifier: GPL-3.0-or-later
/* The convolutions of a deforming autoencoder: how many there are, of what
 * size, and which pictures they can take. */
#include "check.h"

#include "deforming.h"

#include <string.h>

static dae_form with_convolutions(int height, int width)
{
    return (dae_form){.channels = 3,
                      .height = height,
                      .width = width,
                      .appearance = 2,
                      .conv_encoder = true,
                      .conv_texture = true,
                      .encoder = {11, 0},
                      .texture = 10,
                      .local = LOCAL_NONE,
                      .affine = true};
}

/* How often an operation stands in a model, and the last node of its kind. */
static int count_of(const dae *m, const char *name, const node **last)
{
    int count = 0;
    for (int i = 0; i < m->g->count; i++) {
        const node *y = m->g->nodes[i];
        if (y->op->name && strcmp(y->op->name, name) == 0) {
            *last = y;
            count++;
        }
    }
    return count;
}

static void check_encoder(int height, int width, int stages, int rows,
                          int columns)
{
    const node *last = NULL;
    dae m = dae_alloc(with_convolutions(height, width), (dae_weights){0}, 2, 3);
    assert_int_equal(count_of(&m, "conv", &last), stages);
    assert_int_equal(last->shape[0], 4 << stages);
    assert_int_equal(last->shape[1], rows);
    assert_int_equal(last->shape[2], columns);
    assert_int_equal(count_of(&m, "shift", &last), 1);
    assert_ptr_equal(last->in[0], m.x);
    CHECK_CLOSE(last->scalar, -0.5, 0);
    dae_free(&m);
}

static void the_encoder_halves_up_to_three_times(void **state)
{
    (void)state;
    check_encoder(48, 32, 3, 6, 4);
    check_encoder(8, 28, 2, 2, 7);
    check_encoder(4, 16, 2, 1, 4);
}

static void the_decoder_doubles_twice_to_a_picture(void **state)
{
    (void)state;
    const node *last = NULL;
    dae m = dae_alloc(with_convolutions(8, 28), (dae_weights){0}, 2, 3);
    assert_int_equal(count_of(&m, "conv transposed", &last), 2);
    for (int d = 0; d < 3; d++)
        assert_int_equal(last->shape[d], m.x->shape[d]);
    assert_ptr_equal(m.texture->in[0], last);
    dae_free(&m);
}

static void either_can_be_had_alone(void **state)
{
    (void)state;
    dae_form f = with_convolutions(8, 28);
    const node *last = NULL;
    f.conv_texture = false;
    dae m = dae_alloc(f, (dae_weights){0}, 2, 3);
    assert_int_equal(count_of(&m, "conv", &last), 2);
    assert_int_equal(count_of(&m, "conv transposed", &last), 0);
    dae_free(&m);
    f.conv_texture = true;
    f.conv_encoder = false;
    m = dae_alloc(f, (dae_weights){0}, 2, 3);
    assert_int_equal(count_of(&m, "conv", &last), 0);
    assert_int_equal(count_of(&m, "conv transposed", &last), 2);
    dae_free(&m);
}

/* A side of 4 k + 2 can be halved once, but not twice. */
static void build(void *how)
{
    static const int sides[][2] = {{10, 8}, {8, 10}, {9, 8}, {10, 8}};
    int k = *(int *)how;
    dae_form f = with_convolutions(sides[k][0], sides[k][1]);
    f.conv_encoder = k != 3;
    f.conv_texture = k != 2;
    dae_alloc(f, (dae_weights){0}, 2, 3);
}

static void other_sides_stop_the_program(void **state)
{
    (void)state;
    for (int k = 0; k < 4; k++)
        CHECK_STOPS(build, &k, "multiples of 4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_encoder_halves_up_to_three_times),
        cmocka_unit_test(the_decoder_doubles_twice_to_a_picture),
        cmocka_unit_test(either_can_be_had_alone),
        cmocka_unit_test(other_sides_stop_the_program),
    };
    return RUN_TESTS(tests);
}
