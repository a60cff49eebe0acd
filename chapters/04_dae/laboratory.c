// SPDX-License-Identifier: GPL-3.0-or-later
#include "laboratory.h"

#include "boxes.h"
#include "fail.h"
#include "image.h"
#include "signals.h"
#include "warp_measures.h"
#include "workbench.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# A laboratory of warps

## Four warps

The slide "Разрешенные деформации" shows a warp that is allowed and one that is
not. Here are four, on squared paper. *Identity*: all steps are 1. *Allowed*:
random positive steps, small enough. *Swapped*: random displacements without
steps; rows and columns change their order. And *folded*: all steps are
positive, no row and no column changes its order, and yet a part of the sheet
lies upside down. Its last rows take small steps to the right, so there $W_x$
lags behind the rows above; its last columns take small steps down, so there
$W_y$ lags behind. Where both begin, moving on by a row loses more in $x$ than
moving on by a column gains, and the corner is turned over across the diagonal.
*/

typedef enum { IDENTITY, ALLOWED, SWAPPED, FOLDED, PANELS } panel;

static const char *const names[PANELS] = {"identity", "allowed", "swapped",
                                          "folded"};
static const double allowed_sd = 0.25, swapped_sd = 3;

/* The first random warp of increments without a fold. */
static void allow(const run *r, const workbench *b)
{
    int tries = 0;
    do {
        REQUIRE(tries < 1000, "so small increments must pass without a fold");
        random_numbers(r, tries++, allowed_sd, b->logits->size,
                       b->logits->value);
        graph_run(NULL, b->warp, 1);
    } while (folded_cells(b->warp->value, SIDE, SIDE) > 0);
}

/* Small steps to the right in the last rows, so that there W_x lags behind, and
 * small steps down in the last columns. Where both begin is the fold. */
static void fold(const workbench *b)
{
    real *x = b->logits->value, *y = x + GRID * GRID;
    for (int k = 1; k < GRID - 2; k++) {
        x[5 * GRID + k] = x[6 * GRID + k] = R(-1.2);
        y[k * GRID + 5] = y[k * GRID + 6] = R(-1.2);
    }
}

static void set_panel(const run *r, const workbench *b, panel which)
{
    memset(b->logits->value, 0, (size_t)b->logits->size * sizeof(real));
    if (which == ALLOWED)
        allow(r, b);
    if (which == SWAPPED)
        random_numbers(r, 1000, swapped_sd, b->logits->size, b->logits->value);
    if (which == FOLDED)
        fold(b);
    graph_run(NULL, b->y, 1);
}

/* The steps of any warp: W_x along rows, W_y along columns; the first ones
 * start from -1. */
static void steps_of(const real *warp, real *steps)
{
    for (int k = 0; k < 2 * AREA; k++) {
        int i = k % AREA / SIDE, j = k % SIDE, before = k < AREA ? 1 : SIDE;
        bool first = k < AREA ? j == 0 : i == 0;
        steps[k] = warp[k] - (first ? -1 : warp[k - before]);
    }
}

/* A row a cell between four pixels: both steps, the determinant. */
static void write_cells(FILE *csv, panel which, const real *steps,
                        const real *cells)
{
    for (int k = 0; k < (SIDE - 1) * (SIDE - 1); k++) {
        int i = k / (SIDE - 1), j = k % (SIDE - 1);
        int at = (i + 1) * SIDE + j + 1;
        fprintf(csv, "%d,%d,%d,%.4g,%.4g,%.4g\n", (int)which, i, j,
                (double)steps[at], (double)steps[AREA + at], (double)cells[k]);
    }
}

static void panel_part(const run *r, const workbench *b, panel which, FILE *csv,
                       sheet *s)
{
    real *steps = must_alloc(2 * AREA, sizeof *steps);
    real *cells = must_alloc(AREA, sizeof *cells);
    real *rgb = must_alloc(3 * AREA * FINE * FINE, sizeof *rgb);
    const real *warp = b->warp->value;
    set_panel(r, b, which);
    steps_of(warp, steps);
    cell_determinants(warp, SIDE, SIDE, cells);
    write_cells(csv, which, steps, cells);
    draw_with_grid(b->y->value, warp, rgb);
    sheet_put_fine(s, 0, which, rgb, 3, FINE);
    double least = INFINITY;
    for (int k = 0; k < 2 * AREA; k++)
        least = fmin(least, (double)steps[k]);
    lab_number(r, names[which], "least_step", least);
    lab_number(r, names[which], "swaps", order_swaps(warp, SIDE, SIDE));
    lab_number(r, names[which], "folded_cells", folded_cells(warp, SIDE, SIDE));
    free(steps);
    free(cells);
    free(rgb);
}

static void panels(const run *r)
{
    workbench with = workbench_alloc(LOCAL_INCREMENTS, 1);
    workbench without = workbench_alloc(LOCAL_RESIDUAL, 1);
    sheet s = sheet_alloc(1, PANELS, 3, SIDE, SIDE, FINE);
    out_file csv = run_table(r, "lab_cells.csv",
                             "panel,row,column,step_x,step_y,determinant");
    for (int p = 0; p < PANELS; p++)
        panel_part(r, p == SWAPPED ? &without : &with, (panel)p, csv.stream,
                   &s);
    file_commit(&csv);
    char *path = run_path(r, "lab_allowed.png");
    sheet_write(&s, path);
    free(path);
    workbench_free(&with);
    workbench_free(&without);
}

/**
## Random steps

Random logits of growing size, drawn larger from a coarse grid as the network's
are. How many cells are folded, and how many pictures have such a cell? Nothing
is trained here: this is what positive steps alone promise.
*/

enum { PICTURES = 400, BATCH = 100 };

static const double sds[] = {0.05, 0.07, 0.1, 0.14, 0.18, 0.25,
                             0.35, 0.5,  0.7, 1,    1.4,  2};

/* What was found at one standard deviation. */
typedef struct {
    double cells, pictures; /* shares that are folded */
    int swaps;
} fold_counts;

static fold_counts count_folds(const run *r, const workbench *b, double sd,
                               int row)
{
    fold_counts f = {0};
    for (int first = 0; first < PICTURES; first += BATCH) {
        random_numbers(r, 2000 + row * PICTURES + first, sd,
                       BATCH * b->logits->size, b->logits->value);
        graph_run(NULL, b->warp, BATCH);
        for (int k = 0; k < BATCH; k++) {
            const real *warp = b->warp->value + k * b->warp->size;
            int folded = folded_cells(warp, SIDE, SIDE);
            f.cells += folded / (PICTURES * gsl_pow_2(SIDE - 1.0));
            f.pictures += (folded > 0) / (double)PICTURES;
            f.swaps += order_swaps(warp, SIDE, SIDE);
        }
    }
    return f;
}

static void folds(const run *r)
{
    workbench b = workbench_alloc(LOCAL_INCREMENTS, BATCH);
    out_file csv = run_table(r, "lab_folds.csv", "sd,cells,pictures,swaps");
    double quiet = 0;
    for (size_t i = 0; i < sizeof sds / sizeof *sds; i++) {
        fold_counts f = count_folds(r, &b, sds[i], (int)i);
        fprintf(csv.stream, "%g,%.6g,%.6g,%d\n", sds[i], f.cells, f.pictures,
                f.swaps);
        if (f.pictures <= 0)
            quiet = sds[i];
        char *name = must_printf("sd_%03.0f", 100 * sds[i]);
        lab_number(r, name, "cells", f.cells);
        lab_number(r, name, "pictures", f.pictures);
        free(name);
    }
    lab_number(r, "folds", "warps", PICTURES);
    lab_number(r, "folds", "quiet_sd", quiet);
    file_commit(&csv);
    workbench_free(&b);
}

void laboratory_part(const chapter *c)
{
    const run *r = &c->run;
    panels(r);
    folds(r);
    boxes_part(r);
    signals_part(r);
}
