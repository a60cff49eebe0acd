// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GRIDS_H
#define GRIDS_H

#include <gsl/gsl_math.h>
#include <gsl/gsl_matrix.h>

/* Codes of a full grid of two factors, n levels each. */

enum { UNITS_MOST = 5 };

/* Writes the units of one code for factors v1 and v2 in 0 .. n-1. */
typedef void (*code_of)(double v1, double v2, int n, double *z);

static inline void v1(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a, z[1] = b;
}

static inline void v2(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = -b, z[1] = 3 * a + 1;
}

static inline void v3(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a, z[1] = b, z[2] = z[3] = z[4] = 0;
}

static inline void v4(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = (a + b) / sqrt(2), z[1] = (a - b) / sqrt(2);
}

static inline void v5(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = z[1] = a, z[2] = z[3] = b;
}

static inline void v6(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = z[1] = a, z[2] = b;
}

static inline void v7(double a, double b, int n, double *z)
{
    (void)a, (void)b, (void)n;
    z[0] = z[1] = 0;
}

static inline void v8(double a, double b, int n, double *z)
{
    z[0] = a + n * b, z[1] = 0;
}

static inline void v9(double a, double b, int n, double *z)
{
    (void)b, (void)n;
    z[0] = a, z[1] = 0;
}

static inline void v10(double a, double b, int n, double *z)
{
    z[0] = gsl_pow_3(a - (n - 1) / 2.0), z[1] = gsl_pow_3(b - (n - 1) / 2.0);
}

static inline void v11(double a, double b, int n, double *z)
{
    z[0] = fabs(a - (n - 1) / 2.0), z[1] = fabs(b - (n - 1) / 2.0);
}

static inline void v12(double a, double b, int n, double *z)
{
    (void)n;
    z[0] = a + b, z[1] = 0;
}

/* The n * n rows of the grid. */
static inline void grid(code_of code, int units, int n, gsl_matrix **codes,
                        gsl_matrix **factors)
{
    size_t rows = (size_t)(n * n);
    *codes = gsl_matrix_alloc(rows, (size_t)units);
    *factors = gsl_matrix_alloc(rows, 2);
    for (size_t i = 0; i < rows; i++) {
        double z[UNITS_MOST], a = (double)(i / (size_t)n);
        double b = (double)(i % (size_t)n);
        code(a, b, n, z);
        for (size_t j = 0; j < (size_t)units; j++)
            gsl_matrix_set(*codes, i, j, z[j]);
        gsl_matrix_set(*factors, i, 0, a);
        gsl_matrix_set(*factors, i, 1, b);
    }
}

#endif
