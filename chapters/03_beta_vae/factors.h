// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FACTORS_H
#define FACTORS_H

#include "chapter.h"

/* Writes what needs no training. factor_sheet.png: a blue square of which in
 * each row one factor runs (hue, shape, scale, x, y), 9 columns; its true
 * factors in factor_sheet.csv, a line a picture: row, name of the running
 * factor, column, own (1: this is the blue square), and the five factors, each
 * 0 .. 1 over its range. samples_NAME.png: the first 6 x 12 pictures of each
 * generated source; samples.csv: name, height, width, channels, number of
 * factors, their names. */
void factors_part(const chapter *c);

#endif
