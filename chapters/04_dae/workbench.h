// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef WORKBENCH_H
#define WORKBENCH_H

#include "deformation.h"
#include "run.h"

/* Pictures of the laboratory are SIDE x SIDE; local warps come from GRID x GRID
 * logits; sheets show each pixel as FINE x FINE. */
enum { SIDE = 28, AREA = SIDE * SIDE, GRID = 7, FINE = 12 };

/* The test picture (1, SIDE, SIDE): a letter on a checkerboard. */
void test_picture(real *picture);

/* A workbench: what is written into the inputs is warped out. */
typedef struct {
    graph *g;
    node *texture; /* (1, SIDE, SIDE) input, the test picture at first */
    node *logits;  /* (2, GRID, GRID) input; displacements in pixels if the
                      local warp is LOCAL_RESIDUAL */
    node *numbers; /* (6) input, see op_affine */
    node *warp;    /* (2, SIDE, SIDE) both composed */
    node *y;       /* (1, SIDE, SIDE) the picture */
} workbench;

workbench workbench_alloc(local_kind kind, int pictures);
void workbench_free(workbench *b);

/* Fills n random numbers of that sd; `row` says which of the seed's. */
void random_numbers(const run *r, int row, double sd, int n, real *x);

/* The six numbers of a turn by `degrees` about the centre, as the picture is
 * seen, after enlarging it by `scale`. */
void turn_numbers(double degrees, double scale, real numbers[6]);

/* Writes a number or a count as a result "lab_WHAT_KEY". */
void lab_number(const run *r, const char *what, const char *key, double value);

/* A grey picture with the grid of its warp on it, in colours: (3, SIDE * FINE,
 * SIDE * FINE) numbers. Without a warp, no grid. */
void draw_with_grid(const real *picture, const real *warp, real *rgb);

/* Paints pixel (i, j) of such a picture red. */
void mark_pixel(real *rgb, int i, int j);

#endif
