// SPDX-License-Identifier: GPL-3.0-or-later
/* Palms: what the pictures show, the set, and what may be asked for. */
#include "check.h"

#include "hands.h"
#include "specs.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

enum { SIZE = 128, AREA = SIZE * SIZE };

static const palms_form colour = {.size = SIZE};

/* Skin on the border, if a byte can show it: at the sides and at the top, and
 * the runs of it below. */
static void look_at_border(const real *plane, int size, int *outside, int *runs)
{
    const double visible = 0.5 / 255;
    bool before = false;
    *outside = *runs = 0;
    for (int i = 0; i < size; i++) {
        bool below =
            fabs((double)(plane[(size - 1) * size + i] - plane[0])) > visible;
        *runs += below && !before;
        before = below;
        const real border[] = {plane[i], plane[i * size],
                               plane[i * size + size - 1]};
        for (int k = 0; k < 3; k++)
            *outside += fabs((double)(border[k] - plane[0])) > visible;
    }
}

static void only_the_arm_leaves_the_picture(void **state)
{
    (void)state;
    for (int size = 24; size <= 72; size += 24) {
        const palms_form f = {.size = size};
        real *picture = must_alloc(3 * (size_t)(size * size), sizeof *picture);
        for (int k = 0; k < POSES * 4 * 5; k++) {
            float factors[PALMS_FACTORS];
            int outside, runs;
            usual(factors);
            spread_out(factors, k % POSES);
            factors[PALMS_SCALE] = (float)palms_range[PALMS_SCALE][1];
            factors[PALMS_X] = (float)palms_range[PALMS_X][k / POSES % 2];
            factors[PALMS_Y] = (float)palms_range[PALMS_Y][k / POSES / 2 % 2];
            factors[PALMS_ROTATION] = (float)(k / POSES / 4 - 2) * 0.5F *
                                      (float)palms_range[PALMS_ROTATION][1];
            palms_draw(&f, factors, picture);
            look_at_border(picture, size, &outside, &runs);
            assert_int_equal(outside, 0);
            assert_int_equal(runs, 1);
        }
        free(picture);
    }
}

/* Marks all that can be reached from pixel i of a plane over pixels that are
 * darker than `skin`; returns how many they are. */
static int flood(const real *plane, double skin, int i, bool *seen)
{
    const int steps[] = {-1, 1, -SIZE, SIZE};
    int todo[AREA], n = 1, done = 0;
    todo[0] = i;
    seen[i] = true;
    while (done < n) {
        int here = todo[done++], column = here % SIZE;
        for (int k = 0; k < 4; k++) {
            int next = here + steps[k];
            bool wraps =
                (k == 0 && column == 0) || (k == 1 && column == SIZE - 1);
            if (wraps || next < 0 || next >= AREA || seen[next] ||
                (double)plane[next] >= skin)
                continue;
            seen[next] = true;
            todo[n++] = next;
        }
    }
    return n;
}

/* However the fingers are spread, there is one hand, and no hole in it. */
static void a_hand_has_no_holes(void **state)
{
    (void)state;
    real picture[3 * AREA];
    for (int pose = 0; pose < POSES; pose++) {
        float factors[PALMS_FACTORS];
        bool seen[AREA] = {false};
        int dark = 0;
        usual(factors);
        spread_out(factors, pose);
        palms_draw(&colour, factors, picture);
        double skin = 0.3 * (double)(picture[SIZE * 74 + 70] - picture[0]);
        for (int i = 0; i < AREA; i++)
            dark += (double)picture[i] < skin;
        assert_in_range(dark, AREA / 2, AREA);
        assert_int_equal(flood(picture, skin, 0, seen), dark);
    }
}

/* Darker at the two outer folds of a finger than beside them, in any place, in
 * the usual size. */
static void joints_have_folds(void **state)
{
    (void)state;
    const palms_form f = {.size = 48, .gray = true};
    real picture[48 * 48];
    for (int seed = 0; seed < 40; seed++) {
        float at[PALMS_LANDMARKS * 2], factors[PALMS_FACTORS];
        double tip[2], inner[2];
        any(factors, seed);
        palms_draw(&f, factors, picture);
        palms_landmarks(&f, factors, at);
        double fold = 0, beside = 0;
        for (int k = OUTER; k < VALLEYS; k += PARTS) {
            double x = (double)at[2 * k], y = (double)at[2 * k + 1];
            between(at, k, k - 1, tip);
            between(at, k, k + 1, inner);
            fold += shown(picture, 48, x, y) / FINGERS;
            beside += shown(picture, 48, x + tip[0] / 2, y + tip[1] / 2) / 10;
            beside +=
                shown(picture, 48, x + inner[0] / 2, y + inner[1] / 2) / 10;
        }
        assert_true(fold < 0.95 * beside);
    }
}

/* On the palm, where there is nothing but skin. */
static void light_multiplies_and_skin_goes_up(void **state)
{
    (void)state;
    real dim[3 * AREA], bright[3 * AREA];
    float factors[PALMS_FACTORS];
    int inside = SIZE * 74 + 70;
    usual(factors);
    palms_draw(&colour, factors, dim);
    factors[PALMS_LIGHT] = 0.7F;
    palms_draw(&colour, factors, bright);
    for (int c = 0; c < 3; c++) {
        CHECK_CLOSE(bright[c * AREA + inside] / dim[c * AREA + inside], 0.7,
                    1e-5);
        CHECK_CLOSE(bright[c * AREA], dim[c * AREA], 0);
    }
    factors[PALMS_LIGHT] = (float)palms_range[PALMS_LIGHT][1];
    for (int step = 0; step <= 16; step++) {
        factors[PALMS_SKIN] = (float)step / 16;
        palms_draw(&colour, factors, bright);
        for (int c = 0; c < 3; c++) {
            double value = (double)bright[c * AREA + inside];
            assert_true(value <= 1);
            if (step > 0)
                assert_true(value > (double)dim[c * AREA + inside] + 0.005);
        }
        assert_true(bright[inside] > bright[AREA + inside] &&
                    bright[AREA + inside] > bright[2 * AREA + inside]);
        memcpy(dim, bright, sizeof dim);
    }
}

/* A factor that changes by a hundredth of its range changes no pixel by more
 * than some grey, and the sum of changes halves with the step. */
static void a_little_more_of_a_factor_changes_little(void **state)
{
    (void)state;
    enum { N = 48 * 48 * 3 };
    const palms_form f = {.size = 48};
    real base[N], picture[N];
    for (int k = 0; k < PALMS_FACTORS; k++)
        for (int seed = 0; seed < 3; seed++) {
            double sum[2] = {0}, most = 0;
            for (int step = 0; step < 2; step++) {
                float factors[PALMS_FACTORS];
                any(factors, seed);
                palms_draw(&f, factors, base);
                factors[k] += (float)((palms_range[k][1] - palms_range[k][0]) *
                                      (step ? 0.005 : 0.01));
                palms_draw(&f, factors, picture);
                for (int i = 0; i < N; i++) {
                    double change = fabs((double)(picture[i] - base[i]));
                    most = GSL_MAX(most, change);
                    sum[step] += change;
                }
            }
            assert_true(most > 0.001 && most < 0.2);
            CHECK_CLOSE(sum[1] / sum[0], 0.5, 0.06);
        }
}

static void gray_is_the_luminance(void **state)
{
    (void)state;
    split a = data_load("palms,n=8,size=24", 3, 0, 0);
    split b = data_load("palms:gray,n=8,size=24", 3, 0, 0);
    assert_int_equal(a.train.channels, 3);
    assert_int_equal(b.train.channels, 1);
    assert_memory_equal(a.train.factors, b.train.factors,
                        8 * PALMS_FACTORS * sizeof(float));
    for (int i = 0; i < 8 * 576; i++) {
        const unsigned char *p = a.train.pixels + i / 576 * 3 * 576 + i % 576;
        CHECK_CLOSE(b.train.pixels[i],
                    0.299 * p[0] + 0.587 * p[576] + 0.114 * p[1152], 1.01);
    }
    split_free(&a);
    split_free(&b);
}

static void factors_fill_their_ranges(void **state)
{
    (void)state;
    enum { N = 4000 };
    split s = data_load("palms:gray,size=24,n=4000", 3, 0, 0);
    double column[PALMS_FACTORS][N];
    assert_int_equal(s.train.n, N);
    assert_int_equal(s.test.n, N / 4);
    assert_int_equal(s.train.n_factors, PALMS_FACTORS);
    assert_string_equal(s.train.factor_names[PALMS_SPREAD], "spread_thumb");
    assert_string_equal(s.train.factor_names[PALMS_LIGHT], "light");
    for (int k = 0; k < PALMS_FACTORS; k++) {
        for (int b = 0; b < N; b++) {
            double u = ((double)s.train.factors[b * PALMS_FACTORS + k] -
                        palms_range[k][0]) /
                       (palms_range[k][1] - palms_range[k][0]);
            assert_true(u >= -1e-6 && u <= 1 + 1e-6);
            column[k][b] = u;
        }
        CHECK_CLOSE(gsl_stats_mean(column[k], 1, N), 0.5, 0.02);
        CHECK_CLOSE(gsl_stats_variance(column[k], 1, N), 1 / 12.0, 0.005);
        for (int l = 0; l < k; l++)
            CHECK_CLOSE(gsl_stats_correlation(column[k], 1, column[l], 1, N), 0,
                        4 / sqrt(N));
    }
    split_free(&s);
}

/* The set's pictures and landmarks are those of the set's factors. */
static void a_set_is_what_its_factors_say(void **state)
{
    (void)state;
    enum { PICTURE = 3 * 48 * 48, MARKS = 2 * PALMS_LANDMARKS };
    const palms_form f = {.size = 48};
    split s = data_load("palms,n=8", 3, 0, 0);
    assert_int_equal(s.test.n_landmarks, PALMS_LANDMARKS);
    for (int b = 0; b < s.test.n; b++) {
        const float *factors = s.test.factors + b * PALMS_FACTORS;
        real picture[PICTURE];
        float at[MARKS];
        palms_draw(&f, factors, picture);
        palms_landmarks(&f, factors, at);
        assert_memory_equal(s.test.landmarks + b * MARKS, at, sizeof at);
        for (int i = 0; i < PICTURE; i++)
            CHECK_CLOSE(s.test.pixels[b * PICTURE + i], 255 * picture[i], 0.51);
    }
    split_free(&s);
}

static void the_same_seed_gives_the_same_palms(void **state)
{
    (void)state;
    enum { PICTURE = 3 * 24 * 24, MARKS = 2 * PALMS_LANDMARKS };
    split a = data_load("palms,size=24,n=40", 5, 0, 0);
    split b = data_load("palms,size=24,n=40", 5, 7, 3);
    split other = data_load("palms,size=24,n=40", 6, 0, 0);
    assert_int_equal(b.train.n, 7);
    assert_int_equal(b.test.n, 3);
    assert_memory_equal(a.train.pixels, b.train.pixels, 7 * PICTURE);
    assert_memory_equal(a.test.pixels, b.test.pixels, 3 * PICTURE);
    assert_memory_equal(a.train.landmarks, b.train.landmarks,
                        7 * MARKS * sizeof(float));
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 40; j++)
            assert_memory_not_equal(a.test.pixels + i * PICTURE,
                                    a.train.pixels + j * PICTURE, PICTURE);
    assert_memory_not_equal(a.train.pixels, other.train.pixels, 40 * PICTURE);
    split_free(&a);
    split_free(&b);
    split_free(&other);
}

static void wrong_forms_are_usage_errors(void **state)
{
    (void)state;
    const char *const wrong[][2] = {
        {"palms:grey", "palms are in colour or ':gray', not ':grey'"},
        {"palms,size=23", "'23' is not a number from 24 to 128"},
        {"palms,size=129", "'129' is not a number from 24 to 128"},
        {"palms,n=7", "'7' is not a number from 8"},
        {"palms,turn=0-90", "',turn=0-90' is not an option of palms"},
        {"palms,n=40,n=50", "',n=50' is not an option"},
    };
    check_wrong_specs(wrong, sizeof wrong / sizeof *wrong);
    CHECK_HAS(data_help, "palms[:gray][,size=S][,n=N]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_arm_leaves_the_picture),
        cmocka_unit_test(a_hand_has_no_holes),
        cmocka_unit_test(joints_have_folds),
        cmocka_unit_test(light_multiplies_and_skin_goes_up),
        cmocka_unit_test(a_little_more_of_a_factor_changes_little),
        cmocka_unit_test(gray_is_the_luminance),
        cmocka_unit_test(factors_fill_their_ranges),
        cmocka_unit_test(a_set_is_what_its_factors_say),
        cmocka_unit_test(the_same_seed_gives_the_same_palms),
        cmocka_unit_test(wrong_forms_are_usage_errors),
    };
    return RUN_TESTS(tests);
}
