// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SHEETS_H
#define SHEETS_H

#include "chapter.h"
#include "deforming.h"

/* Of any model, OUT/means.png: mean input, mean texture, mean warp as a grid
 * (left out without a warp), all of the test pictures. */
void means_sheet(const chapter *c, const dae *m);

/* Of the chapter's model, from the first test pictures:
 *   parts.png   rows input, reconstruction, texture, warp as a grid
 *   fields.txt  a matrix for an image: W - id in pixels of the same pictures,
 *               x in the first row and y in the second; NaN between them
 *   teaser.png  a row a picture: texture, texture with the grid, both warped,
 *               input, absolute difference */
void model_sheets(const chapter *c, const dae *m);

enum { SHEET_PICTURES = 12, TEASER_PICTURES = 5 };

#endif
