// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef READINGS_H
#define READINGS_H

#include "dataset.h"
#include "deforming.h"

enum { NOT_READ = -1 };

/* What a model makes of one picture. */
typedef struct {
    int label;          /* of the data, or NO_LABEL */
    int read;           /* class with the largest probability, or NOT_READ by a
                           model without classes */
    double probability; /* of that class */
    double error;       /* mean squared, per number of the picture */
    bool folded;        /* a cell of its warp is */
} reading;

/* Of all pictures of d, in fresh memory. */
reading *readings_of(const dae *m, const dataset *d);

/* True if the class is known and another one was read. */
bool misread(const reading *r);

/* Where the largest of n numbers is. */
int largest(const real *numbers, int n);

#endif
