// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DOTS_H
#define DOTS_H

#include "dataset.h"

/* Pictures of `size` x `size` pixels with one dot of that radius on black. Its
 * centre lies in x[0] .. x[1] and y[0] .. y[1], in pixels; the centre of the
 * first pixel is at 0. With a spacing above 0 only centres on a grid of that
 * step are drawn. Grey dots have a brightness from 0.1 to 1, others 1. */
typedef struct {
    int size, spacing;
    double radius, x[2], y[2];
    bool grey;
} dots_form;

/* The form in its ordinary size: 28 pixels, radius 3/16 of it, the centre
 * wherever the whole dot is inside. */
dots_form dots_ordinary(int size, double radius);

/* n pictures with their factors x, y and, of grey dots, grey. */
dataset dots(const dots_form *f, int n, uint64_t seed);

/* The picture (size, size) of given factors, numbers in [0,1]. */
void dots_draw(const dots_form *f, const float *factors, real *picture);

#endif
