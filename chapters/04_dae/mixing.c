// SPDX-License-Identifier: GPL-3.0-or-later
#include "mixing.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Mixing

If appearance and shape are told apart, they can be changed apart. On the way
from one picture to another only the shape moves, or only the appearance, or
both. And the appearance of each of six pictures can wear the shapes of all.

The two ends are chosen by the program, for their appearance: of the first test
pictures those whose appearance codes differ most.
*/

enum { ZOOM = 4, CANDIDATES = 40 };

/* Distance of the appearance codes of two rows. */
static double apart(const dae *m, const real *a, const real *b)
{
    dae_range r = dae_part(&m->form, PART_APPEARANCE);
    double sum = 0;
    for (int i = r.first; i < r.first + r.count; i++)
        sum += gsl_pow_2((double)(a[i] - b[i]));
    return sum;
}

static void choose_ends(const dae *m, const real *codes, int n, int *first,
                        int *second)
{
    int width = m->codes->size;
    double most = -1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) {
            double d = apart(m, codes + i * width, codes + j * width);
            if (d > most) {
                most = d;
                *first = j;
                *second = i;
            }
        }
}

/* Moves the numbers of a part from a's to b's. */
static void move_part(dae_range r, const real *a, const real *b, double share,
                      real *to)
{
    for (int i = r.first; i < r.first + r.count; i++)
        to[i] = (real)((1 - share) * (double)a[i] + share * (double)b[i]);
}

static void interpolation(const chapter *c, const dae *m)
{
    int n = GSL_MIN(CANDIDATES, c->data.test.n), width = m->codes->size;
    int first = 0, second = 0;
    real *codes = codes_of(m, &c->data.test, n);
    choose_ends(m, codes, n, &first, &second);
    const real *a = codes + first * width, *b = codes + second * width;
    real *rows = must_alloc((size_t)(3 * MIXING_STEPS * width), sizeof *rows);
    for (int k = 0; k < 3 * MIXING_STEPS; k++) {
        double share = k % MIXING_STEPS / (MIXING_STEPS - 1.0);
        real *row = rows + k * width;
        memcpy(row, a, (size_t)width * sizeof *row);
        if (k / MIXING_STEPS != 1)
            move_part(warp_part(&m->form), a, b, share, row);
        if (k / MIXING_STEPS != 0)
            move_part(dae_part(&m->form, PART_APPEARANCE), a, b, share, row);
    }
    real *pictures = decoded(m, rows, 3 * MIXING_STEPS, m->y);
    const dae_form *f = &m->form;
    sheet s =
        sheet_alloc(3, MIXING_STEPS, f->channels, f->height, f->width, ZOOM);
    for (int r = 0; r < 3; r++)
        sheet_put_row(&s, r, pictures + r * MIXING_STEPS * m->y->size,
                      MIXING_STEPS);
    char *path = run_path(&c->run, "interpolation.png");
    sheet_write(&s, path);
    results_count(c->run.results, "mixing_first", first);
    results_count(c->run.results, "mixing_second", second);
    free(path);
    free(pictures);
    free(rows);
    free(codes);
}

static void swap_sheet(const chapter *c, const dae *m)
{
    int n = GSL_MIN(SWAPPED, c->data.test.n), width = m->codes->size;
    const dae_form *f = &m->form;
    real *codes = codes_of(m, &c->data.test, n);
    real *rows = must_alloc((size_t)(n * n * width), sizeof *rows);
    real *inputs = must_alloc((size_t)(n * m->x->size), sizeof *inputs);
    dataset_rows(&c->data.test, 0, n, inputs);
    for (int k = 0; k < n * n; k++) {
        real *row = rows + k * width;
        memcpy(row, codes + k % n * width, (size_t)width * sizeof *row);
        copy_part(m, PART_APPEARANCE, codes + k / n * width, row);
    }
    real *pictures = decoded(m, rows, n * n, m->y);
    sheet s = sheet_alloc(n + 1, n + 1, f->channels, f->height, f->width, ZOOM);
    for (int i = 0; i < n; i++) {
        sheet_put(&s, 0, i + 1, inputs + i * m->x->size);
        sheet_put(&s, i + 1, 0, inputs + i * m->x->size);
        for (int j = 0; j < n; j++)
            sheet_put(&s, i + 1, j + 1, pictures + (i * n + j) * m->y->size);
    }
    char *path = run_path(&c->run, "swap.png");
    sheet_write(&s, path);
    free(path);
    free(pictures);
    free(inputs);
    free(rows);
    free(codes);
}

void mixing_sheets(const chapter *c, const dae *m)
{
    interpolation(c, m);
    swap_sheet(c, m);
}
