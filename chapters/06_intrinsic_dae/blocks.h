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
    BLOCKS
} code_block;

extern const char *const block_names[BLOCKS];

/* The columns of a block of rows of codes (n, codes), in fresh memory. */
gsl_matrix *block_of(const intrinsic *m, code_block block, const real *codes,
                     int n);

/* A reader of all factors from a block, fitted to the first training
 * pictures. */
reader *block_reader(const chapter *c, const intrinsic *m, code_block block);

/* Reads all factors from all blocks of the codes of unseen people. Writes
 * blocks.csv: block, factor, R^2; reports r2_FACTOR_BLOCK, and for generated
 * faces GROUP_r2_BLOCK, of light, tone, and the means over the identity and the
 * pose. Does nothing for pictures without factors. */
void blocks_part(chapter *c, const intrinsic *m);

#endif
