// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_6_4_H
#define EX_6_4_H

#include "../../chapters/06_intrinsic_dae/readers.h"
#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* Weights 0 .. WEIGHTS - 1 of the albedo code's divergence, which grow, and
 * seeds 0 .. SEEDS - 1. */
enum { WEIGHTS = 5, SEEDS = 3 };

/* Pictures of some people: albedo codes, drawn from what the encoder says, and
 * what is true of the picture. */
enum { LIGHT, TONE, FACTORS };

typedef struct {
    gsl_matrix *codes;   /* (n, codes) */
    gsl_matrix *factors; /* (n, FACTORS): the lamp's azimuth, the skin's tone */
} rows;

/* Nobody is in two of these groups. */
typedef struct {
    rows fitted; /* people whom the model has learned from */
    rows aside;  /* people set aside, to choose by */
    rows test;   /* people to report on */
} groups;

/* What your number stands for: trains a small intrinsic autoencoder, one-sided,
 * with one of the weights and from one of your seeds; the people are those of
 * the seed. The same question has the same answer. */
typedef const groups *people_of(int weight, int seed);

/* What can be read is an R^2: readers fitted with reader_fit to codes and
 * factors of the people `fitted`, and graded with r_squared on others. */
typedef struct {
    double light[WEIGHTS]; /* R^2 of the azimuth, of test people: the mean over
                              all seeds... */
    double tone[WEIGHTS];  /* ...and of the tone */
    int point;             /* the weight with the largest difference, tone less
                              light, of the people set aside: the mean over all
                              seeds. Of equal ones the smallest weight */
    int alone[SEEDS];      /* the same for each seed by itself */
    bool both;             /* with the weight `point`, the test people of each
                              seed have light <= 0.2 and tone >= 0.8 */
} finding;

finding measured(people_of *people);

#endif
