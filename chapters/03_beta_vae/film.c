// SPDX-License-Identifier: GPL-3.0-or-later
#include "film.h"

#include "fail.h"
#include "traversal.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# A traversal being learned

The sheet of a finished model says what its units do, not how they came to it.
So the same sheet is drawn every few epochs, in the order of the units, since
their order by nats changes on the way.

![The traversal at six moments of the training with a falling weight. The
gallery of figures has all of them as an animation.](figure:03_film)
*/

void film_frame(const chapter *c, beta_vae *m, int epoch)
{
    const dataset *test = &c->data.test;
    int step = GSL_MAX(1, c->run.options.epochs / c->film);
    if (epoch % step != 0)
        return;
    unit_list u = units_of(m, test);
    for (int j = 0; j < u.units; j++)
        u.order[j] = j;
    char *name = must_printf("film_%04d", epoch);
    traverse_to(c, m, &u, middle_picture(test), name);
    free(name);
    units_free(&u);
}
