// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PAIRS_H
#define PAIRS_H

#include "dataset.h"

/* Two pictures, by number. */
typedef struct {
    int first, second;
} pair;

enum { PAIRS = 1000 };

/* n pairs of pictures of different classes (of any, without labels), always the
 * same ones; free() frees. */
pair *pairs_of(const dataset *d, int n);

/* The ends of one of the strips: the first pictures of the classes 0 and 1, 2
 * and 4, 5 and 7, 6 and 9 (or pictures that are evenly spread over the set, if
 * classes are missing). */
enum { STRIPS = 4 };
pair strip_ends(const dataset *d, int strip);

#endif
