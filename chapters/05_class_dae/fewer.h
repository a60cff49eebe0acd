// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FEWER_H
#define FEWER_H

#include "chapter.h"

/* Fewer labels: labels.csv (percent, kind, seed, mse, accuracy; kind 0: the
 * other pictures are there without labels, 1: they are not there); results
 * few_seeds and, means over the seeds, labels_P_mse, labels_P_accuracy for P =
 * 1, 10, 100 and alone. */
void labels_part(chapter *c);

/* More appearance codes: lengths.csv (codes, class, plain: their errors);
 * results length_K_class, length_K_plain, and length_K_gain, the share of the
 * error without classes that they save. */
void lengths_part(chapter *c);

#endif
