// SPDX-License-Identifier: GPL-3.0-or-later
/* Scores of codes whose scores are known. */
#include "check.h"

#include "disentangle.h"
#include "information.h"
#include "linear_fit.h"
#include "noise.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/* ---- codes of a full grid of two factors -------------------------------- */

enum { UNITS_MOST = 5 };

/* Writes the units of one code for factors v1 and v2 in 0 .. n-1. */
typedef void (*code_of)(double v1, double v2, int n, double *z);

typedef struct {
    const char *name;
    code_of code;
    int units, n;
    double mig, all, active, sap, r2, d, c, c_plain;
} vector;

static void v1(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a, z[1] = b;
}

static void v2(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = -b, z[1] = 3 * a + 1;
}

static void v3(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a, z[1] = b, z[2] = z[3] = z[4] = 0;
}

static void v4(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = (a + b) / sqrt(2), z[1] = (a - b) / sqrt(2);
}

static void v5(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = z[1] = a, z[2] = z[3] = b;
}

static void v6(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = z[1] = a, z[2] = b;
}

static void v7(double a, double b, int n, double *z)
{
    (void)a, (void)b, (void)n;
    z[0] = z[1] = 0;
}

static void v8(double a, double b, int n, double *z)
{
    z[0] = a + n * b, z[1] = 0;
}

static void v9(double a, double b, int n, double *z)
{
    (void)b, (void)n;
    z[0] = a, z[1] = 0;
}

static void v10(double a, double b, int n, double *z)
{
    z[0] = gsl_pow_3(a - (n - 1) / 2.0), z[1] = gsl_pow_3(b - (n - 1) / 2.0);
}

static void v11(double a, double b, int n, double *z)
{
    z[0] = fabs(a - (n - 1) / 2.0), z[1] = fabs(b - (n - 1) / 2.0);
}

static void v12(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a + b, z[1] = 0;
}

static const vector vectors[] = {
    {"perfect", v1, 2, 4, 1, 1, 1, 1, 1, 1, 1, 1},
    {"signs and scales", v2, 2, 4, 1, 1, 1, 1, 1, 1, 1, 1},
    {"three idle", v3, 5, 4, 1, 0.4, 1, 1, 1, 1, 1, 1},
    {"turned by 45", v4, 2, 2, 0, 0, 0, 0, 1, 0, 0, 0},
    {"turned by 45", v4, 2, 4, 0, 0, 0, 0, 1, 0, 0, 0},
    {"turned by 45", v4, 2, 10, 0, 0, 0, 0, 1, 0, 0, 0},
    {"both twice", v5, 4, 4, 0, 1, 1, 0, 1, 1, 0.5, 0.5},
    {"one twice", v6, 3, 4, 0.5, 1, 1, 0.5, 1, 1, 0.684535, 0.684535},
    {"dead", v7, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0},
    {"packed", v8, 2, 2, 1, 0, 0, 0.5, 0.5, 0.081704, 1, 1},
    {"packed", v8, 2, 4, 1, 0, 0, 0.5, 0.5, 0.278072, 1, 1},
    {"packed", v8, 2, 10, 1, 0, 0, 0.5, 0.5, 0.560503, 1, 1},
    {"one missing", v9, 2, 4, 0.5, 0.5, 1, 0.5, 0.5, 1, 1, 0.5},
    {"cubes", v10, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1},
    {"cubes", v10, 2, 4, 1, 1, 1, 0.921096, 0.921096, 1, 1, 1},
    {"cubes", v10, 2, 10, 1, 1, 1, 0.851465, 0.851465, 1, 1, 1},
    {"absolute values", v11, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0},
    {"absolute values", v11, 2, 4, 0.5, 1, 1, 0, 0, 0, 0, 0},
    {"absolute values", v11, 2, 10, 0.698970, 1, 1, 0, 0, 0, 0, 0},
    {"sum", v12, 2, 4, 0.327820, 0, 0, 0.5, 0.5, 0, 1, 1},
    {"sum", v12, 2, 10, 0.213320, 0, 0, 0.5, 0.5, 0, 1, 1},
};

static void grid(const vector *t, gsl_matrix **codes, gsl_matrix **factors)
{
    size_t n = (size_t)t->n;
    *codes = gsl_matrix_alloc(n * n, (size_t)t->units);
    *factors = gsl_matrix_alloc(n * n, 2);
    for (size_t i = 0; i < n * n; i++) {
        double z[UNITS_MOST], a = (double)(i / n), b = (double)(i % n);
        t->code(a, b, t->n, z);
        for (size_t j = 0; j < (size_t)t->units; j++)
            gsl_matrix_set(*codes, i, j, z[j]);
        gsl_matrix_set(*factors, i, 0, a);
        gsl_matrix_set(*factors, i, 1, b);
    }
}

static void known_codes_have_their_scores(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const vector *t = &vectors[i];
        gsl_matrix *codes, *factors;
        grid(t, &codes, &factors);
        scores s = scores_of(codes, factors, NULL, 0);
        print_message("%s, n = %d\n", t->name, t->n);
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
        double degrees, sap, d, d_squares;
    } sweep[] = {{0, 1, 1, 1},
                 {5, 0.984808, 0.596237, 0.935602},
                 {15, 0.866025, 0.255992, 0.645421},
                 {22.5, 0.707107, 0.127571, 0.399124},
                 {30, 0.5, 0.052429, 0.188722},
                 {45, 0, 0, 0}};
    for (size_t i = 0; i < 6; i++) {
        vector t = {"turned", turned, 2, 10, 0, 0, 0, 0, 0, 0, 0, 0};
        gsl_matrix *codes, *factors;
        degrees = sweep[i].degrees;
        grid(&t, &codes, &factors);
        scores s = scores_of(codes, factors, NULL, 10);
        CHECK_CLOSE(s.r2, 1, 1e-9);
        CHECK_CLOSE(s.sap, sweep[i].sap, 1e-6);
        CHECK_CLOSE(s.dci_d, sweep[i].d, 1e-6);
        CHECK_CLOSE(s.dci_c, sweep[i].d, 1e-6);
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
        vector t = {"turned", v4, 2, table[i].n, 0, 0, 0, 0, 0, 0, 0, 0};
        gsl_matrix *codes, *factors;
        grid(&t, &codes, &factors);
        gsl_matrix *m = information_table(codes, factors, 0, NULL);
        for (int k = 0; k < 4; k++)
            CHECK_CLOSE(m->data[k], table[i].information, 1e-6);
        gsl_matrix_free(m);
        gsl_matrix_free(codes);
        gsl_matrix_free(factors);
    }
}

/* Independent columns seem dependent, by as much as the formula says. */
static void independent_columns_have_the_bias_of_the_formula(void **state)
{
    (void)state;
    enum { N = 10000, REPEATS = 20 };
    double total = 0, expected = 0;
    real *numbers = must_alloc(2 * N, sizeof *numbers);
    gsl_vector *a = gsl_vector_alloc(N), *b = gsl_vector_alloc(N);
    for (int r = 0; r < REPEATS; r++) {
        noise_unit(numbers, 2 * N, 60 + (uint64_t)r);
        for (size_t i = 0; i < N; i++) {
            gsl_vector_set(a, i, (double)numbers[i]);
            gsl_vector_set(b, i, (double)numbers[N + i]);
        }
        classes x = classes_equal(a, 20), y = classes_equal(b, 32);
        total += mutual_information(&x, &y) / REPEATS;
        expected = information_bias(&x, &y);
        classes_free(&x);
        classes_free(&y);
    }
    CHECK_CLOSE(expected, 0.02945, 1e-12);
    CHECK_CLOSE(total, expected, 0.05 * expected);
    gsl_vector_free(a);
    gsl_vector_free(b);
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
    vector t = {"absolute values", v11, 2, 10, 0, 0, 0, 0, 0, 0, 0, 0};
    gsl_matrix *codes, *factors;
    gsl_vector *r2 = gsl_vector_alloc(2);
    grid(&t, &codes, &factors);
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
        cmocka_unit_test(noise_explains_nothing_that_is_held_out),
        cmocka_unit_test(a_square_is_read_by_quadratic_terms_only),
    };
    return RUN_TESTS(tests);
}
