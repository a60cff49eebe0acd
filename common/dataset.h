// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DATASET_H
#define DATASET_H

#include "real.h"

#include <gsl/gsl_matrix.h>
#include <stdbool.h>
#include <stdint.h>

/**
# Data sets

A data set is a pile of equally large pictures, kept as bytes: a float takes
four times the room, and 128 pictures are turned into floats in a few
microseconds when their turn comes. Beside the pictures stand, where the source
knows them, a label each, the true factors that a generator drew the picture
from, and landmarks: where the same few points of the thing shown are in each
picture.
*/

typedef struct {
    int n;                       /* pictures */
    int channels, height, width; /* of each */
    unsigned char *pixels;       /* (n, channels, height, width), 0..255 */
    unsigned char *labels;       /* (n), 0 .. classes-1, or NO_LABEL;
                                    NULL: none is known */
    int classes;                 /* 0 without labels */
    float *factors;              /* (n, n_factors); NULL: unknown */
    int n_factors;
    const char *const *factor_names; /* (n_factors), static */
    float *landmarks; /* (n, n_landmarks, 2) x, y in pixels; NULL: unknown */
    int n_landmarks;
    char **names; /* (n) file names; NULL: numbered */
} dataset;

enum { NO_LABEL = 255 };

/* A train set, its test set, and what they are. */
typedef struct {
    dataset train, test;
    char *spec; /* what was asked for, e.g. "mnist:3" */
} split;

/* Numbers a picture has: channels * height * width. */
int dataset_size(const dataset *d);

/* An empty set of `n` pictures of that shape: pixels 0, no labels. Ends the
 * program if the product of the sizes overflows or memory is short. */
dataset dataset_alloc(int n, int channels, int height, int width);

/* Frees what is inside; the set is empty after that. */
void dataset_free(dataset *d);

/* Makes bytes of the numbers in [0,1] of a picture (size), and picture i of
 * them. */
void dataset_put(dataset *d, int i, const real *numbers);

/* Writes pictures which[0..n-1] as numbers in [0,1] to x (n, size). */
void dataset_batch(const dataset *d, const int *which, int n, real *x);

/* The same for pictures first .. first+n-1. */
void dataset_rows(const dataset *d, int first, int n, real *x);

/* Writes the label of picture i as `classes` numbers: 1 at it and 0 elsewhere,
 * or all 0 without a label. */
void dataset_one_hot(const dataset *d, int i, int classes, real *row);

/* The pictures which[0..n-1] as a set of their own. */
dataset dataset_pick(const dataset *d, const int *which, int n);

/* Forgets all pictures but which[0..n-1], which must ascend. */
void dataset_keep(dataset *d, const int *which, int n);

/* Moves the last `n` pictures of d into a set of their own, which is returned:
 * a held-out split. */
dataset dataset_cut(dataset *d, int n);

/* Sources without a test set of their own give every fifth picture to it. */
static inline bool dataset_is_test(int i)
{
    return i % 5 == 4;
}

/* The factors as a matrix (n, n_factors); gsl_matrix_free() frees it. */
gsl_matrix *dataset_factors(const dataset *d);

void split_free(split *s);

/* SHA-256 of all pixels and labels, 64 hexadecimal digits and a 0. */
void split_sha256(const split *s, char digest[65]);

#endif
