// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUNS_H
#define RUNS_H

#include "chapter.h"
#include "model.h"

/* Trains all models of this chapter side by side, each in OUT/FOLDER (see the
 * lines in runs.c), and quotes their numbers as FOLDER_key with _ for /; those
 * of the main model under their own names, too. Photographs are trained on
 * where they are at hand. Writes tradeoff.csv: symmetric (1 or 0), weight of a
 * nat, nats, R^2 of azimuth and tone read from drawn albedo codes, error ratios
 * of albedo and shading. */
void runs_part(chapter *c);

/* The main model. */
intrinsic run_main(const chapter *c);

#endif
