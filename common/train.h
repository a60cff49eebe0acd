// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TRAIN_H
#define TRAIN_H

#include "adam.h"
#include "dataset.h"
#include "graph.h"
#include "options.h"

/**
# Training

The loop of training belongs to the chapter, so that a chapter can do in it what
it has to teach:

~~~ c
trainer t = train_begin(plan);
while (train_next(&t)) // the next batch is in the input node
    train_update(&t);  // forwards, backwards, a step of Adam
train_end(&t);
~~~

Everything else stands here: the order of the pictures, the learning rate, the
line of progress, the checkpoint at the end of an epoch and at Ctrl-C.
*/

enum { TRAIN_TERMS = 6 };

/* What is to be trained, and how. */
typedef struct {
    const char *model; /* name of the model, e.g. "ae_8" */
    graph *g;
    node *x;                  /* takes the pictures */
    node *terms[TRAIN_TERMS]; /* named losses to report, NULL beyond the
                                   last; the first is the one trained, the
                                   others are parts of it, one number or a
                                   single row of them */
    const dataset *train;     /* shuffled anew each epoch */
    const dataset *held_out;  /* measured after each epoch, or NULL */
    int epochs;
    double rate;            /* of Adam, at the start */
    double half_life;       /* epochs in which it halves; 0: never */
    const options *options; /* seed, batch, quiet, resume, out */
    const char *checkpoint; /* file to write at the end of the first epoch and
                               the last, and of others that end a second or
                               more after the last save; or NULL */
} plan;

/* The state of a training. A row of `history` an epoch: epoch, rate, the mean
 * of each term's numbers over the epoch's batches, their held-out means (if
 * there is a held-out set), seconds of training so far. */
typedef struct {
    plan plan;
    adam adam;
    long step, steps_per_epoch;
    int n;      /* pictures of the present batch... */
    int *which; /* ...and their numbers */
    int *order; /* of this epoch */
    int ordered_epoch;
    int numbers;  /* of all terms together */
    double *sums; /* (numbers) of this epoch so far */
    double seconds, started, shown, saved;
    double *history;
    int columns;
} trainer;

/* Starts a training; the graph is bound. If the options say --resume and that
 * checkpoint is of this model, or if the model's own file of an earlier part of
 * that run is there, it starts from that state. */
trainer train_begin(plan p);

/* Puts the next batch into the input node and turns the noise of this step on;
 * false when all epochs are done. At
 * Ctrl-C saves a checkpoint, says how to resume and exits with 130. */
bool train_next(trainer *t);

/* Forwards, backwards, a step. A loss that is not finite ends the program. */
void train_update(trainer *t);

/* Writes the final state to OUT/MODEL.safetensors, the history to
 * OUT/MODEL_loss.csv (if the plan has a checkpoint) and frees the state;
 * returns seconds of training, evaluation not counted. */
double train_end(trainer *t);

/* A rate that stays for the share `hold` of a training and then falls by a
 * constant factor a step, to a hundredth of it. `share` is where the training
 * is, 0 to 1. */
double settling_rate(double rate, double hold, double share);

/* Terms of the plan. */
int train_terms(const plan *p);

#endif
