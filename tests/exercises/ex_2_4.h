// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_2_4_H
#define EX_2_4_H

#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* The same pictures three times: with grey pixels as they are; black and white
 * by the toss of a coin for each pixel, white with the probability that its
 * grey value is; black and white by a cut at one half. */
enum { GREY, TOSSED, CUT, KINDS };

/* What a variational autoencoder, trained on pictures of that kind, makes of
 * test pictures x: a row each, with pixels from 0 to 1. */
typedef struct {
    const gsl_matrix *x;           /* (n, 196) */
    const gsl_matrix *mu, *logvar; /* (n, 8): its codes are N(mu, exp(logvar)),
                                      the prior is N(0, 1) */
    const gsl_matrix *logits;      /* (n, 196), decoded from one code drawn for
                                      each picture; pixels are white with the
                                      probability 1 / (1 + exp(-logit)) */
} coded;

/* What your number stands for: a digit, some test pictures of it, three models.
 */
typedef struct {
    int digit;
    coded as[KINDS];
} task;

/* What you find, in nats per picture: sums over the pixels or the codes of a
 * picture, means over the pictures. */
typedef struct {
    double entropy; /* of the grey pixels */
    double share;   /* of the grey pictures' negative ELBO that this is */
    double coins;   /* what the reconstruction of black and white pictures costs
                       on average over all tosses of coins for the grey ones, if
                       model and codes stay those of the grey ones */
    double remains[KINDS]; /* the negative ELBO of each kind, divided by that of
                              the grey pictures (so the first is 1) */
} finding;

finding measured(const task *t);

#endif
