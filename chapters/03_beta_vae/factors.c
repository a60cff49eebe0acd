// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors.h"

#include "data.h"
#include "fail.h"
#include "file.h"
#include "image.h"
#include "samples.h"
#include "sprites.h"

#include <stdio.h>
#include <stdlib.h>

/**
# The factors themselves

Before we ask what a unit of a code does, we look at what a factor does. The
lecture's robot sees a blue cube and is to tell its colour from its shape. Our
robot sees a blue square. In each row below one factor runs over its range, and
the other four stay as they are. The sliders beside it are the five true
factors: in each row one of them moves. A row like this is what a unit of a
disentangled code should draw when it alone is changed, and later we look at the
rows of trained models in the same way.

![One factor a row. Green: the blue square, the same in every row. There are
three shapes and nothing between them.](figure:03_factors)
*/

enum { COLUMNS = 9 };

typedef struct {
    const char *name;
    int at; /* among the sprite's factors */
    double from, to;
    int own; /* the column of the blue square */
} factor_row;

static const factor_row rows[] = {{"hue", 4, 0, 2 / 3.0, COLUMNS - 1},
                                  {"shape", 0, 0, SPRITE_SHAPES - 1, 0},
                                  {"scale", 1, 0.5, 1, COLUMNS / 2},
                                  {"x", 2, 0, 1, COLUMNS / 2},
                                  {"y", 3, 0, 1, COLUMNS / 2}};

enum { ROWS = sizeof rows / sizeof *rows, SIZE = 32 };

static double share(int column)
{
    return (double)column / (COLUMNS - 1);
}

/* Upright and in colour, so with the five factors and no other. */
static void put_sprite(sheet *s, int row, int column)
{
    const sprites_form f = {.size = SIZE, .colour = true};
    float factors[ROWS];
    real picture[3 * SIZE * SIZE];
    for (int k = 0; k < ROWS; k++) {
        double u = share(k == row ? column : rows[k].own);
        factors[rows[k].at] =
            (float)(rows[k].from + (rows[k].to - rows[k].from) * u);
    }
    sprites_draw(&f, factors, picture);
    sheet_put(s, row, column, picture);
}

/* Columns that stand for a shape: the first, the middle, the last. */
static bool between_shapes(int row, int column)
{
    return rows[row].at == 0 &&
           column * (SPRITE_SHAPES - 1) % (COLUMNS - 1) != 0;
}

static void factor_sheet(const chapter *c)
{
    sheet s = sheet_alloc(ROWS, COLUMNS, 3, SIZE, SIZE, 4);
    char *path = run_path(&c->run, "factor_sheet.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "row,name,column,own,hue,shape,scale,x,y\n");
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        int row = i / COLUMNS, column = i % COLUMNS;
        if (between_shapes(row, column))
            continue;
        put_sprite(&s, row, column);
        fprintf(csv.stream, "%d,%s,%d,%d", row + 1, rows[row].name, column + 1,
                column == rows[row].own);
        for (int k = 0; k < ROWS; k++)
            fprintf(csv.stream, ",%g", share(k == row ? column : rows[k].own));
        fputc('\n', csv.stream);
    }
    file_commit(&csv);
    free(path);
    path = run_path(&c->run, "factor_sheet.png");
    sheet_write(&s, path);
    free(path);
}

/**
The generated sources that the book works on have between two factors and six.
All are known for every picture, which no photograph offers: without a truth
there is nothing to grade by.

![The first pictures of each generated source.](figure:03_samples)
*/

static const struct {
    const char *name, *spec;
} sources[] = {{"dots", "dots"},
               {"grey", "dots:grey"},
               {"strokes", "strokes"},
               {"sprites", "sprites"},
               {"colour", "sprites:colour"},
               {"palms", "palms"},
               {"faces", "faces"}};

static void sample_sheets(const chapter *c)
{
    char *path = run_path(&c->run, "samples.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "name,height,width,channels,factors,names\n");
    free(path);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        split s = data_load(sources[i].spec, (uint64_t)c->run.options.seed,
                            SAMPLES, 1);
        const dataset *d = &s.train;
        fprintf(csv.stream, "%s,%d,%d,%d,%d,", sources[i].name, d->height,
                d->width, d->channels, d->n_factors);
        for (int k = 0; k < d->n_factors; k++)
            fprintf(csv.stream, "%s%s", k ? " " : "", d->factor_names[k]);
        fputc('\n', csv.stream);
        path = run_path(&c->run, "samples_%s.png", sources[i].name);
        samples_sheet(d, 4, path);
        free(path);
        split_free(&s);
    }
    file_commit(&csv);
}

void factors_part(const chapter *c)
{
    factor_sheet(c);
    sample_sheets(c);
}
