// SPDX-License-Identifier: GPL-3.0-or-later
#include "dots.h"

#include "fail.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# One dot

The simplest pictures that have factors at all: a white dot on black, and where
it is. Two numbers make the picture, so there is a truth by which a code can be
graded. The dot is drawn without steps at its edge: a pixel at the distance $d$
from the centre has the brightness $r + \tfrac12 - d$, cut off at 0 and 1. So
the picture changes a little whenever the dot moves a little; a dot that jumped
from pixel to pixel would not tell a network which places are neighbours.
*/

dots_form dots_ordinary(int size, double radius)
{
    return (dots_form){.size = size,
                       .radius = radius,
                       .x = {radius, size - 1 - radius},
                       .y = {radius, size - 1 - radius}};
}

void dots_draw(const dots_form *f, const float *factors, real *picture)
{
    double bright = f->grey ? (double)factors[2] : 1;
    for (int i = 0; i < f->size * f->size; i++) {
        double dx = i % f->size - (double)factors[0];
        double dy = i / f->size - (double)factors[1], reach = f->radius + 0.5;
        bool far = fabs(dx) >= reach || fabs(dy) >= reach; /* most pixels */
        double value = far ? 0 : GSL_MAX(0, GSL_MIN(1, reach - hypot(dx, dy)));
        picture[i] = (real)(bright * value);
    }
}

static double place(const double *range, int spacing, gsl_rng *rng)
{
    if (spacing > 0) {
        double steps = floor((range[1] - range[0]) / spacing + 1e-9) + 1;
        return range[0] +
               spacing * (double)gsl_rng_uniform_int(rng, (unsigned long)steps);
    }
    return range[0] + (range[1] - range[0]) * gsl_rng_uniform(rng);
}

dataset dots(const dots_form *f, int n, uint64_t seed)
{
    static const char *const names[] = {"x", "y", "grey"};
    dataset d = dataset_alloc(n, 1, f->size, f->size);
    real *picture = must_alloc((size_t)dataset_size(&d), sizeof *picture);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    d.n_factors = f->grey ? 3 : 2;
    d.factor_names = names;
    d.factors = must_alloc((size_t)(n * d.n_factors), sizeof *d.factors);
    for (int b = 0; b < n; b++) {
        float *factors = d.factors + b * d.n_factors;
        factors[0] = (float)place(f->x, f->spacing, rng);
        factors[1] = (float)place(f->y, f->spacing, rng);
        if (f->grey)
            factors[2] = (float)(0.1 + 0.9 * gsl_rng_uniform(rng));
        dots_draw(f, factors, picture);
        dataset_put(&d, b, picture);
    }
    gsl_rng_free(rng);
    free(picture);
    return d;
}
