// SPDX-License-Identifier: GPL-3.0-or-later
/* What the intrinsic model's operations compute, by hand. Their derivatives are
 * checked in test_intrinsic_gradients. */
#include "check.h"

#include "maps.h"
#include "noise.h"
#include "op_mirror.h"
#include "op_shade.h"

#include <string.h>

enum { ROOM = 4, N = 3, CHANNELS = 3, HEIGHT = 2, WIDTH = 5 };

/* Two pictures of two channels of 1 x 3: kills a shading of the next picture,
 * of the next channel, or of all pixels alike. */
static void a_texture_is_albedo_times_its_own_shading(void **state)
{
    (void)state;
    const real colours[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    const real light[] = {2, 0, -1, 1, 3, 5};
    const real want[] = {2, 0, -3, 8, 0, -6, 7, 24, 45, 10, 33, 60};
    graph *g = graph_alloc();
    node *albedo = maps(g, 2, 1, 3), *shading = maps(g, 1, 1, 3);
    node *texture = shade(albedo, shading);
    graph_bind(g, ROOM, 1);
    memcpy(albedo->value, colours, sizeof colours);
    memcpy(shading->value, light, sizeof light);
    graph_run(NULL, texture, 2);
    assert_int_equal(texture->shape[0], 2);
    assert_int_equal(texture->shape[2], 3);
    for (int i = 0; i < 12; i++)
        CHECK_CLOSE(texture->value[i], want[i], 0);
    graph_free(g);
}

/* Kills a flip of the rows, top for bottom. */
static void a_mirrored_map_is_the_mean_with_its_mirror_image(void **state)
{
    (void)state;
    const real numbers[] = {1, 2, 6, 0, 4, -2};
    const double want[] = {3.5, 2, 3.5, -1, 4, -1};
    graph *g = graph_alloc();
    node *x = maps(g, 1, 2, 3), *y = mirrored(x);
    graph_bind(g, ROOM, 1);
    memcpy(x->value, numbers, sizeof numbers);
    graph_run(NULL, y, 1);
    for (int i = 0; i < 6; i++)
        CHECK_CLOSE(y->value[i], want[i], 0);
    graph_free(g);
}

/* Its own mirror image, and left alone by a second pass. */
static void a_mirrored_map_is_symmetric_bit_for_bit(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = maps(g, CHANNELS, HEIGHT, WIDTH), *y = mirrored(x);
    node *again = mirrored(y);
    graph_bind(g, ROOM, 1);
    noise(x->value, node_count(x, ROOM), 4);
    graph_run(NULL, again, N);
    for (int r = 0; r < N * CHANNELS * HEIGHT; r++)
        for (int j = 0; j < WIDTH; j++) {
            const real *row = y->value + r * WIDTH;
            assert_true(row[j] == row[WIDTH - 1 - j]);
        }
    assert_memory_equal(again->value, y->value,
                        node_count(y, N) * sizeof(real));
    graph_free(g);
}

/* ---- misuse -------------------------------------------------------------- */

static void coloured_light(void *data)
{
    graph *g = data;
    shade(maps(g, 3, 2, 2), maps(g, 3, 2, 2));
}

static void turned_shading(void *data)
{
    graph *g = data;
    shade(maps(g, 3, 2, 4), maps(g, 1, 4, 2));
}

static void sizes_that_do_not_fit_stop_the_program(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    CHECK_STOPS(coloured_light, g, "a shading is grey");
    CHECK_STOPS(turned_shading, g, "albedo and shading differ in size");
    graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_texture_is_albedo_times_its_own_shading),
        cmocka_unit_test(a_mirrored_map_is_the_mean_with_its_mirror_image),
        cmocka_unit_test(a_mirrored_map_is_symmetric_bit_for_bit),
        cmocka_unit_test(sizes_that_do_not_fit_stop_the_program),
    };
    return RUN_TESTS(tests);
}
