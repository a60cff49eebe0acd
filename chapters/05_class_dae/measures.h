// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MEASURES_H
#define MEASURES_H

#include "chapter.h"
#include "readings.h"

/* Measures a model on the test pictures: pictures.csv (picture, label, read,
 * probability, error, folded; read is -1 without classes), and the results
 *   test_mse
 *   test_mse_K        of the pictures of class K alone
 *   folded            share of pictures with a folded cell
 *   texture_within    variance of the textures around the mean of their class,
 *                     over that of the pictures
 * and, of a model with classes,
 *   accuracy          share of labelled pictures read as what they are
 *   purity            share of those that belong to the commonest class among
 *                     the pictures that are read alike
 *   groups            classes that a hundredth of the pictures are read as
 *   misread_mse, read_mse   error of pictures read wrongly and rightly */
void measures_part(chapter *c, const dae *m);

/* Share of the labelled pictures that belong to the commonest class of those
 * read alike; `classes` bounds labels and readings. 0 if none is labelled. */
double purity(const reading *r, int n, int classes);

/* Mean over the pictures of the squared distance of a row to the mean row of
 * its class; rows without a class are left out. */
double variance_within(const real *rows, const dataset *d, int size);

#endif
