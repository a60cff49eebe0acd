// SPDX-License-Identifier: GPL-3.0-or-later
/* Landmarks of palms: whether they are where the picture shows them. */
#include "check.h"

#include "hands.h"

enum { SIZE = 256, AREA = SIZE * SIZE };

static const palms_form colour = {.size = SIZE};

/* How much skin there is, 0 to 1 near the edge and more inside. Red tells it
 * best: at the edge it is 0.58 times the skin's. */
static double skin_at(const float *factors, const real *picture, double x,
                      double y)
{
    double ground = (double)picture[0], tone = 0.72;
    assert_true(factors[PALMS_SKIN] >= 0.5F && factors[PALMS_SKIN] <= 0.5F);
    double edge = 0.58 * tone * (double)factors[PALMS_LIGHT];
    return (shown(picture, SIZE, x, y) - ground) / (edge - ground);
}

static void a_shift_moves_picture_and_landmarks_alike(void **state)
{
    (void)state;
    real before[3 * AREA], after[3 * AREA];
    float a[PALMS_LANDMARKS * 2], b[PALMS_LANDMARKS * 2];
    float factors[PALMS_FACTORS];
    const int right = 9, down = -7;
    for (int seed = 0; seed < 5; seed++) {
        any(factors, seed);
        factors[PALMS_X] = -0.03F, factors[PALMS_Y] = 0.02F;
        palms_draw(&colour, factors, before);
        palms_landmarks(&colour, factors, a);
        factors[PALMS_X] += (float)right / SIZE;
        factors[PALMS_Y] += (float)down / SIZE;
        palms_draw(&colour, factors, after);
        palms_landmarks(&colour, factors, b);
        for (int k = 0; k < PALMS_LANDMARKS; k++) {
            CHECK_CLOSE(b[2 * k] - a[2 * k], right, 1e-4);
            CHECK_CLOSE(b[2 * k + 1] - a[2 * k + 1], down, 1e-4);
        }
        for (int c = 0; c < 3; c++)
            for (int i = 7; i < SIZE; i++)
                for (int j = 0; j + right < SIZE; j++)
                    CHECK_CLOSE(after[c * AREA + (i + down) * SIZE + j + right],
                                before[c * AREA + i * SIZE + j], 1e-3);
    }
}

/* Asserts that b is a, turned counter-clockwise and stretched. */
static void is_turned(const double *a, const double *b, double angle,
                      double stretch)
{
    double c = cos(angle) * stretch, s = sin(angle) * stretch;
    CHECK_CLOSE(b[0], c * a[0] + s * a[1], 1e-3);
    CHECK_CLOSE(b[1], -s * a[0] + c * a[1], 1e-3);
}

static void rotation_and_scale_move_all_landmarks(void **state)
{
    (void)state;
    float a[PALMS_LANDMARKS * 2], b[PALMS_LANDMARKS * 2];
    float factors[PALMS_FACTORS];
    double u[2], v[2];
    usual(factors);
    spread_out(factors, 11);
    palms_landmarks(&colour, factors, a);
    factors[PALMS_ROTATION] = 0.3F;
    factors[PALMS_SCALE] = 0.85F;
    palms_landmarks(&colour, factors, b);
    for (int k = 1; k < PALMS_LANDMARKS; k++) {
        between(a, 0, k, u);
        between(b, 0, k, v);
        is_turned(u, v, 0.3, 0.85);
    }
}

/* Its own landmarks and the valleys beside it, and no others. */
static void spread_turns_one_finger(void **state)
{
    (void)state;
    float a[PALMS_LANDMARKS * 2], b[PALMS_LANDMARKS * 2];
    float factors[PALMS_FACTORS];
    for (int finger = 0; finger < FINGERS; finger++) {
        usual(factors);
        palms_landmarks(&colour, factors, a);
        factors[PALMS_SPREAD + finger] = 0.2F;
        palms_landmarks(&colour, factors, b);
        for (int k = 0; k < PALMS_LANDMARKS; k++) {
            bool own = k < VALLEYS ? k / PARTS == finger
                                   : k < WRIST && (k - VALLEYS == finger ||
                                                   k - VALLEYS == finger - 1);
            bool same = memcmp(a + 2 * k, b + 2 * k, 2 * sizeof *a) == 0;
            assert_int_equal(same, !own);
        }
        double u[2], v[2];
        between(a, finger * PARTS + INNER, finger * PARTS + TIP, u);
        between(b, finger * PARTS + INNER, finger * PARTS + TIP, v);
        is_turned(u, v, (double)0.2F, 1);
    }
}

/* A left hand seen from its palm, upright. */
static void the_thumb_is_on_the_left(void **state)
{
    (void)state;
    float at[PALMS_LANDMARKS * 2], factors[PALMS_FACTORS];
    for (int pose = 0; pose < POSES; pose++) {
        usual(factors);
        spread_out(factors, pose);
        palms_landmarks(&colour, factors, at);
        for (int finger = 0; finger < FINGERS; finger++) {
            const float *tip = at + 2 * PARTS * finger;
            assert_true(finger == 0 || tip[0] > tip[-2 * PARTS]);
            for (int k = WRIST; k < WRIST + 2; k++)
                assert_true(tip[1] < at[2 * k + 1]);
        }
        assert_true(at[2 * WRIST] < at[2 * WRIST + 2]);
    }
}

/* Skin at all landmarks inside; just beyond a tip, the background. */
static void a_tip_is_where_the_finger_ends(void **state)
{
    (void)state;
    real picture[3 * AREA];
    float at[PALMS_LANDMARKS * 2], factors[PALMS_FACTORS];
    for (int pose = 0; pose < POSES; pose++) {
        usual(factors);
        spread_out(factors, pose);
        palms_draw(&colour, factors, picture);
        palms_landmarks(&colour, factors, at);
        for (int k = 0; k < VALLEYS; k++)
            assert_true(skin_at(factors, picture, (double)at[2 * k],
                                (double)at[2 * k + 1]) > 1);
        for (int k = TIP; k < VALLEYS; k += PARTS) {
            double v[2];
            between(at, k + 1, k, v);
            double length = hypot(v[0], v[1]), radius = 0;
            double x = (double)at[2 * k], y = (double)at[2 * k + 1];
            while (skin_at(factors, picture, x, y) > 0.5) {
                x += 0.1 * v[0] / length, y += 0.1 * v[1] / length;
                radius += 0.1;
            }
            assert_true(radius > 0.018 * SIZE && radius < 0.03 * SIZE);
            CHECK_CLOSE(skin_at(factors, picture, x + 2 * v[0] / length,
                                y + 2 * v[1] / length),
                        0, 1e-6);
        }
    }
}

/* Asserts that at landmark k skin ends in the direction v. */
static void is_edge(const float *factors, const real *picture, const float *at,
                    const double *v)
{
    double length = hypot(v[0], v[1]), step = 1.3 / length;
    double x = (double)at[0], y = (double)at[1];
    CHECK_CLOSE(skin_at(factors, picture, x, y), 0.5, 0.4);
    assert_true(skin_at(factors, picture, x - step * v[0], y - step * v[1]) >
                0.95);
    assert_true(skin_at(factors, picture, x + step * v[0], y + step * v[1]) <
                0.2);
}

static void valleys_and_wrist_lie_on_the_outline(void **state)
{
    (void)state;
    real picture[3 * AREA];
    float at[PALMS_LANDMARKS * 2], factors[PALMS_FACTORS];
    for (int pose = 0; pose < POSES; pose++) {
        usual(factors);
        spread_out(factors, pose);
        factors[PALMS_ROTATION] = 0.05F * (float)(pose % 5);
        palms_draw(&colour, factors, picture);
        palms_landmarks(&colour, factors, at);
        for (int k = 0; k < FINGERS - 1; k++) {
            double a[2], b[2];
            between(at, VALLEYS + k, PARTS * k + OUTER, a);
            between(at, VALLEYS + k, PARTS * (k + 1) + OUTER, b);
            double la = hypot(a[0], a[1]), lb = hypot(b[0], b[1]);
            const double out[] = {a[0] / la + b[0] / lb, a[1] / la + b[1] / lb};
            is_edge(factors, picture, at + 2 * (VALLEYS + k), out);
        }
        double across[2];
        between(at, WRIST + 1, WRIST, across);
        is_edge(factors, picture, at + 2 * WRIST, across);
        between(at, WRIST, WRIST + 1, across);
        is_edge(factors, picture, at + 2 * WRIST + 2, across);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shift_moves_picture_and_landmarks_alike),
        cmocka_unit_test(rotation_and_scale_move_all_landmarks),
        cmocka_unit_test(spread_turns_one_finger),
        cmocka_unit_test(the_thumb_is_on_the_left),
        cmocka_unit_test(a_tip_is_where_the_finger_ends),
        cmocka_unit_test(valleys_and_wrist_lie_on_the_outline),
    };
    return RUN_TESTS(tests);
}
