// SPDX-License-Identifier: GPL-3.0-or-later
#include "warp_measures.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/**
# Measures of a warp

**Order.** Positive steps make $W_x$ grow along every row, and $W_y$ along every
column. That is true by construction, so a count of swaps measures nothing in
such a model; it is a test of the program, and it is a measure where there are
no steps.

**Folds.** But a sheet can be folded although rows and columns keep their order:
nothing stops $W_x$ from falling along a *column* and $W_y$ along a *row*, and
if both fall fast enough the sheet folds over its diagonal. What tells is the
determinant of the Jacobian,

$$ \det \begin{pmatrix} \partial_x W_x & \partial_y W_x \\
                        \partial_x W_y & \partial_y W_y \end{pmatrix}, $$

which is the area that a small piece of the picture covers in the template. If
it is negative, the piece shows the template from behind. Between four pixels
the warp is taken as linear on two triangles, so each cell has two determinants,
and the smaller one counts.

**Sharpness.** The mean of pictures that do not lie on each other is blurred,
and blur has small differences between neighbours. So the sum of squared
differences of the mean *texture*, over that of the mean *picture*, says how
much better the textures lie on each other than the pictures do. Contrast and
noise raise it, too; therefore the same sum over that of single pictures is
reported beside it (*detail*): 1 would be a mean as crisp as a picture.
*/

int order_swaps(const real *warp, int height, int width)
{
    const real *x = warp, *y = warp + height * width;
    int swaps = 0;
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) {
            int k = i * width + j;
            swaps += j + 1 < width && !(x[k + 1] > x[k]);
            swaps += i + 1 < height && !(y[k + width] > y[k]);
        }
    return swaps;
}

/* Twice the signed area of the triangle a, b, c of grid points. */
static real area(const real *x, const real *y, int a, int b, int c)
{
    return (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
}

void cell_determinants(const real *warp, int height, int width, real *cells)
{
    const real *x = warp, *y = warp + height * width;
    for (int i = 0; i + 1 < height; i++)
        for (int j = 0; j + 1 < width; j++) {
            int k = i * width + j, below = k + width;
            real upper = area(x, y, k, k + 1, below);
            real lower = area(x, y, below + 1, below, k + 1);
            *cells++ = upper < lower ? upper : lower;
        }
}

int folded_cells(const real *warp, int height, int width)
{
    int count = (height - 1) * (width - 1), folded = 0;
    real *cells = must_alloc((size_t)count, sizeof *cells);
    cell_determinants(warp, height, width, cells);
    for (int k = 0; k < count; k++)
        folded += !(cells[k] > 0);
    free(cells);
    return folded;
}

double warp_drift(const real *warp, int height, int width)
{
    const real *x = warp, *y = warp + height * width;
    double sum = 0;
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++)
            sum += gsl_pow_2((double)x[i * width + j] - j) +
                   gsl_pow_2((double)y[i * width + j] - i);
    return sqrt(sum / (2 * height * width));
}

double gradient_energy(const real *picture, int channels, int height, int width)
{
    double sum = 0;
    for (int c = 0; c < channels; c++, picture += height * width)
        for (int i = 0; i < height; i++)
            for (int j = 0; j < width; j++) {
                const real *at = picture + i * width + j;
                if (j + 1 < width)
                    sum += gsl_pow_2((double)(at[1] - at[0]));
                if (i + 1 < height)
                    sum += gsl_pow_2((double)(at[width] - at[0]));
            }
    return sum;
}

void mean_row(const real *rows, int n, size_t size, real *mean)
{
    double *sums = must_calloc(size, sizeof *sums);
    for (int b = 0; b < n; b++)
        for (size_t i = 0; i < size; i++)
            sums[i] += (double)rows[(size_t)b * size + i];
    for (size_t i = 0; i < size; i++)
        mean[i] = (real)(sums[i] / n);
    free(sums);
}

double total_variance(const real *rows, int n, size_t size)
{
    real *mean = must_alloc(size, sizeof *mean);
    mean_row(rows, n, size, mean);
    double sum = 0;
    for (int b = 0; b < n; b++)
        for (size_t i = 0; i < size; i++)
            sum += gsl_pow_2((double)(rows[(size_t)b * size + i] - mean[i]));
    free(mean);
    return sum / n;
}
