// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HOLES_H
#define HOLES_H

#include "dataset.h"
#include "density.h"
#include "graph.h"

/* The codes of a trained model that encodes pictures x to z and decodes z to
 * y; of these three nodes no others are used. */
typedef struct {
    node *x, *z, *y;
    const split *data;
    int codes;
    code_space space; /* the training codes */
    real *test;       /* (n_test, codes) */
    bool prior;       /* random codes are standard normal; otherwise from the
                         Gaussian that fits the training codes best */
} holes;

/* Encodes all pictures of `data`, with noise off. */
holes holes_alloc(node *x, node *z, node *y, const split *data, bool prior);
void holes_free(holes *h);

/* Distance to the tenth nearest training code in whitened space (see
 * density.h), relative to that of encoded test pictures; 1: no holes. Of the
 * midpoints between 1 000 pairs of different classes, and of 1 000 random
 * codes. */
double holes_midpoints(const holes *h);
double holes_random(const holes *h, uint64_t seed);

/* n midpoints (n, codes) of the first n of those pairs; n random codes. */
void holes_midpoint_codes(const holes *h, int n, real *codes);
void holes_random_codes(const holes *h, uint64_t seed, int n, real *codes);

/* Decodes rows x columns codes to a sheet of pictures. */
void holes_sheet(const holes *h, const real *codes, int rows, int columns,
                 const char *path);

/* Four straight lines between codes of test pictures, in 9 steps each; and
 * `rows` rows of ten random codes. */
void holes_strips(const holes *h, const char *path);
void holes_samples(const holes *h, int rows, const char *path);

/* The map of two codes. The square around 98 % of the test codes in each
 * direction: (low, high) of both. */
typedef struct {
    double low[2], high[2];
} square;

square holes_square(const holes *h);

/* The test codes (z1, z2, label) as CSV; the distance to the tenth nearest
 * training code over the square (z1, z2, distance); what the decoder draws at
 * 20 x 20 places of it, the first row at the top. */
void holes_points(const holes *h, const char *path);
void holes_density(const holes *h, const square *s, const char *path);
void holes_grid(const holes *h, const square *s, const char *path);

#endif
