// SPDX-License-Identifier: GPL-3.0-or-later
#include "nearest.h"

#include "fail.h"
#include "gemm.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
With $|a - b|^2 = |a|^2 + |b|^2 - 2\,a \cdot b$ a product of matrices does the
work.
*/

enum { PICTURES_AT_ONCE = 500 };

double nearest_distance(const dataset *d, const real *pictures, int n)
{
    int size = dataset_size(d);
    real *rows = must_alloc(PICTURES_AT_ONCE * (size_t)size, sizeof *rows);
    real *dots = must_alloc((size_t)n * PICTURES_AT_ONCE, sizeof *dots);
    real *best = must_alloc((size_t)n, sizeof *best);
    for (int q = 0; q < n; q++)
        best[q] = R(1e30);
    for (int first = 0; first < d->n; first += PICTURES_AT_ONCE) {
        int m = GSL_MIN(PICTURES_AT_ONCE, d->n - first);
        dataset_rows(d, first, m, rows);
        gemm(PLAIN, TRANSPOSED, n, m, size, pictures, rows, 0, dots);
        for (int b = 0; b < m; b++) {
            const real *row = rows + b * size;
            real square = 0;
            for (int i = 0; i < size; i++)
                square += row[i] * row[i];
            for (int q = 0; q < n; q++) {
                real rest = square - 2 * dots[q * m + b];
                best[q] = rest < best[q] ? rest : best[q];
            }
        }
    }
    double total = 0;
    for (int q = 0; q < n; q++)
        total += (double)best[q];
    for (int i = 0; i < n * size; i++)
        total += (double)(pictures[i] * pictures[i]);
    free(rows);
    free(dots);
    free(best);
    return total / n / size;
}
