// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SAMPLES_H
#define SAMPLES_H

#include "dataset.h"

/* n pictures: the first of each class (of class k as picture k), or picture k
 * where there is no such class. */
dataset samples_of_classes(const dataset *d, int n);

/* A sheet of the first 6 x 12 pictures, grey or RGB, as PNG; a pixel becomes
 * zoom x zoom. */
void samples_sheet(const dataset *d, int zoom, const char *path);

enum { SAMPLE_ROWS = 6, SAMPLE_COLUMNS = 12 };
enum { SAMPLES = SAMPLE_ROWS * SAMPLE_COLUMNS };

#endif
