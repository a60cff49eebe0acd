// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BY_HAND_H
#define BY_HAND_H

#include "chapter.h"

/* Draws pictures as other classes: their own codes, but the class said by hand.
 * by_hand.png: a row a picture, the first test picture of some classes, in the
 * first column as it is, then as each class; by_hand.csv: row, label. Results
 * by_hand_pictures, by_hand_read (share of such drawings that the model of
 * another seed reads as the class that was asked for; the picture's own class
 * is not asked for), own_read (the same where it is). */
void by_hand_part(chapter *c);

enum { HAND_ROWS = 5 };

#endif
