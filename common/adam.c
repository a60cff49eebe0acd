// SPDX-License-Identifier: GPL-3.0-or-later
#include "adam.h"

#include "fail.h"

#include <stdlib.h>

/**
# Adam

Gradient descent moves every parameter by a multiple of its gradient. But
gradients of different layers differ in size by orders of magnitude, and one
rate does not fit all. Adam divides each gradient by its own usual size:

$$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
   v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \qquad
   \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}. $$

Both running means start at zero and are therefore too small at first, by the
factors $1 - \beta^t$ after $t$ steps. The hats say that this is divided out:
$\hat m = m / (1 - \beta_1^t)$, $\hat v = v / (1 - \beta_2^t)$. So already the
first step has the length $\eta$ in every coordinate, whatever the size of the
gradient.

The loop below is bound by memory, not by arithmetic. Therefore the three
arrays and the parameters are walked once, and the gradient is cleared in the
same pass.
*/

adam adam_alloc(size_t count)
{
    return (adam){.count = count,
                  .m = must_calloc(count, sizeof(real)),
                  .v = must_calloc(count, sizeof(real))};
}

void adam_free(adam *a)
{
    free(a->m);
    free(a->v);
    *a = (adam){0};
}

void adam_step(adam *a, real *theta, real *grad, double rate)
{
    const real beta1 = R(0.9), beta2 = R(0.999), eps = R(1e-8);
    a->step++;
    double unbias1 = 1 / (1 - pow(0.9, (double)a->step));
    double unbias2 = 1 / (1 - pow(0.999, (double)a->step));
    real eta = (real)(rate * unbias1), root = (real)sqrt(unbias2);
    real *restrict m = a->m, *restrict v = a->v;
    real *restrict p = theta, *restrict g = grad;
    for (size_t i = 0; i < a->count; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        p[i] -= eta * m[i] / (root * real_sqrt(v[i]) + eps);
        g[i] = 0;
    }
}
