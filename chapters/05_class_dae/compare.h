// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef COMPARE_H
#define COMPARE_H

#include "chapter.h"

/* Puts the runs of the comparison together (see runs.h). For each kind KIND,
 * where plain is called noclass, means over the seeds: KIND_test_mse,
 * KIND_mse_spread (their standard deviation), KIND_mse_most (the worst),
 * KIND_folded, KIND_texture_within, KIND_ratio (its error over that of class);
 * of models with classes KIND_accuracy, KIND_accuracy_least, KIND_purity,
 * KIND_groups, KIND_misread_mse, KIND_read_mse. And class_seeds; train_s, mean
 * seconds of one training with classes on one thread. Files: digits.csv (a row
 * a class: its error by each kind), seeds.csv, curves.csv. */
void compare_part(chapter *c);

#endif
