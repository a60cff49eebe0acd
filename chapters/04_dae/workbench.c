// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench.h"

#include "fail.h"
#include "op_affine.h"
#include "op_sample.h"
#include "op_upsample.h"
#include "op_warp.h"
#include "rng.h"
#include "warp_picture.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <string.h>

/**
# The workbench

Before a network learns warps, they are made by hand, from the same operations.
The test picture is no digit: a digit looks right even when it is mirrored or
torn at a place where all is black. A letter that is like none of its mirror
images, on a checkerboard, betrays everything.
*/

enum { GLYPH_ROWS = 9, GLYPH_COLUMNS = 6, GLYPH_ZOOM = 2, SQUARE = 4 };

static const char *const glyph[GLYPH_ROWS] = {"#####.", "##..##", "##..##",
                                              "##..##", "#####.", "##.##.",
                                              "##..##", "##..##", "##..##"};

static bool in_letter(int i, int j)
{
    int row = i - (SIDE - GLYPH_ROWS * GLYPH_ZOOM) / 2;
    int column = j - (SIDE - GLYPH_COLUMNS * GLYPH_ZOOM) / 2;
    return row >= 0 && row < GLYPH_ROWS * GLYPH_ZOOM && column >= 0 &&
           column < GLYPH_COLUMNS * GLYPH_ZOOM &&
           glyph[row / GLYPH_ZOOM][column / GLYPH_ZOOM] == '#';
}

void test_picture(real *picture)
{
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            bool dark = (i / SQUARE + j / SQUARE) % 2 == 0;
            picture[i * SIDE + j] = in_letter(i, j) ? 1
                                    : dark          ? R(0.15)
                                                    : R(0.4);
        }
}

workbench workbench_alloc(local_kind kind, int pictures)
{
    workbench b = {.g = graph_alloc()};
    b.texture = shaped(input(b.g, AREA), 1, SIDE, SIDE);
    b.logits = shaped(input(b.g, 2 * GRID * GRID), 2, GRID, GRID);
    b.numbers = input(b.g, AFFINE_NUMBERS);
    node *field = upsample(b.logits, SIDE, SIDE);
    node *local = kind == LOCAL_RESIDUAL
                      ? displaced(field)
                      : integrate(increments(field, INCREMENT_MOST));
    b.warp = affine(local, b.numbers);
    b.y = sample(b.texture, b.warp);
    graph_bind(b.g, pictures, 1);
    for (int i = 0; i < pictures; i++)
        test_picture(b.texture->value + i * AREA);
    return b;
}

void workbench_free(workbench *b)
{
    graph_free(b->g);
}

void random_numbers(const run *r, int row, double sd, int n, real *x)
{
    gsl_rng *rng =
        rng_at((uint64_t)r->options.seed, RNG_SAMPLE, 400 + (uint64_t)row);
    for (int i = 0; i < n; i++)
        x[i] = (real)gsl_ran_gaussian(rng, sd);
    gsl_rng_free(rng);
}

/**
To turn the picture clockwise, each of its pixels has to look counterclockwise
in the template; to enlarge it, they look closer to the centre. A warp is always
the other way round.
*/

void turn_numbers(double degrees, double scale, real numbers[6])
{
    double angle = degrees * M_PI / 180;
    double c = cos(angle) / scale, s = sin(angle) / scale;
    const real map[] = {(real)(c - 1), (real)s, 0, (real)-s, (real)(c - 1), 0};
    memcpy(numbers, map, sizeof map);
}

void lab_number(const run *r, const char *what, const char *key, double value)
{
    results_keyed(r->results, value, "lab_%s_%s", what, key);
}

static const double red[3] = {0.84, 0.37, 0};
static const double orange[3] = {0.9, 0.62, 0};

static void mix(real *rgb, int at, double share, const double colour[3])
{
    enum { PLANE = AREA * FINE * FINE };
    for (int c = 0; c < 3; c++)
        rgb[c * PLANE + at] = (real)((1 - share) * (double)rgb[c * PLANE + at] +
                                     share * colour[c]);
}

void draw_with_grid(const real *picture, const real *warp, real *rgb)
{
    enum { WIDE = SIDE * FINE, PLANE = WIDE * WIDE };
    const double spacing = SIDE / 7.0;
    real *lines = must_calloc(PLANE, sizeof *lines);
    if (warp)
        warp_grid_picture(warp, SIDE, SIDE, FINE, spacing, lines);
    for (int k = 0; k < PLANE; k++) {
        int pixel = k / WIDE / FINE * SIDE + k % WIDE / FINE;
        for (int c = 0; c < 3; c++)
            rgb[c * PLANE + k] = picture[pixel];
        mix(rgb, k, (double)lines[k], orange);
    }
    free(lines);
}

void mark_pixel(real *rgb, int i, int j)
{
    for (int k = 0; k < FINE * FINE; k++)
        mix(rgb, (i * FINE + k / FINE) * SIDE * FINE + j * FINE + k % FINE, 1,
            red);
}
