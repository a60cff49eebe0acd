// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes.h"

#include "fail.h"
#include "image.h"
#include "warp_inverse.h"
#include "warp_measures.h"
#include "workbench.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double centre = (SIDE - 1) / 2.0;

static void write_sheet(const run *r, sheet *s, const char *name)
{
    char *path = run_path(r, "%s", name);
    sheet_write(s, path);
    free(path);
}

/* A grey picture into a cell, with the grid of a warp if there is one. */
static void put(sheet *s, int column, const real *picture, const real *warp)
{
    real *rgb = must_alloc(3 * AREA * FINE * FINE, sizeof *rgb);
    draw_with_grid(picture, warp, rgb);
    sheet_put_fine(s, 0, column, rgb, 3, FINE);
    free(rgb);
}

/**
# What warps are made of, seen

## Pushing forwards

The same turn, done in two ways. *Forwards*: each pixel of the template is
pushed to where it belongs, rounded to the next pixel of the picture.
*Backwards*: each pixel of the picture asks where it comes from.
*/

static const double forward_turn = 30;

/* Where in the template a pixel of the turned picture comes from. */
static bool comes_from_template(const workbench *b, int k)
{
    double x = (double)b->warp->value[k];
    double y = (double)b->warp->value[AREA + k];
    return x >= 0 && x <= SIDE - 1 && y >= 0 && y <= SIDE - 1;
}

/* Pushes; how often each pixel was hit goes to hits[]. */
static void push(const real *texture, real *picture, int *hits)
{
    double angle = forward_turn * M_PI / 180, c = cos(angle), s = sin(angle);
    for (int k = 0; k < AREA; k++) {
        double x = k % SIDE - centre, y = k / SIDE - centre;
        int j = (int)lround(centre + c * x - s * y);
        int i = (int)lround(centre + s * x + c * y);
        if (i >= 0 && i < SIDE && j >= 0 && j < SIDE) {
            picture[i * SIDE + j] = texture[k];
            hits[i * SIDE + j]++;
        }
    }
}

static void put_pushed(const run *r, const workbench *b, sheet *s)
{
    real picture[AREA] = {0},
         *rgb = must_alloc(3 * AREA * FINE * FINE, sizeof *rgb);
    int hits[AREA] = {0}, holes = 0, inside = 0, lost = 0;
    push(b->texture->value, picture, hits);
    draw_with_grid(picture, NULL, rgb);
    for (int k = 0; k < AREA; k++) {
        bool from = comes_from_template(b, k);
        inside += from;
        lost += hits[k] > 1 ? hits[k] - 1 : 0;
        if (from && hits[k] == 0) {
            mark_pixel(rgb, k / SIDE, k % SIDE);
            holes++;
        }
    }
    sheet_put_fine(s, 0, 1, rgb, 3, FINE);
    lab_number(r, "forward", "degrees", forward_turn);
    lab_number(r, "forward", "holes", holes);
    lab_number(r, "forward", "pixels", inside);
    lab_number(r, "forward", "lost", lost);
    free(rgb);
}

static void forwards_and_backwards(const run *r)
{
    workbench b = workbench_alloc(LOCAL_INCREMENTS, 1);
    sheet s = sheet_alloc(1, 3, 3, SIDE, SIDE, FINE);
    put(&s, 0, b.texture->value, NULL);
    turn_numbers(forward_turn, 1, b.numbers->value);
    graph_run(NULL, b.y, 1);
    put_pushed(r, &b, &s);
    put(&s, 2, b.y->value, NULL);
    write_sheet(r, &s, "lab_forward.png");
    workbench_free(&b);
}

/**
## Sampling twice

Every sampling mixes four pixels. Twelve turns by 30 degrees, each sampled, lead
back to where the picture was, but not to the picture. The same twelve maps, put
one after the other as matrices, are the identity, and sampled once they return
the picture. A round picture is turned, so that no corner gets lost.
*/

enum { TURNS = 12 };

static void round_picture(real *picture)
{
    test_picture(picture);
    for (int k = 0; k < AREA; k++)
        if (hypot(k % SIDE - centre, k / SIDE - centre) > centre)
            picture[k] = 0;
}

/* Turns what is in the texture, `times` times by so many degrees. */
static void turn(const workbench *b, int times, double degrees)
{
    round_picture(b->texture->value);
    turn_numbers(degrees, 1, b->numbers->value);
    for (int k = 0; k < times; k++) {
        graph_run(NULL, b->y, 1);
        memcpy(b->texture->value, b->y->value, AREA * sizeof(real));
    }
}

/* The six numbers of a map and then another; about one centre, on a square. */
static void compose(const real *p, const real *q, real *both)
{
    double a[4] = {1 + (double)p[0], (double)p[1], (double)p[3],
                   1 + (double)p[4]};
    double b[4] = {1 + (double)q[0], (double)q[1], (double)q[3],
                   1 + (double)q[4]};
    both[0] = (real)(b[0] * a[0] + b[1] * a[2] - 1);
    both[1] = (real)(b[0] * a[1] + b[1] * a[3]);
    both[3] = (real)(b[2] * a[0] + b[3] * a[2]);
    both[4] = (real)(b[2] * a[1] + b[3] * a[3] - 1);
}

static void turn_composed(const workbench *b)
{
    real step[6], all[6] = {0};
    turn_numbers(360.0 / TURNS, 1, step);
    for (int k = 0; k < TURNS; k++)
        compose(all, step, all);
    round_picture(b->texture->value);
    memcpy(b->numbers->value, all, sizeof all);
    graph_run(NULL, b->y, 1);
}

static void once_and_twice(const run *r)
{
    static const char *const names[] = {"once", "two", "twelve", "composed"};
    const double degrees = 360.0 / TURNS;
    workbench b = workbench_alloc(LOCAL_INCREMENTS, 1);
    sheet s = sheet_alloc(1, 5, 3, SIDE, SIDE, FINE);
    round_picture(b.texture->value);
    double first = gradient_energy(b.texture->value, 1, SIDE, SIDE);
    put(&s, 0, b.texture->value, NULL);
    for (int k = 0; k < 4; k++) {
        if (k == 3)
            turn_composed(&b);
        else
            turn(&b, k == 2 ? TURNS : k + 1, k == 1 ? degrees / 2 : degrees);
        put(&s, 1 + k, b.y->value, NULL);
        lab_number(r, "twice", names[k],
                   gradient_energy(b.y->value, 1, SIDE, SIDE) / first);
    }
    lab_number(r, "twice", "turns", TURNS);
    write_sheet(r, &s, "lab_twice.png");
    workbench_free(&b);
}

/**
## The determinant, and the way back

A warp without folds: random steps, then a turn and an enlargement. Landmarks
are set in the template, at the letter's corners, and found in the picture. Two
iterations are watched on the way: $p \leftarrow p + t - W(p)$, and Newton's
$p \leftarrow p + J^{-1}(t - W(p))$ with the Jacobian $J$ of the cell where $p$
is.
*/

enum { LANDMARKS = 5, STEPS = 30 };

static const double landmarks[LANDMARKS][2] = {
    {7.5, 4.5}, {7.5, 22.5}, {19.5, 22.5}, {15.5, 14.5}, {19.5, 8.5}};

/* One step, of either kind; returns the distance |t - W(p)| before it. */
static double approach(const real *warp, bool newton, double tx, double ty,
                       double *p)
{
    warp_point w = warp_at(warp, SIDE, SIDE, p[0], p[1]);
    double dx = tx - w.x, dy = ty - w.y;
    double det = w.xx * w.yy - w.xy * w.yx;
    p[0] += newton ? (w.yy * dx - w.xy * dy) / det : dx;
    p[1] += newton ? (w.xx * dy - w.yx * dx) / det : dy;
    return hypot(dx, dy);
}

/* The largest distance over the landmarks, before each step. */
static void iterate(const real *warp, bool newton, double *worst)
{
    memset(worst, 0, STEPS * sizeof *worst);
    for (int m = 0; m < LANDMARKS; m++) {
        const double *t = landmarks[m];
        double p[2] = {t[0], t[1]};
        for (int k = 0; k < STEPS; k++)
            worst[k] = fmax(worst[k], approach(warp, newton, t[0], t[1], p));
    }
}

static int steps_to(const double *worst, double goal)
{
    int k = 0;
    while (k < STEPS && worst[k] > goal)
        k++;
    return k;
}

static void watch(const run *r, const real *warp)
{
    double fixed[STEPS], newton[STEPS];
    iterate(warp, false, fixed);
    iterate(warp, true, newton);
    out_file csv = run_table(r, "lab_steps.csv", "step,fixed,newton");
    for (int k = 0; k < STEPS; k++)
        fprintf(csv.stream, "%d,%.4g,%.4g\n", k, fixed[k], newton[k]);
    file_commit(&csv);
    lab_number(r, "inverse", "fixed_steps", steps_to(fixed, 1e-3));
    lab_number(r, "inverse", "newton_steps", steps_to(newton, 1e-3));
}

/* Where the landmarks are, in the template and in the picture. */
static void write_landmarks(const run *r, const real *warp)
{
    out_file csv = run_table(r, "lab_landmarks.csv", "tx,ty,px,py");
    for (int m = 0; m < LANDMARKS; m++) {
        const double *t = landmarks[m];
        double x = NAN, y = NAN;
        warp_inverse(warp, SIDE, SIDE, t[0], t[1], &x, &y);
        fprintf(csv.stream, "%g,%g,%.5g,%.5g\n", t[0], t[1], x, y);
    }
    file_commit(&csv);
}

/* From points of the picture to the template and back. */
static double round_trip(const real *warp)
{
    double worst = 0;
    for (double y = 0; y <= SIDE - 1; y += 0.3)
        for (double x = 0; x <= SIDE - 1; x += 0.3) {
            double px = NAN, py = NAN;
            warp_point w = warp_at(warp, SIDE, SIDE, x, y);
            warp_inverse(warp, SIDE, SIDE, w.x, w.y, &px, &py);
            worst = fmax(worst, hypot(px - x, py - y));
        }
    return worst;
}

static void write_determinants(const run *r, const real *warp)
{
    real cells[AREA];
    double least = INFINITY, most = -INFINITY;
    out_file csv = run_table(r, "lab_determinants.csv", "row,column,det");
    cell_determinants(warp, SIDE, SIDE, cells);
    for (int k = 0; k < (SIDE - 1) * (SIDE - 1); k++) {
        fprintf(csv.stream, "%d,%d,%.4g\n", k / (SIDE - 1), k % (SIDE - 1),
                (double)cells[k]);
        least = fmin(least, (double)cells[k]);
        most = fmax(most, (double)cells[k]);
    }
    file_commit(&csv);
    lab_number(r, "inverse", "least", least);
    lab_number(r, "inverse", "most", most);
}

static void way_back(const run *r)
{
    const double sd = 0.15, degrees = 20, larger = 1.15;
    workbench b = workbench_alloc(LOCAL_INCREMENTS, 1);
    sheet s = sheet_alloc(1, 2, 3, SIDE, SIDE, FINE);
    random_numbers(r, 1, sd, b.logits->size, b.logits->value);
    turn_numbers(degrees, larger, b.numbers->value);
    graph_run(NULL, b.y, 1);
    const real *warp = b.warp->value;
    put(&s, 0, b.texture->value, NULL);
    put(&s, 1, b.y->value, warp);
    write_sheet(r, &s, "lab_inverse.png");
    write_determinants(r, warp);
    write_landmarks(r, warp);
    watch(r, warp);
    lab_number(r, "inverse", "round_trip", round_trip(warp));
    workbench_free(&b);
}

void boxes_part(const run *r)
{
    forwards_and_backwards(r);
    once_and_twice(r);
    way_back(r);
}
