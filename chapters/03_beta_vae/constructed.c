// SPDX-License-Identifier: GPL-3.0-or-later
#include "constructed.h"

#include <gsl/gsl_math.h>

static size_t units_of_code(constructed which)
{
    return which == TWICE ? 4 : 2;
}

static void write_code(constructed which, double v1, double v2, double n,
                       double *z)
{
    double middle = (n - 1) / 2;
    const double codes[][4] = {
        [PERFECT] = {v1, v2},
        [TURNED] = {M_SQRT1_2 * (v1 + v2), M_SQRT1_2 * (v1 - v2)},
        [TWICE] = {v1, v1, v2, v2},
        [PACKED] = {v1 + n * v2, 0},
        [MISSING] = {v1, 0},
        [CUBES] = {gsl_pow_3(v1 - middle), gsl_pow_3(v2 - middle)},
        [ABSOLUTES] = {fabs(v1 - middle), fabs(v2 - middle)}};
    for (size_t j = 0; j < units_of_code(which); j++)
        z[j] = codes[which][j];
}

void constructed_grid(constructed which, int n, gsl_matrix **codes,
                      gsl_matrix **factors)
{
    size_t levels = (size_t)n;
    *codes = gsl_matrix_alloc(levels * levels, units_of_code(which));
    *factors = gsl_matrix_alloc(levels * levels, 2);
    for (size_t i = 0; i < levels * levels; i++) {
        double *v = gsl_matrix_ptr(*factors, i, 0);
        v[0] = (double)(i / levels);
        v[1] = (double)(i % levels);
        write_code(which, v[0], v[1], n, gsl_matrix_ptr(*codes, i, 0));
    }
}

gsl_matrix *turned_by(const gsl_matrix *x, double angle)
{
    gsl_matrix *y = gsl_matrix_alloc(x->size1, 2);
    double c = cos(angle), s = sin(angle);
    for (size_t i = 0; i < x->size1; i++) {
        const double *from = gsl_matrix_const_ptr(x, i, 0);
        gsl_matrix_set(y, i, 0, c * from[0] + s * from[1]);
        gsl_matrix_set(y, i, 1, c * from[1] - s * from[0]);
    }
    return y;
}
