// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings.h"

#include "fail.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <string.h>

/**
# Picture by picture

The model says three things about a picture: which class it takes it for, what
it looks like to it, and where each pixel comes from. All are kept for each
picture, since a mean hides what happens to the few that go wrong.
*/

int largest(const real *numbers, int n)
{
    int at = 0;
    for (int k = 1; k < n; k++)
        if (numbers[k] > numbers[at])
            at = k;
    return at;
}

bool misread(const reading *r)
{
    return r->label != NO_LABEL && r->read != NOT_READ && r->read != r->label;
}

static double error_of(const real *y, const real *x, int size)
{
    double sum = 0;
    for (int i = 0; i < size; i++)
        sum += gsl_pow_2((double)(y[i] - x[i]));
    return sum / size;
}

/* Of picture b of the batch that has just been run. */
static reading reading_at(const dae *m, int b, int label)
{
    int size = m->x->size;
    dae_range classes = dae_part(&m->form, PART_CLASS);
    reading r = {.label = label, .read = NOT_READ};
    r.error = error_of(m->y->value + b * size, m->x->value + b * size, size);
    if (m->form.classes > 0) {
        const real *p = m->codes->value + b * m->codes->size + classes.first;
        r.read = largest(p, classes.count);
        r.probability = (double)p[r.read];
    }
    r.folded = folded_cells(m->warp.whole->value + b * m->warp.whole->size,
                            m->form.height, m->form.width) > 0;
    return r;
}

reading *readings_of(const dae *m, const dataset *d)
{
    reading *all = must_alloc((size_t)d->n, sizeof *all);
    m->g->training = false;
    for (int first = 0; first < d->n; first += m->g->batch) {
        int n = GSL_MIN(m->g->batch, d->n - first);
        dataset_rows(d, first, n, m->x->value);
        graph_run(NULL, m->y, n); /* all that is looked at is on its way */
        for (int b = 0; b < n; b++)
            all[first + b] =
                reading_at(m, b, d->labels ? d->labels[first + b] : NO_LABEL);
    }
    return all;
}
