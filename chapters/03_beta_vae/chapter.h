// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"
#include "schedule.h"

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    int latent;       /* available units */
    double rate;      /* of Adam, at the start */
    double half_life; /* epochs in which it halves */
    schedule beta;    /* weight of the divergence, nats per picture */
    schedule asked;   /* that of the command line; 0: not given */
    bool share;       /* it is in shares of the threshold */
    const char *loss; /* bernoulli or squared */
    const char *only; /* model, or all */
    int film;         /* traversals drawn during the training */
    bool full;        /* longer trainings and more seeds on sprites */
} chapter;

#endif
