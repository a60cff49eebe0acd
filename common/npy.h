// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NPY_H
#define NPY_H

#include "file.h"
#include "real.h"

/**
# Arrays for NumPy

A `.npy` file is a line of text that says type, order and shape, and the bare
numbers. Large arrays are written a batch at a time.
*/

typedef struct {
    out_file file;
    size_t left; /* numbers still to come */
} npy;

/* Starts a float32 array in C order of `dims` dimensions (1 to 4). */
npy npy_create(const char *path, const int *shape, int dims);

/* Appends numbers. */
void npy_append(npy *array, const real *numbers, size_t count);

/* Completes the file; REQUIREs that the shape is filled. */
void npy_commit(npy *array);

#endif
