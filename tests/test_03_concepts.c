// SPDX-License-Identifier: GPL-3.0-or-later
/* The concepts of chapter 3 on codes that are written down. */
#include "chapters.h"

#include "concepts.h"
#include "constructed.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

/* ---- one run for all tests ---------------------------------------------- */

static part_run concepts;

static int run_concepts(void **state)
{
    (void)state;
    part_begin(&concepts, "concept", 1);
    concepts_part(&concepts.chapter);
    return 0;
}

static void check_results(const char *code, const char *const *keys,
                          const double *expected, int count)
{
    for (int i = 0; i < count; i++) {
        char *key = must_printf("%s_%s", code, keys[i]);
        print_message("%s\n", key);
        CHECK_CLOSE(part_result(&concepts, key), expected[i], 1e-5);
        free(key);
    }
}

/* ---- objects ------------------------------------------------------------ */

static void a_unit_for_each_object_is_not_complete(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "modularity",  "completeness",        "r2",        "unit_nats",
        "object_nats", "object_completeness", "object_mig"};
    double quarter = log(4) / 4 + 0.75 * log(4.0 / 3), four = log(4);
    const double local[] = {0, 0, 1, quarter, four, 0, 0};
    const double spun[] = {0, 0, 1, four, four, 0, 0};
    const double factors[] = {1, 1, 1, log(2), four, 0.5, 0};
    CHECK_CLOSE(quarter, 0.562, 5e-4);
    CHECK_CLOSE(four, 1.386, 5e-4);
    check_results("local", keys, local, 7);
    check_results("spun", keys, spun, 7);
    check_results("factors", keys, factors, 7);
}

static void a_map_has_a_column_a_unit(void **state)
{
    (void)state;
    table t = part_table(&concepts, "objects");
    assert_int_equal(t.values->size1, 48);
    for (size_t i = 0; i < 16; i++) {
        CHECK_CLOSE(at(&t, i, 3), i / 4 == i % 4, 0);
        CHECK_CLOSE(at(&t, i, 4), 0.562335, 1e-6);
        CHECK_CLOSE(at(&t, 32 + i, 3),
                    i % 4 == 0   ? (i < 8 ? -1 : 1)
                    : i % 4 == 1 ? (i / 4 % 2 ? 1 : -1)
                                 : 0,
                    0);
        CHECK_CLOSE(at(&t, 32 + i, 4), i % 4 < 2 ? log(2) : 0, 1e-6);
    }
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) { /* the rotation is one */
            double product = 0;
            for (size_t k = 0; k < 4; k++)
                product +=
                    at(&t, 16 + 4 * i + k, 3) * at(&t, 16 + 4 * j + k, 3);
            CHECK_CLOSE(product, i == j, 1e-5);
        }
    table_free(&t);
}

/* ---- modularity, completeness ------------------------------------------- */

static void a_unit_that_moves_two_factors_is_not_modular(void **state)
{
    (void)state;
    CHECK_CLOSE(part_result(&concepts, "one_dci_d"), 1, 0.03);
    CHECK_CLOSE(part_result(&concepts, "one_modularity"), 1, 1e-3);
    CHECK_CLOSE(part_result(&concepts, "one_size_nats"), log(10), 0.01);
    CHECK_CLOSE(part_result(&concepts, "one_grey_nats"), 81.0 / 4000,
                0.01); /* the bias */
    CHECK_CLOSE(part_result(&concepts, "two_dci_d"), 0, 0.01);
    CHECK_CLOSE(part_result(&concepts, "two_modularity"), 0, 0.15);
    CHECK_CLOSE(part_result(&concepts, "two_size_nats"),
                part_result(&concepts, "two_grey_nats"), 0.05);
    table t = part_table(&concepts, "modularity");
    size_t half = t.values->size1 / 2;
    for (size_t k = 0; k < 2; k++) {
        const double *z = gsl_matrix_const_ptr(t.values, k * half, 1);
        double size = gsl_stats_correlation(z, 4, z + 1, 4, half);
        double grey = gsl_stats_correlation(z, 4, z + 2, 4, half);
        CHECK_CLOSE(size, k ? M_SQRT1_2 : 1, k ? 0.08 : 1e-4);
        CHECK_CLOSE(grey, k ? M_SQRT1_2 : 0, 0.12);
    }
    table_free(&t);
}

static void tables_and_scores_of_three_codes(void **state)
{
    (void)state;
    static const char *const keys[] = {"modularity", "completeness", "mig"};
    const double perfect[] = {1, 1, 1}, twice[] = {1, 0.5, 0};
    const double packed[] = {0, 1, 1};
    check_results("perfect", keys, perfect, 3);
    check_results("twice", keys, twice, 3);
    check_results("packed", keys, packed, 3);
    const double l = log(4), first = 1 / sqrt(17), last = 4 / sqrt(17);
    const double expected[][2] = {{l, 1},     {0, 0},    {0, 0},   {l, 1},
                                  {l, 0.5},   {0, 0},    {l, 0.5}, {0, 0},
                                  {0, 0},     {l, 0.5},  {0, 0},   {l, 0.5},
                                  {l, first}, {l, last}, {0, 0},   {0, 0}};
    table t = part_table(&concepts, "tables");
    assert_int_equal(t.values->size1, 16);
    for (size_t i = 0; i < 16; i++) {
        CHECK_CLOSE(at(&t, i, 3), expected[i][0], 1e-5);
        CHECK_CLOSE(at(&t, i, 4), expected[i][1], 1e-5);
    }
    table_free(&t);
}

/* ---- informativeness ---------------------------------------------------- */

static void the_map_undoes_the_turn(void **state)
{
    (void)state;
    CHECK_CLOSE(part_result(&concepts, "map_1_1"), M_SQRT1_2, 1e-6);
    CHECK_CLOSE(part_result(&concepts, "map_1_2"), M_SQRT1_2, 1e-6);
    CHECK_CLOSE(part_result(&concepts, "map_2_1"), M_SQRT1_2, 1e-6);
    CHECK_CLOSE(part_result(&concepts, "map_2_2"), -M_SQRT1_2, 1e-6);
    CHECK_CLOSE(part_result(&concepts, "turned_r2"), 1, 1e-9);
    CHECK_CLOSE(part_result(&concepts, "turned_modularity"), 0, 1e-9);
    table t = part_table(&concepts, "turned");
    assert_int_equal(t.values->size1, 100);
    for (size_t i = 0; i < 100; i++) {
        CHECK_CLOSE(at(&t, i, 4), at(&t, i, 0), 1e-5);
        CHECK_CLOSE(at(&t, i, 5), at(&t, i, 1), 1e-5);
        CHECK_CLOSE(at(&t, i, 2), (at(&t, i, 0) + at(&t, i, 1)) / sqrt(2),
                    1e-4);
    }
    table_free(&t);
}

static double disorder(double p)
{
    return p > 0 && p < 1 ? -(p * log2(p) + (1 - p) * log2(1 - p)) : 0;
}

static void scores_follow_their_laws_over_the_angle(void **state)
{
    (void)state;
    table t = part_table(&concepts, "angles");
    assert_int_equal(t.values->size1, 46);
    for (size_t i = 0; i < 46; i++) {
        double a = (double)i * M_PI / 180, share = cos(a) / (cos(a) + sin(a));
        CHECK_CLOSE(at(&t, i, 0), i, 0);
        CHECK_CLOSE(at(&t, i, 1), cos(2 * a), 1e-5);
        CHECK_CLOSE(at(&t, i, 2), 1, 1e-9);
        CHECK_CLOSE(at(&t, i, 3), 1 - disorder(share), 1e-5);
        CHECK_CLOSE(at(&t, i, 4), 1 - disorder(cos(a) * cos(a)), 1e-5);
    }
    assert_true(at(&t, 15, 5) > 0.9 && at(&t, 45, 5) < 0.1);
    table_free(&t);
}

static void three_codes_fail_the_linear_reader(void **state)
{
    (void)state;
    static const char *const keys[] = {"r2", "any_r2", "nats"};
    const double missing[] = {0, 0, 0}, cubes[] = {0.851465, 1, log(10)};
    const double absolutes[] = {0, 0, log(5)};
    check_results("missing", keys, missing, 3);
    check_results("cubes", keys, cubes, 3);
    check_results("absolutes", keys, absolutes, 3);
    table t = part_table(&concepts, "readings");
    assert_int_equal(t.values->size1, 30);
    for (size_t i = 0; i < 30; i++) {
        CHECK_CLOSE(at(&t, i, 1), i % 10, 0);
        if (i / 10 != 1)
            CHECK_CLOSE(at(&t, i, 3), 4.5, 1e-5);
    }
    CHECK_CLOSE(at(&t, 19, 2), gsl_pow_3(4.5), 1e-3);
    table_free(&t);
}

/* ---- chance ------------------------------------------------------------- */

static void noise_has_the_information_of_the_formula(void **state)
{
    (void)state;
    CHECK_CLOSE(part_result(&concepts, "chance_formula"), 19.0 * 19 / 800,
                1e-6);
    assert_true(part_result(&concepts, "chance_found") >
                0.9 * part_result(&concepts, "chance_formula"));
    table t = part_table(&concepts, "chance");
    for (size_t i = 0; i < t.values->size1; i++) {
        double n = at(&t, i, 0), bins = at(&t, i, 1), f = at(&t, i, 4);
        CHECK_CLOSE(f, (bins - 1) * (bins - 1) / (2 * n), 1e-5);
        if (n >= 5 * bins * bins)
            CHECK_CLOSE(at(&t, i, 2), f, 0.25 * f);
    }
    table_free(&t);
}

static void noise_is_fitted_but_not_read(void **state)
{
    (void)state;
    double share = part_result(&concepts, "noise_units") /
                   part_result(&concepts, "noise_rows");
    CHECK_CLOSE(part_result(&concepts, "noise_r2"), share, 0.1);
    assert_true(part_result(&concepts, "noise_r2_held_out") < 0);
    CHECK_CLOSE(part_result(&concepts, "twin_weight"), 0.5, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_unit_for_each_object_is_not_complete,
                               run_concepts),
        cmocka_unit_test(a_map_has_a_column_a_unit),
        cmocka_unit_test(a_unit_that_moves_two_factors_is_not_modular),
        cmocka_unit_test(tables_and_scores_of_three_codes),
        cmocka_unit_test(the_map_undoes_the_turn),
        cmocka_unit_test(scores_follow_their_laws_over_the_angle),
        cmocka_unit_test(three_codes_fail_the_linear_reader),
        cmocka_unit_test(noise_has_the_information_of_the_formula),
        cmocka_unit_test(noise_is_fitted_but_not_read),
    };
    return RUN_TESTS(tests);
}
