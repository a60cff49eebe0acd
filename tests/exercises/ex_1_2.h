// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_1_2_H
#define EX_1_2_H

#include "exercise.h"

enum { MOST = 64 };

/* A function of n numbers that gives n numbers, 1 <= n <= MOST, smooth for x
 * from -2 to 2, and its backward pass, which ADDS (dy/dx)^T dy to dx. */
typedef struct {
    void (*forward)(const double *x, double *y, int n);
    void (*backward)(const double *x, const double *dy, double *dx, int n);
} function;

/* The function of the exercise, whose derivative is wrong. */
extern const function spoiled;

/* True if f->backward is the derivative of f->forward: refuses errors of one
 * part in a thousand in any element, also where all derivatives are tiny. */
bool gradient_is_right(const function *f, int n);

#endif
