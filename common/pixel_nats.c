// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel_nats.h"

#include <math.h>
#include <stddef.h>

/**
# Two numbers to hold a reconstruction against

To the Bernoulli loss a pixel of grey value $x$ is a coin that falls white with
probability $x$; a decoder that knew $x$ exactly would still pay the coin's
entropy, $h(x) = -x \ln x - (1 - x) \ln (1 - x)$. The sum over all pixels is a
floor below which no model can go. There are only 256 grey values, so it is
enough to count them.
*/

/* -x ln p - (1 - x) ln (1 - p), where 0 ln 0 is 0. */
static double cross_entropy(double x, double p)
{
    return (x > 0 ? -x * log(p) : 0) + (x < 1 ? -(1 - x) * log1p(-p) : 0);
}

double entropy_floor(const dataset *d)
{
    size_t count[256] = {0}, pixels = (size_t)d->n * (size_t)dataset_size(d);
    double total = 0;
    for (size_t i = 0; i < pixels; i++)
        count[d->pixels[i]]++;
    for (int v = 0; v < 256; v++)
        total += (double)count[v] * cross_entropy(v / 255.0, v / 255.0);
    return total / d->n;
}

/**
At the other end stands the model that draws the mean picture $\bar x$ whatever
it is shown. The cross entropy is linear in the picture it is for, so that the
mean over the test pictures is the cross entropy of their mean. One care is
needed: a pixel that is black in all training pictures may be white in a test
picture, at a price of infinity. Half a white and half a black picture are
therefore counted with the training pictures.
*/

/* The mean over pictures of pixel i, `more` half-white pictures added. */
static double pixel_mean(const dataset *d, int i, int more)
{
    size_t size = (size_t)dataset_size(d);
    double total = 0.5 * more;
    for (size_t b = 0; b < (size_t)d->n; b++)
        total += d->pixels[b * size + (size_t)i] / 255.0;
    return total / (d->n + more);
}

double mean_image_nats(const dataset *train, const dataset *d)
{
    double total = 0;
    for (int i = 0; i < dataset_size(d); i++)
        total += cross_entropy(pixel_mean(d, i, 0), pixel_mean(train, i, 1));
    return total;
}
