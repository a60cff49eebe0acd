// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_1_5_H
#define EX_1_5_H

#include "dataset.h"
#include "exercise.h"
#include "graph.h"

/* An autoencoder that sees its pictures through noise. The caller writes to
 * x->value and noise->value; noise 0 makes it the classic one. */
typedef struct {
    graph *g;
    node *x;     /* the clean pictures */
    node *noise; /* as many numbers as x: what is added on the way in */
    node *z, *y; /* codes, reconstructions in (0, 1) */
    node *loss;  /* mean squared difference of y and the clean pictures */
} denoiser;

denoiser denoiser_alloc(int size, int codes, int batch, uint64_t seed);

/* Writes Gaussian noise of mean 0 and deviation sd for n pictures to m->noise:
 * other noise for each number, picture and step, and for the same step always
 * the same. */
void denoiser_corrupt(denoiser *m, int n, double sd, uint64_t step);

/* How far codes move when pictures get noisy: the mean squared distance between
 * the code of a picture of d and the code of the same picture with noise,
 * divided by the mean squared distance of the clean pictures' codes from their
 * mean. */
double denoiser_shift(denoiser *m, const dataset *d, double sd);

#endif
