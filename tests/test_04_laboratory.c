// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 4's laboratory: what it says about warps, boxes included. */
#include "chapters.h"

#include "laboratory.h"
#include "warp_inverse.h"
#include "workbench.h"

#include <stdlib.h>

/* ---- one run for all tests ---------------------------------------------- */

static part_run lab;

static int run_laboratory(void **state)
{
    (void)state;
    part_begin(&lab, "lab", 3);
    laboratory_part(&lab.chapter);
    return 0;
}

/* ---- what is allowed ---------------------------------------------------- */

static void each_panel_is_what_it_is_called(void **state)
{
    (void)state;
    CHECK_CLOSE(part_result(&lab, "identity_least_step"), 1, 0);
    CHECK_CLOSE(part_result(&lab, "identity_swaps"), 0, 0);
    CHECK_CLOSE(part_result(&lab, "identity_folded_cells"), 0, 0);
    assert_true(part_result(&lab, "allowed_least_step") > 0);
    assert_true(part_result(&lab, "allowed_least_step") < 0.9);
    CHECK_CLOSE(part_result(&lab, "allowed_swaps"), 0, 0);
    CHECK_CLOSE(part_result(&lab, "allowed_folded_cells"), 0, 0);
    assert_true(part_result(&lab, "swapped_least_step") < -1);
    assert_true(part_result(&lab, "swapped_swaps") > 20);
    assert_true(part_result(&lab, "swapped_folded_cells") > 20);
    CHECK_CLOSE(part_result(&lab, "folded_least_step"), 4 / (1 + 3 * exp(1.2)),
                1e-5);
    CHECK_CLOSE(part_result(&lab, "folded_swaps"), 0, 0);
    assert_true(part_result(&lab, "folded_folded_cells") > 10);
}

/* The table of the cells says the same as the results. */
static void cells_are_those_of_the_panels(void **state)
{
    (void)state;
    enum { CELLS = (SIDE - 1) * (SIDE - 1) };
    table t = part_table(&lab, "cells");
    assert_int_equal(t.values->size1, 4 * CELLS);
    int folded[4] = {0}, backward[4] = {0};
    for (size_t k = 0; k < 4 * CELLS; k++) {
        int panel = (int)at(&t, k, 0);
        assert_int_equal(panel, k / CELLS);
        folded[panel] += at(&t, k, 5) <= 0;
        backward[panel] += at(&t, k, 3) <= 0 || at(&t, k, 4) <= 0;
        if (panel == 3 && at(&t, k, 1) < 15) /* far from its small steps */
            CHECK_CLOSE(at(&t, k, 3), 1, 0);
        if (panel == 0)
            for (size_t column = 3; column < 6; column++)
                CHECK_CLOSE(at(&t, k, column), 1, 0);
    }
    CHECK_CLOSE(folded[1], 0, 0);
    CHECK_CLOSE(folded[2], part_result(&lab, "swapped_folded_cells"), 0);
    CHECK_CLOSE(folded[3], part_result(&lab, "folded_folded_cells"), 0);
    assert_int_equal(backward[1], 0);
    assert_true(backward[2] > 10);
    assert_int_equal(backward[3], 0);
    table_free(&t);
}

static void folds_grow_with_the_logits(void **state)
{
    (void)state;
    table t = part_table(&lab, "folds");
    for (size_t i = 0; i < t.values->size1; i++) {
        CHECK_CLOSE(at(&t, i, 3), 0, 0); /* order swaps */
        assert_true(at(&t, i, 2) >= at(&t, i, 1));
        for (size_t column = 0; i > 0 && column < 3; column++)
            assert_true(at(&t, i, column) >= at(&t, i - 1, column));
    }
    CHECK_CLOSE(at(&t, 0, 2), 0, 0);
    CHECK_CLOSE(at(&t, t.values->size1 - 1, 2), 1, 0);
    assert_true(part_result(&lab, "sd_025_cells") < 0.01);
    assert_true(part_result(&lab, "sd_050_cells") > 0.03);
    assert_true(part_result(&lab, "sd_100_cells") > 0.15);
    assert_true(part_result(&lab, "folds_quiet_sd") < 0.25);
    table_free(&t);
}

/* ---- boxes -------------------------------------------------------------- */

static void pushing_leaves_holes(void **state)
{
    (void)state;
    double holes = part_result(&lab, "forward_holes"),
           pixels = part_result(&lab, "forward_pixels");
    assert_true(holes > 0.05 * pixels && holes < 0.2 * pixels);
    assert_true(part_result(&lab, "forward_lost") > 0);
}

static void each_sampling_blurs_and_a_composed_map_does_not(void **state)
{
    (void)state;
    assert_true(part_result(&lab, "twice_once") < 0.9);
    assert_true(part_result(&lab, "twice_two") <
                0.9 * part_result(&lab, "twice_once"));
    assert_true(part_result(&lab, "twice_twelve") <
                0.5 * part_result(&lab, "twice_two"));
    CHECK_CLOSE(part_result(&lab, "twice_composed"), 1, 1e-4);
}

/* Right turns the letter's top to the right, as a clock's hand. */
static void a_turn_is_seen_as_one(void **state)
{
    (void)state;
    workbench b = workbench_alloc(LOCAL_INCREMENTS, 1);
    turn_numbers(90, 1, b.numbers->value);
    graph_run(NULL, b.y, 1);
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++)
            CHECK_CLOSE(b.y->value[j * SIDE + SIDE - 1 - i],
                        b.texture->value[i * SIDE + j], 1e-5);
    turn_numbers(0, 2, b.numbers->value);
    graph_run(NULL, b.y, 1);
    double x, y; /* twice as far from the centre */
    assert_true(warp_inverse(b.warp->value, SIDE, SIDE, 15, 12, &x, &y));
    CHECK_CLOSE(x, 16.5, 1e-5);
    CHECK_CLOSE(y, 10.5, 1e-5);
    workbench_free(&b);
}

static void the_way_back_is_found(void **state)
{
    (void)state;
    assert_true(part_result(&lab, "inverse_least") > 0);
    assert_true(part_result(&lab, "inverse_round_trip") < 1e-9);
    assert_true(part_result(&lab, "inverse_newton_steps") <= 5);
    assert_true(part_result(&lab, "inverse_fixed_steps") > 7);
    table t = part_table(&lab, "landmarks"), steps = part_table(&lab, "steps");
    for (size_t m = 0; m < t.values->size1; m++)
        for (size_t k = 0; k < 4; k++)
            assert_true(at(&t, m, k) > 0 && at(&t, m, k) < SIDE - 1);
    CHECK_CLOSE(at(&steps, 0, 1), at(&steps, 0, 2), 0); /* same start */
    assert_true(at(&steps, 29, 1) < 1e-3);
    assert_true(at(&steps, 29, 2) < 1e-9);
    table_free(&t);
    table_free(&steps);
}

static void the_slope_jumps_at_a_pixel(void **state)
{
    (void)state;
    table t = part_table(&lab, "bilinear");
    CHECK_CLOSE(part_result(&lab, "bilinear_before"), 0.5, 1e-6);
    CHECK_CLOSE(part_result(&lab, "bilinear_after"), -0.7, 1e-6);
    size_t last = t.values->size1 - 1;
    CHECK_CLOSE(at(&t, 0, 1), 0.2, 1e-6);
    CHECK_CLOSE(at(&t, 0, 2), 0, 0);
    CHECK_CLOSE(at(&t, last, 1), 0.8, 1e-6);
    CHECK_CLOSE(at(&t, last, 2), 0, 0);
    table_free(&t);
}

static void sums_are_triangles_and_adjoint(void **state)
{
    (void)state;
    table t = part_table(&lab, "sums");
    assert_int_equal(t.values->size1, 2 * 64);
    for (size_t k = 0; k < 2 * 64; k++) {
        bool below = at(&t, k, 1) >= at(&t, k, 2);
        bool above = at(&t, k, 1) <= at(&t, k, 2);
        CHECK_CLOSE(at(&t, k, 3), at(&t, k, 0) < 1 ? below : above, 0);
    }
    CHECK_CLOSE(part_result(&lab, "sums_forwards"),
                part_result(&lab, "sums_backwards"), 1e-5);
    assert_true(fabs(part_result(&lab, "sums_forwards")) > 0.1);
    table_free(&t);
}

static void absolute_values_keep_the_edge(void **state)
{
    (void)state;
    double noisy = part_result(&lab, "variation_noisy_rms");
    double square = part_result(&lab, "variation_square_rms");
    assert_true(square < 0.8 * noisy);
    assert_true(part_result(&lab, "variation_absolute_rms") < 0.6 * square);
    assert_true(part_result(&lab, "variation_absolute_edge") > 0.75);
    assert_true(part_result(&lab, "variation_square_edge") < 0.6);
}

static void all_pictures_are_there(void **state)
{
    (void)state;
    static const char *const names[] = {"allowed", "forward", "twice",
                                        "inverse"};
    for (int i = 0; i < 4; i++) {
        char *path = run_path(&lab.chapter.run, "lab_%s.png", names[i]);
        assert_true(file_exists(path));
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_panel_is_what_it_is_called, run_laboratory),
        cmocka_unit_test(cells_are_those_of_the_panels),
        cmocka_unit_test(folds_grow_with_the_logits),
        cmocka_unit_test(pushing_leaves_holes),
        cmocka_unit_test(each_sampling_blurs_and_a_composed_map_does_not),
        cmocka_unit_test(a_turn_is_seen_as_one),
        cmocka_unit_test(the_way_back_is_found),
        cmocka_unit_test(the_slope_jumps_at_a_pixel),
        cmocka_unit_test(sums_are_triangles_and_adjoint),
        cmocka_unit_test(absolute_values_keep_the_edge),
        cmocka_unit_test(all_pictures_are_there),
    };
    return RUN_TESTS(tests);
}
