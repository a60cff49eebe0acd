// SPDX-License-Identifier: GPL-3.0-or-later
/* The relief of a face: its normals. */
#include "check.h"

#include "face.h"

#include <gsl/gsl_math.h>

static const face_looks looks = {.nose = 0.8F};

static void normals_are_unit_symmetric_and_face_us(void **state)
{
    (void)state;
    float n[3], m[3];
    for (float v = -1.2F; v <= 1.2F; v += 0.05F)
        for (float u = 0; u <= 1.2F; u += 0.05F) {
            face_normal(&looks, u, v, n);
            face_normal(&looks, -u, v, m);
            CHECK_CLOSE(n[0] * n[0] + n[1] * n[1] + n[2] * n[2], 1, 1e-6);
            assert_true(n[2] > 0.1F);
            CHECK_CLOSE(m[0], -n[0], 1e-6);
            CHECK_CLOSE(m[1], n[1], 1e-6);
            CHECK_CLOSE(m[2], n[2], 1e-6);
        }
    face_normal(&looks, 0.9F, 0, n);
    assert_true(n[0] > 0.5F);
    face_normal(&looks, 0, -0.9F, n);
    assert_true(n[1] > 0.5F);
    face_normal(&looks, 1.2F, 1.6F, n);
    face_normal(&looks, 0.582F, 0.776F, m);
    CHECK_CLOSE(n[0], m[0], 1e-4);
    CHECK_CLOSE(n[1], m[1], 1e-4);
}

/* The slopes, to the right and down, of the relief that has this normal. */
static void slopes(double u, double v, double slope[2])
{
    float n[3];
    face_normal(&looks, (float)u, (float)v, n);
    slope[0] = -(double)n[0] / (double)n[2];
    slope[1] = (double)n[1] / (double)n[2];
}

/* Slopes that are those of a surface have no curl. Kills a slope of a hill that
 * is divided by the wrong width, and one that lost its factor. */
static void normals_are_those_of_a_relief(void **state)
{
    (void)state;
    const double h = 0.002;
    double steepest = 0;
    for (double v = -0.6; v <= 0.6; v += 0.04)
        for (double u = -0.6; u <= 0.6; u += 0.04) {
            double right[2], left[2], above[2], below[2];
            slopes(u + h, v, right);
            slopes(u - h, v, left);
            slopes(u, v - h, above);
            slopes(u, v + h, below);
            double twist = (right[1] - left[1]) / (2 * h);
            CHECK_CLOSE(twist, (below[0] - above[0]) / (2 * h), 0.03);
            steepest = GSL_MAX(steepest, fabs(twist));
        }
    assert_true(steepest > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normals_are_unit_symmetric_and_face_us),
        cmocka_unit_test(normals_are_those_of_a_relief),
    };
    return RUN_TESTS(tests);
}
