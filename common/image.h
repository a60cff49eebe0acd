// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef IMAGE_H
#define IMAGE_H

#include "real.h"

/**
# Contact sheets

Most findings about images are themselves images, many small ones side by side.
A sheet is a table of cells of equal size. Each pixel of a picture becomes a
square of `zoom` by `zoom` pixels, so that no program that shows the sheet can
smear it; between the cells runs a gap of blue-grey, which is neither the black
nor the white that pictures are made of.
*/

typedef struct {
    int rows, columns;           /* cells */
    int channels, height, width; /* of a picture: 1 or 3 channels */
    int zoom, gap;               /* in pixels of the sheet */
    unsigned char *pixels;       /* (sheet_height, sheet_width, 3) */
} sheet;

/* An empty sheet: all cells have the colour of the gap. */
sheet sheet_alloc(int rows, int columns, int channels, int height, int width,
                  int zoom);
void sheet_free(sheet *s);

int sheet_width(const sheet *s);
int sheet_height(const sheet *s);

/* Puts a picture (channels, height, width) of numbers into a cell; below 0 is
 * black, above 1 white. */
void sheet_put(sheet *s, int row, int column, const real *picture);

/* The same for a picture that is drawn finer than its pixels: `channels` (as
 * many as the sheet has, or 1) by height * fineness by width * fineness
 * numbers; fineness divides the zoom. */
void sheet_put_fine(sheet *s, int row, int column, const real *picture,
                    int channels, int fineness);

/* Puts n pictures into a row, from its first cell on. */
void sheet_put_row(sheet *s, int row, const real *pictures, int n);

/* Writes the sheet as PNG and frees it. */
void sheet_write(sheet *s, const char *path);

#endif
