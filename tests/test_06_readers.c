// SPDX-License-Identifier: GPL-3.0-or-later
/* What is read from the codes of chapter 6, and against what it is graded:
 * readers, blocks, the truth. */
#include "chapters.h"

#include "blocks.h"
#include "data.h"
#include "evaluate.h"
#include "noise.h"
#include "small_intrinsic.h"
#include "truth.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

/* ---- readers ------------------------------------------------------------- */

enum { ROWS = 200, CODES = 3, FACTORS = 4 };

static gsl_matrix *random_matrix(size_t rows, size_t columns, uint64_t seed)
{
    gsl_matrix *m = gsl_matrix_alloc(rows, columns);
    real *numbers = must_alloc(rows * columns, sizeof *numbers);
    noise(numbers, rows * columns, seed);
    for (size_t i = 0; i < rows * columns; i++)
        m->data[i] = (double)numbers[i];
    free(numbers);
    return m;
}

/* A quadratic map of the codes, noise, a constant, and a linear map. */
static gsl_matrix *factors_of(const gsl_matrix *z, uint64_t seed)
{
    gsl_matrix *v = random_matrix(z->size1, FACTORS, seed);
    for (size_t i = 0; i < z->size1; i++) {
        double a = gsl_matrix_get(z, i, 0), b = gsl_matrix_get(z, i, 1);
        double c = gsl_matrix_get(z, i, 2);
        gsl_matrix_set(v, i, 0, 3 + a - 2 * b * c + 0.5 * a * a);
        gsl_matrix_set(v, i, 2, -4);
        gsl_matrix_set(v, i, 3, 1e-3 * (b - c));
    }
    return v;
}

static gsl_matrix *codes_of(uint64_t seed)
{
    gsl_matrix *z = random_matrix(ROWS, CODES, seed);
    for (size_t i = 0; i < ROWS; i++) { /* neither centred nor of size 1 */
        gsl_matrix_set(z, i, 1, 5 + 0.01 * gsl_matrix_get(z, i, 1));
        gsl_matrix_set(z, i, 2, 40 * gsl_matrix_get(z, i, 2));
    }
    return z;
}

static void readers_read_what_is_quadratic_and_nothing_else(void **state)
{
    (void)state;
    gsl_matrix *z = codes_of(1), *unseen = codes_of(2);
    gsl_matrix *v = factors_of(z, 3), *truth = factors_of(unseen, 4);
    reader *r = reader_fit(z, v);
    gsl_matrix *readings = reader_read(r, unseen);
    CHECK_CLOSE(r_squared(readings, truth, 0), 1, 1e-4);
    assert_true(r_squared(readings, truth, 1) < 0.05);
    assert_true(r_squared(readings, truth, 1) > -0.3);
    CHECK_CLOSE(r_squared(readings, truth, 2), 0, 0);
    CHECK_CLOSE(gsl_matrix_get(readings, 7, 2), -4, 1e-9);
    CHECK_CLOSE(r_squared(readings, truth, 3), 1, 1e-4);
    gsl_matrix_free(readings);
    reader_free(r);
    reader_free(NULL);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
    gsl_matrix_free(unseen);
    gsl_matrix_free(truth);
}

/* Kills means or deviations that are taken from the rows that are read. */
static void a_reading_does_not_depend_on_other_rows(void **state)
{
    (void)state;
    gsl_matrix *z = codes_of(1), *v = factors_of(z, 3);
    reader *r = reader_fit(z, v);
    gsl_matrix *all = reader_read(r, z);
    for (size_t i = 0; i < ROWS; i += 17) {
        gsl_matrix_view row = gsl_matrix_submatrix(z, i, 0, 1, CODES);
        gsl_matrix *one = reader_read(r, &row.matrix);
        for (size_t k = 0; k < FACTORS; k++)
            CHECK_CLOSE(gsl_matrix_get(one, 0, k), gsl_matrix_get(all, i, k),
                        1e-10);
        gsl_matrix_free(one);
    }
    gsl_matrix_free(all);
    reader_free(r);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

/* A code that never changes adds nothing, and does not break the fit; more
 * columns than rows do not, either. */
static void dead_codes_and_few_rows_are_no_harm(void **state)
{
    (void)state;
    gsl_matrix *z = codes_of(1), *v = factors_of(z, 3);
    for (size_t i = 0; i < ROWS; i++)
        gsl_matrix_set(z, i, 2, 7);
    gsl_matrix_const_view some =
        gsl_matrix_const_submatrix(z, 0, 0, LEAST_FITTED, CODES);
    gsl_matrix_const_view their =
        gsl_matrix_const_submatrix(v, 0, 0, LEAST_FITTED, FACTORS);
    reader *r = reader_fit(&some.matrix, &their.matrix);
    gsl_matrix *readings = reader_read(r, z);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t k = 0; k < FACTORS; k++)
            assert_true(isfinite(gsl_matrix_get(readings, i, k)));
    gsl_matrix_free(readings);
    reader_free(r);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

static void r_squared_by_hand(void **state)
{
    (void)state;
    double truth[] = {1, 2, 3, 6}, mean[] = {3, 3, 3, 3};
    double near[] = {1, 2, 3, 5}, far[] = {6, 3, 2, 1};
    gsl_matrix_view v = gsl_matrix_view_array(truth, 4, 1);
    gsl_matrix_view m = gsl_matrix_view_array(mean, 4, 1);
    gsl_matrix_view a = gsl_matrix_view_array(near, 4, 1);
    gsl_matrix_view b = gsl_matrix_view_array(far, 4, 1);
    CHECK_CLOSE(r_squared(&v.matrix, &v.matrix, 0), 1, 0);
    CHECK_CLOSE(r_squared(&m.matrix, &v.matrix, 0), 0, 1e-12);
    CHECK_CLOSE(r_squared(&a.matrix, &v.matrix, 0), 1 - 1 / 14.0, 1e-12);
    CHECK_CLOSE(r_squared(&b.matrix, &v.matrix, 0), 1 - 52 / 14.0, 1e-12);
    CHECK_CLOSE(r_squared(&b.matrix, &m.matrix, 0), 0, 0);
}

static void too_few_rows(void *data)
{
    (void)data;
    gsl_matrix *z = random_matrix(LEAST_FITTED - 1, 2, 1);
    reader_fit(z, z);
}

static void too_few_rows_stop_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(too_few_rows, NULL, "ten rows or more");
}

/* ---- blocks -------------------------------------------------------------- */

enum { SIZE = 24, PICTURE = SIZE * SIZE };

/* A chapter about small grey faces, with a model that has learned nothing. */
static intrinsic begin(chapter *c)
{
    *c = (chapter){.run.options = {.seed = 1, .out = check_folder()},
                   .run.results = results_alloc(),
                   .run.provenance = results_alloc(),
                   .data = data_load("faces:gray,size=24,n=160", 2, 0, 0)};
    intrinsic m =
        intrinsic_alloc(small_intrinsic(1, SIZE, SIZE), small_weights, 16, 3);
    noise(m.g->theta, m.g->parameters, 8);
    for (size_t i = 0; i < m.g->parameters; i++)
        m.g->theta[i] *= R(0.3);
    return m;
}

static void end(chapter *c, intrinsic *m)
{
    free(chapter_end(c));
    intrinsic_free(m);
}

static void blocks_are_columns_of_the_codes(void **state)
{
    (void)state;
    chapter c;
    intrinsic m = begin(&c);
    const int ranges[][2] = {{0, 2}, {2, 4}, {6, 9}, {2, 13}};
    coded rows = encoded(&m, &c.data.test, 20);
    assert_int_equal(rows.n, 20);
    for (int k = 0; k < BLOCK_DRAWN; k++) {
        gsl_matrix *z = block_of(&m, (code_block)k, &rows);
        assert_int_equal(z->size2, ranges[k][1]);
        for (int b = 0; b < rows.n; b++)
            for (int i = 0; i < ranges[k][1]; i++)
                CHECK_CLOSE(gsl_matrix_get(z, (size_t)b, (size_t)i),
                            rows.codes[b * m.codes->size + ranges[k][0] + i],
                            0);
        gsl_matrix_free(z);
    }
    CHECK_CLOSE(gsl_matrix_get(rows.factors, 19, FACES_AZIMUTH),
                c.data.test.factors[19 * FACES_FACTORS + FACES_AZIMUTH], 0);
    coded_free(&rows);
    rows = encoded(&m, &c.data.test, 1000);
    assert_int_equal(rows.n, 40);
    coded_free(&rows);
    end(&c, &m);
}

/* (drawn - mean) / deviation has the mean 0 and the variance 1. */
static void drawn_codes_have_their_deviation(void **state)
{
    (void)state;
    enum { CODES_READ = 160 * 4 };
    chapter c;
    double steps[CODES_READ];
    intrinsic m = begin(&c);
    coded rows = encoded(&m, &c.data.train, 160);
    real *mu = values_of(&m, &c.data.train, 160, m.mu);
    real *logvar = values_of(&m, &c.data.train, 160, m.logvar);
    for (int i = 0; i < CODES_READ; i++)
        steps[i] = (double)(rows.drawn[i] - mu[i]) / exp((double)logvar[i] / 2);
    CHECK_CLOSE(gsl_stats_mean(steps, 1, CODES_READ), 0, 0.15);
    CHECK_CLOSE(gsl_stats_variance(steps, 1, CODES_READ), 1, 0.2);
    free(logvar);
    free(mu);
    coded_free(&rows);
    end(&c, &m);
}

static void all_blocks_are_reported(void **state)
{
    (void)state;
    static const char *const what[] = {"azimuth", "elevation", "ambient",
                                       "tone",    "identity",  "pose"};
    chapter c;
    intrinsic m = begin(&c);
    coded fitted = encoded(&m, &c.data.train, 160);
    blocks_part(&c, &m, &fitted);
    char *path = run_path(&c.run, "blocks.csv");
    FILE *csv = fopen(path, "r");
    char line[99];
    double sums[BLOCKS] = {0};
    int lines = 0;
    assert_non_null(fgets(line, sizeof line, csv));
    for (; fgets(line, sizeof line, csv); lines++) {
        int k = lines % FACES_FACTORS;
        if (k >= FACES_POSE && k < FACES_AZIMUTH)
            sums[lines / FACES_FACTORS] +=
                atof(strrchr(line, ',') + 1) / (FACES_AZIMUTH - FACES_POSE);
    }
    assert_int_equal(lines, BLOCKS * FACES_FACTORS);
    for (int b = 0; b < BLOCKS; b++)
        for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
            char *key = must_printf("%s_r2_%s", what[i], block_names[b]);
            double r2 = reported(&c, key);
            assert_true(r2 < 1);
            if (strcmp(what[i], "pose") == 0)
                CHECK_CLOSE(r2, sums[b], 1e-4 * (1 + fabs(r2)));
            free(key);
        }
    fclose(csv);
    free(path);
    coded_free(&fitted);
    end(&c, &m);
}

/* ---- the truth ---------------------------------------------------------- */

static void relit_is_the_person_under_the_other_lamp(void **state)
{
    (void)state;
    float factors[FACES_FACTORS];
    split s = data_load("faces:gray,size=24,n=40", 2, 0, 0);
    truth_relit(&s.test, 3, 8, factors);
    for (int k = 0; k < FACES_FACTORS; k++)
        CHECK_CLOSE(
            factors[k],
            s.test.factors[(k < FACES_AZIMUTH ? 3 : 8) * FACES_FACTORS + k], 0);
    truth_relit(&s.test, 5, 5, factors);
    assert_memory_equal(factors, s.test.factors + 5 * FACES_FACTORS,
                        sizeof factors);
    split_free(&s);
}

/* What costs nothing, found another way: the variance of the true shading in
 * the head, and the change that another light makes of the pictures. */
static void trivial_answers_are_those_by_hand(void **state)
{
    (void)state;
    chapter c;
    intrinsic m = begin(&c);
    const dataset *d = &c.data.test;
    const faces_form f = truth_form(&c);
    double constant = 0, nothing = 0;
    assert_true(truth_known(&c));
    assert_true(f.gray && f.size == SIZE);
    for (int b = 0; b < d->n; b++) {
        real lit[PICTURE], shading[PICTURE], head[PICTURE];
        double inside[PICTURE], own = 0;
        size_t n = 0;
        float factors[FACES_FACTORS];
        faces_draw(&f, d->factors + b * FACES_FACTORS,
                   &(faces_truth){.shading = shading, .head = head});
        truth_relit(d, b, (b + d->n / 2) % d->n, factors);
        faces_draw(&f, factors, &(faces_truth){.picture = lit});
        for (int i = 0; i < PICTURE; i++) {
            if (head[i] > 0)
                inside[n++] = (double)shading[i];
            own +=
                gsl_pow_2(d->pixels[b * PICTURE + i] / 255.0 - (double)lit[i]);
        }
        constant += gsl_stats_variance(inside, 1, n) * (double)(n - 1) /
                    (double)n / d->n;
        nothing += own / PICTURE / d->n;
    }
    truth_part(&c, &m);
    CHECK_CLOSE(reported(&c, "shading_constant_si"), constant, 1e-4 * constant);
    CHECK_CLOSE(reported(&c, "relight_nothing_mse"), nothing, 1e-4 * nothing);
    CHECK_CLOSE(reported(&c, "relight_ratio"),
                reported(&c, "relight_mse") / nothing, 1e-3);
    CHECK_CLOSE(reported(&c, "shading_si_ratio"),
                reported(&c, "shading_si") /
                    GSL_MIN(constant, reported(&c, "shading_grey_si")),
                1e-3);
    c.data.train.factor_names = NULL;
    assert_false(truth_known(&c));
    end(&c, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_read_what_is_quadratic_and_nothing_else),
        cmocka_unit_test(a_reading_does_not_depend_on_other_rows),
        cmocka_unit_test(dead_codes_and_few_rows_are_no_harm),
        cmocka_unit_test(r_squared_by_hand),
        cmocka_unit_test(too_few_rows_stop_the_program),
        cmocka_unit_test(blocks_are_columns_of_the_codes),
        cmocka_unit_test(drawn_codes_have_their_deviation),
        cmocka_unit_test(all_blocks_are_reported),
        cmocka_unit_test(relit_is_the_person_under_the_other_lamp),
        cmocka_unit_test(trivial_answers_are_those_by_hand),
    };
    return RUN_TESTS(tests);
}
