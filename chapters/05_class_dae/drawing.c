// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing.h"

#include "dae_codes.h"
#include "density.h"
#include "fail.h"
#include "holes.h"
#include "pairs.h"
#include "runs.h"
#include "templates.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Drawing from it

A deforming autoencoder has no prior, so in chapter 4 a Gaussian was fitted to
its codes, and drawn from. With classes this cannot be done as it stands: the
probabilities add up to one, and numbers between the corners of their simplex
are no digits. So the class is said, all others of its slice are zero, and the
Gaussian is that of the other codes alone. It is one Gaussian for all ten
classes, which is a guess: a 1 is drawn with the slant and width of any digit.
*/

enum { ROWS = 2 };

/* The codes without the slice, n rows of them: (n, width - classes). */
static real *without_slice(const dae *m, const real *codes, int n)
{
    dae_range r = dae_part(&m->form, PART_CLASS);
    int width = m->codes->size, after = width - r.first - r.count;
    real *rest = must_alloc((size_t)(n * (width - r.count)), sizeof *rest);
    for (int b = 0; b < n; b++) {
        real *to = rest + b * (width - r.count);
        const real *from = codes + b * width;
        memcpy(to, from, (size_t)r.first * sizeof *to);
        memcpy(to + r.first, from + r.first + r.count,
               (size_t)after * sizeof *to);
    }
    return rest;
}

/* Full rows again, of class b % classes. */
static real *with_slice(const dae *m, const real *rest, int n)
{
    dae_range r = dae_part(&m->form, PART_CLASS);
    int width = m->codes->size, after = width - r.first - r.count;
    real *codes = must_alloc((size_t)(n * width), sizeof *codes);
    for (int b = 0; b < n; b++) {
        real *to = codes + b * width;
        const real *from = rest + b * (width - r.count);
        memcpy(to, from, (size_t)r.first * sizeof *to);
        memcpy(to + r.first + r.count, from + r.first,
               (size_t)after * sizeof *to);
        set_class(m, b % r.count, to);
    }
    return codes;
}

static code_space space_of(const dae *m, const dataset *d)
{
    real *codes = codes_of(m, d, d->n);
    real *rest = without_slice(m, codes, d->n);
    code_space s = code_space_fit(rest, d->n, m->codes->size - m->form.classes);
    free(rest);
    free(codes);
    return s;
}

static double home(const dae *m, const code_space *s, const dataset *d)
{
    int n = GSL_MIN(PAIRS, d->n);
    real *codes = codes_of(m, d, n);
    real *rest = without_slice(m, codes, n);
    double distance = code_space_distance(s, rest, n, NULL);
    free(rest);
    free(codes);
    return distance;
}

static void random_codes(chapter *c, const dae *m, const holes *h)
{
    int n = ROWS * m->form.classes;
    code_space s = space_of(m, &c->data.train);
    real *rest = must_alloc(PAIRS * (size_t)s.size, sizeof *rest);
    code_space_gaussian(&s, (uint64_t)c->run.options.seed, PAIRS, rest);
    results_number(c->run.results, "random_density",
                   code_space_distance(&s, rest, PAIRS, NULL) /
                       home(m, &s, &c->data.test));
    real *codes = with_slice(m, rest, n);
    char *path = run_path(&c->run, "random.png");
    holes_sheet(h, codes, ROWS, m->form.classes, path);
    free(path);
    free(codes);
    free(rest);
    code_space_free(&s);
}

void drawing_part(chapter *c)
{
    dae m = run_model(c, "class", 0);
    holes h = {.x = m.x,
               .z = m.codes,
               .y = m.y,
               .data = &c->data,
               .codes = m.codes->size,
               .test = codes_of(&m, &c->data.test, c->data.test.n)};
    char *path = run_path(&c->run, "interpolation.png");
    holes_strips(&h, path);
    random_codes(c, &m, &h);
    free(path);
    free(h.test);
    dae_free(&m);
}
