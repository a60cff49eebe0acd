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
 *   fields.txt  W - id in pixels of the same pictures: a matrix for x of each,
 *               then one for y of each, with two blank lines after each
 *   teaser.png  a column a picture: texture, texture with the grid, both
 *               warped, input, absolute difference
 *   block_{input,texture,warp,output}.png   the first of them, for the diagram
 */
void model_sheets(const chapter *c, const dae *m);

enum { SHEET_PICTURES = 12, TEASER_PICTURES = 8 };

#endif
