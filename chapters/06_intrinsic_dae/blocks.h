// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BLOCKS_H
#define BLOCKS_H

#include "chapter.h"
#include "model.h"
#include "readers.h"

/* Blocks of codes that are read from. */
typedef enum {
    BLOCK_SHADING,
    BLOCK_ALBEDO,
    BLOCK_WARP,           /* shape and affine */
    BLOCK_PAINT_AND_WARP, /* albedo and warp */
    BLOCK_DRAWN, /* the albedo's codes as its decoder gets them in training:
                    drawn, not their means */
    BLOCKS
} code_block;

extern const char *const block_names[BLOCKS];

/* Which factor of d is the azimuth of the light; that of its elevation follows.
 * -1: none is. */
int azimuth_column(const dataset *d);

/* The codes of pictures (n, codes) and their factors. */
typedef struct {
    int n;
    real *codes;
    real *drawn;         /* (n, albedo_codes) */
    gsl_matrix *factors; /* (n, n_factors), or NULL */
} coded;

/* Encodes the first pictures of d, at most `most`. */
coded encoded(const intrinsic *m, const dataset *d, int most);
void coded_free(coded *rows);

/* The columns of a block, in fresh memory. */
gsl_matrix *block_of(const intrinsic *m, code_block block, const coded *rows);

/* Training pictures that readers are fitted to, at most. */
enum { MOST_FITTED = 4000 };

/* A reader of all factors from a block. */
reader *block_reader(const intrinsic *m, code_block block, const coded *fitted);

/* Reads all factors from all blocks of the codes of unseen people, by readers
 * that are fitted to those rows. Writes blocks.csv: block, factor, R^2; reports
 * azimuth_r2_BLOCK and elevation_r2_BLOCK, and for generated faces ambient and
 * tone, and the means over the identity and the pose, likewise. */
void blocks_part(chapter *c, const intrinsic *m, const coded *fitted);

#endif
