// SPDX-License-Identifier: GPL-3.0-or-later
/* Scores of codes whose scores are known. */
#include "check.h"

#include "disentangle.h"
#include "grids.h"
#include "information.h"
#include "linear_fit.h"
#include "noise.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/* ---- codes of a full grid of two factors -------------------------------- */

typedef struct {
    const char *name;
    code_of code;
    int units, n; /* n 0: the same scores with 2, 4 and 10 levels */
    double mig, all, active, sap, r2, d, c, c_plain;
} vector;

static const vector vectors[] = {
    {"perfect", v1, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1},
    {"signs and scales", v2, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1},
    {"three idle", v3, 5, 0, 1, 0.4, 1, 1, 1, 1, 1, 1},
    {"turned by 45", v4, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0},
    {"both twice", v5, 4, 0, 0, 1, 1, 0, 1, 1, 0.5, 0.5},
    {"one twice", v6, 3, 0, 0.5, 1, 1, 0.5, 1, 1, 0.684535, 0.684535},
    {"dead", v7, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {"packed", v8, 2, 2, 1, 0, 0, 0.5, 0.5, 0.081704, 1, 1},
    {"packed", v8, 2, 4, 1, 0, 0, 0.5, 0.5, 0.278072, 1, 1},
    {"packed", v8, 2, 10, 1, 0, 0, 0.5, 0.5, 0.560503, 1, 1},
    {"one missing", v9, 2, 0, 0.5, 0.5, 1, 0.5, 0.5, 1, 1, 0.5},
    {"cubes", v10, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1},
    {"cubes", v10, 2, 4, 1, 1, 1, 0.921096, 0.921096, 1, 1, 1},
    {"cubes", v10, 2, 10, 1, 1, 1, 0.851465, 0.851465, 1, 1, 1},
    {"absolute values", v11, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0},
    {"absolute values", v11, 2, 4, 0.5, 1, 1, 0, 0, 0, 0, 0},
    {"absolute values", v11, 2, 10, 0.698970, 1, 1, 0, 0, 0, 0, 0},
    {"sum", v12, 2, 4, 0.327820, 0, 0, 0.5, 0.5, 0, 1, 1},
    {"sum", v12, 2, 10, 0.213320, 0, 0, 0.5, 0.5, 0, 1, 1},
};

static void check_scores(const vector *t, int n)
{
    gsl_matrix *codes, *factors;
    grid(t->code, t->units, n, &codes, &factors);
    scores s = scores_of(codes, factors, NULL, 0);
    print_message("%s, n = %d\n", t->name, n);
    CHECK_CLOSE(s.mig, t->mig, 1e-6);
    CHECK_CLOSE(s.modularity_all, t->all, 1e-6);
    CHECK_CLOSE(s.modularity_active, t->active, 1e-6);
    CHECK_CLOSE(s.sap, t->sap, 1e-6);
    CHECK_CLOSE(s.r2, t->r2, 1e-6);
    CHECK_CLOSE(s.dci_d, t->d, 1e-6);
    CHECK_CLOSE(s.dci_c, t->c, 1e-6);
    CHECK_CLOSE(s.dci_c_plain, t->c_plain, 1e-6);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
}

static void known_codes_have_their_scores(void **state)
{
    (void)state;
    const int levels[] = {2, 4, 10};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        for (int k = 0; k < 3; k++)
            if (vectors[i].n == 0 || vectors[i].n == levels[k])
                check_scores(&vectors[i], levels[k]);
}

/* ---- rotation ------------------------------------------------------------ */

static double degrees;

static void turned(double a, double b, int n, double *z)
{
    (void)n;
    double c = cos(degrees * M_PI / 180), s = sin(degrees * M_PI / 180);
    z[0] = c * a + s * b, z[1] = c * b - s * a;
}

static void a_turned_code_keeps_its_information_and_loses_the_rest(void **state)
{
    (void)state;
    const struct {
        double degrees, sap, d, d_squares, modularity;
    } sweep[] = {{0, 1, 1, 1, 1},
                 {5, 0.984808, 0.596237, 0.935602, 1},
                 {15, 0.866025, 0.255992, 0.645421, 0.987},
                 {22.5, 0.707107, 0.127571, 0.399124, 0.960},
                 {30, 0.5, 0.052429, 0.188722, 0.836},
                 {45, 0, 0, 0, 0}};
    for (size_t i = 0; i < 6; i++) {
        gsl_matrix *codes, *factors;
        degrees = sweep[i].degrees;
        grid(turned, 2, 10, &codes, &factors);
        scores s = scores_of(codes, factors, NULL, 10);
        CHECK_CLOSE(s.r2, 1, 1e-9);
        CHECK_CLOSE(s.sap, sweep[i].sap, 1e-6);
        CHECK_CLOSE(s.dci_d, sweep[i].d, 1e-6);
        CHECK_CLOSE(s.dci_c, sweep[i].d, 1e-6);
        if (i < 5) /* at 45 degrees, places lie on the edges of bins */
            CHECK_CLOSE(s.modularity_all, sweep[i].modularity, 5e-4);
        gsl_matrix *w = least_squares_importance(codes, factors);
        gsl_matrix_mul_elements(w, w);
        CHECK_CLOSE(dci_disentanglement(w), sweep[i].d_squares, 1e-6);
        gsl_matrix_free(w);
        gsl_matrix_free(codes);
        gsl_matrix_free(factors);
    }
}

/* ---- tables of importance ------------------------------------------------ */

static void check_table(size_t units, size_t factors, double *numbers, double d,
                        double c, double c_plain)
{
    gsl_matrix_view m = gsl_matrix_view_array(numbers, units, factors);
    CHECK_CLOSE(dci_disentanglement(&m.matrix), d, 1e-6);
    CHECK_CLOSE(dci_completeness(&m.matrix), c, 1e-6);
    CHECK_CLOSE(dci_completeness_plain(&m.matrix), c_plain, 1e-6);
}

static void check_modularity(size_t units, size_t factors, double *numbers,
                             const bool *active, double expected)
{
    gsl_matrix_view m = gsl_matrix_view_array(numbers, units, factors);
    CHECK_CLOSE(modularity(&m.matrix, active), expected, 1e-6);
}

static void tables_have_their_scores(void **state)
{
    (void)state;
    double a[] = {1, 0, 0, 1, 0, 0}, ones[] = {1, 1, 1, 1};
    double b[] = {0.9, 0.1, 0.1, 0.9}, c[] = {0.5, 0, 0.5, 0, 0, 1};
    double d[] = {1, 0, 0, 0}, e[] = {3, 1, 1, 1}, zero[6] = {0};
    const bool active[] = {true, true, false};
    check_table(3, 2, a, 1, 1, 1);
    check_table(2, 2, ones, 0, 0, 0);
    check_table(2, 2, b, 0.531004, 0.531004, 0.531004);
    check_table(3, 2, c, 1, 0.684535, 0.684535);
    check_table(2, 2, d, 1, 1, 0.5);
    check_table(2, 2, e, 0.125815, 0.125815, 0.094361);
    check_table(3, 2, zero, 0, 0, 0);
    check_modularity(3, 2, a, NULL, 2.0 / 3);
    check_modularity(3, 2, a, active, 1);
    check_modularity(2, 2, b, NULL, 0.987654);
    check_modularity(2, 2, e, NULL, 0.444444);
}

static void larger_tables_have_their_scores(void **state)
{
    (void)state;
    double five[25] = {0}, below[50] = {0}, beside[50] = {0};
    for (int i = 0; i < 5; i++) {
        five[i * 6] = 1;
        below[i * 6] = below[25 + i * 6] = 1;
        beside[i * 11] = beside[i * 11 + 5] = 1;
    }
    check_table(5, 5, five, 1, 1, 1);
    check_table(10, 5, below, 1, 0.698970, 0.698970);
    check_table(5, 10, beside, 0.698970, 1, 1);
    check_modularity(5, 10, beside, NULL, 8.0 / 9);
}

/* ---- information --------------------------------------------------------- */

static void equal_bins_are_those_of_the_definition(void **state)
{
    (void)state;
    double x[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, same[] = {2, 2, 2};
    const int expected[] = {0, 0, 1, 1, 2, 2};
    gsl_vector_view v = gsl_vector_view_array(x, 6);
    classes c = classes_equal(&v.vector, 3);
    assert_int_equal(c.count, 3);
    assert_memory_equal(c.of, expected, sizeof expected);
    CHECK_CLOSE(entropy(&c), log(3), 1e-12);
    CHECK_CLOSE(mutual_information(&c, &c), log(3), 1e-12);
    classes_free(&c);
    v = gsl_vector_view_array(same, 3);
    c = classes_equal(&v.vector, 20);
    assert_int_equal(c.count, 1);
    CHECK_CLOSE(entropy(&c), 0, 0);
    classes_free(&c);
}

static void turned_codes_share_their_information(void **state)
{
    (void)state;
    const struct {
        int n;
        double information;
    } table[] = {{2, 0.346574}, {4, 0.454454}, {10, 0.491187}};
    for (int i = 0; i < 3; i++) {
        gsl_matrix *codes, *factors;
        grid(v4, 2, table[i].n, &codes, &factors);
        gsl_matrix *m = information_table(codes, factors, 0, NULL);
        for (int k = 0; k < 4; k++)
            CHECK_CLOSE(m->data[k], table[i].information, 1e-6);
        gsl_matrix_free(m);
        gsl_matrix_free(codes);
        gsl_matrix_free(factors);
    }
}

enum { REPEATS = 20 };

/* Mean information of columns of noise, n numbers in 20 and `classes_b` bins,
 * and what the formula says. */
static double bias_of_noise(size_t n, int classes_b, double *formula)
{
    double total = 0;
    real *numbers = must_alloc(2 * n, sizeof *numbers);
    gsl_vector *a = gsl_vector_alloc(n), *b = gsl_vector_alloc(n);
    for (int r = 0; r < REPEATS; r++) {
        noise_unit(numbers, 2 * n, 60 + (uint64_t)r);
        for (size_t i = 0; i < n; i++) {
            gsl_vector_set(a, i, (double)numbers[i]);
            gsl_vector_set(b, i, (double)numbers[n + i]);
        }
        classes x = classes_equal(a, 20), y = classes_equal(b, classes_b);
        total += mutual_information(&x, &y) / REPEATS;
        *formula = information_bias(&x, &y);
        classes_free(&x);
        classes_free(&y);
    }
    gsl_vector_free(a);
    gsl_vector_free(b);
    free(numbers);
    return total;
}

/* Independent columns seem dependent, by as much as the formula says, unless
 * there are fewer numbers than cells: there it is more. */
static void independent_columns_have_the_bias_of_the_formula(void **state)
{
    (void)state;
    const struct {
        int classes_b;
        double formula;
    } table[] = {{6, 0.00475}, {32, 0.02945}, {40, 0.03705}};
    double formula;
    for (int i = 0; i < 3; i++) {
        double found = bias_of_noise(10000, table[i].classes_b, &formula);
        CHECK_CLOSE(formula, table[i].formula, 1e-12);
        /* 2 n I has about a chi-squared distribution: four deviations */
        double cells = 19.0 * (table[i].classes_b - 1);
        CHECK_CLOSE(found, formula, 4 * formula * sqrt(2 / cells / REPEATS));
    }
    CHECK_CLOSE(bias_of_noise(256, 16, &formula), 0.63, 0.02);
    CHECK_CLOSE(formula, 0.556640625, 1e-12);
}

/* A perfect code of 2000 random places of a grid, without and with three units
 * of noise. */
static void noise_lowers_modularity_but_hardly_the_gap(void **state)
{
    (void)state;
    enum { N = 2000 };
    real *numbers = must_alloc(5 * N, sizeof *numbers);
    gsl_matrix *codes = gsl_matrix_alloc(N, 5), *v = gsl_matrix_alloc(N, 2);
    noise_unit(numbers, 2 * N, 5);
    noise(numbers + 2 * N, 3 * N, 5);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < 5; j++) {
            double x = (double)numbers[j * N + i];
            gsl_matrix_set(codes, i, j, j < 2 ? floor(10 * x) : x);
            if (j < 2)
                gsl_matrix_set(v, i, j, floor(10 * x));
        }
    gsl_matrix_view two = gsl_matrix_submatrix(codes, 0, 0, N, 2);
    CHECK_CLOSE(scores_of(&two.matrix, v, NULL, 20).mig, 0.992, 0.002);
    scores s = scores_of(codes, v, NULL, 20);
    CHECK_CLOSE(s.mig, 0.979, 0.004);
    CHECK_CLOSE(s.modularity_all, 0.512, 0.1);
    gsl_matrix_free(codes);
    gsl_matrix_free(v);
    free(numbers);
}

/* ---- least squares ------------------------------------------------------- */

static void noise_explains_nothing_that_is_held_out(void **state)
{
    (void)state;
    enum { N = 200, CODES = 40 };
    real numbers[N * CODES], truth[N];
    gsl_matrix *z = gsl_matrix_alloc(N, CODES), *v = gsl_matrix_alloc(N, 1);
    gsl_vector *r2 = gsl_vector_alloc(1);
    noise(numbers, N * CODES, 3);
    noise(truth, N, 4);
    for (size_t i = 0; i < N * CODES; i++)
        z->data[i] = (double)numbers[i];
    for (size_t i = 0; i < N; i++)
        v->data[i] = (double)truth[i];
    linear_r2(z, v, r2);
    CHECK_CLOSE(gsl_vector_get(r2, 0), (double)CODES / N, 0.08);
    linear_r2_held_out(z, v, r2);
    assert_true(gsl_vector_get(r2, 0) < 0);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
    gsl_vector_free(r2);
}

static void a_square_is_read_by_quadratic_terms_only(void **state)
{
    (void)state;
    gsl_matrix *codes, *factors;
    gsl_vector *r2 = gsl_vector_alloc(2);
    grid(v11, 2, 10, &codes, &factors);
    gsl_matrix *quadratic = with_quadratic_terms(factors);
    assert_int_equal(quadratic->size2, 5);
    linear_r2(factors, codes, r2);
    CHECK_CLOSE(gsl_vector_get(r2, 0), 0, 1e-9);
    linear_r2(quadratic, codes, r2);
    assert_true(gsl_vector_get(r2, 0) > 0.9 && gsl_vector_get(r2, 1) > 0.9);
    gsl_matrix_free(quadratic);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
    gsl_vector_free(r2);
}

/* The code that is turned by 45 degrees is its own way back. */
static void the_map_back_is_found(void **state)
{
    (void)state;
    gsl_matrix *codes, *factors;
    grid(v4, 2, 10, &codes, &factors);
    gsl_matrix *map = linear_map(codes, factors);
    const double expected[] = {0,         0,         M_SQRT1_2,
                               M_SQRT1_2, M_SQRT1_2, -M_SQRT1_2};
    for (int i = 0; i < 6; i++)
        CHECK_CLOSE(map->data[i], expected[i], 1e-12);
    gsl_matrix *read = linear_readings(codes, map);
    for (size_t i = 0; i < 200; i++)
        CHECK_CLOSE(read->data[i], factors->data[i], 1e-12);
    gsl_matrix_free(read);
    gsl_matrix_free(map);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_codes_have_their_scores),
        cmocka_unit_test(
            a_turned_code_keeps_its_information_and_loses_the_rest),
        cmocka_unit_test(tables_have_their_scores),
        cmocka_unit_test(larger_tables_have_their_scores),
        cmocka_unit_test(equal_bins_are_those_of_the_definition),
        cmocka_unit_test(turned_codes_share_their_information),
        cmocka_unit_test(independent_columns_have_the_bias_of_the_formula),
        cmocka_unit_test(noise_lowers_modularity_but_hardly_the_gap),
        cmocka_unit_test(noise_explains_nothing_that_is_held_out),
        cmocka_unit_test(a_square_is_read_by_quadratic_terms_only),
        cmocka_unit_test(the_map_back_is_found),
    };
    return RUN_TESTS(tests);
}
