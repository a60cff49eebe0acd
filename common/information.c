// SPDX-License-Identifier: GPL-3.0-or-later
#include "information.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <stdlib.h>

static classes classes_alloc(const gsl_vector *x)
{
    REQUIRE(x->size > 0, "no numbers to sort into classes");
    return (classes){
        .n = (int)x->size, .count = 1, .of = must_calloc(x->size, sizeof(int))};
}

void classes_free(classes *c)
{
    free(c->of);
    *c = (classes){0};
}

classes classes_equal(const gsl_vector *x, int bins)
{
    REQUIRE(bins > 0, "a number of bins is positive");
    classes c = classes_alloc(x);
    double low, high;
    gsl_vector_minmax(x, &low, &high);
    if (!(high > low))
        return c;
    c.count = bins;
    for (int i = 0; i < c.n; i++) {
        double at = (gsl_vector_get(x, (size_t)i) - low) / (high - low);
        c.of[i] = GSL_MIN(bins - 1, (int)(at * bins));
    }
    return c;
}

classes classes_distinct(const gsl_vector *x)
{
    classes c = classes_alloc(x);
    gsl_permutation *rank = gsl_permutation_alloc(x->size);
    gsl_sort_vector_index(rank, x);
    double first = gsl_vector_get(x, gsl_permutation_get(rank, 0));
    for (size_t i = 0; i < x->size; i++) {
        size_t at = gsl_permutation_get(rank, i);
        if (gsl_vector_get(x, at) - first > 1e-9) {
            first = gsl_vector_get(x, at);
            c.count++;
        }
        c.of[at] = c.count - 1;
    }
    gsl_permutation_free(rank);
    return c;
}

classes classes_of_factor(const gsl_vector *factor, int bins)
{
    classes c = classes_distinct(factor);
    if (bins == 0 || c.count <= bins)
        return c;
    classes_free(&c);
    return classes_equal(factor, bins);
}

/* -p ln p of a count, for p = count / n. */
static double share_entropy(double count, int n)
{
    return count > 0 ? -count / n * log(count / n) : 0;
}

double entropy(const classes *a)
{
    double *counts = must_calloc((size_t)a->count, sizeof *counts);
    double total = 0;
    for (int i = 0; i < a->n; i++)
        counts[a->of[i]]++;
    for (int k = 0; k < a->count; k++)
        total += share_entropy(counts[k], a->n);
    free(counts);
    return total;
}

/* H(a) + H(b) - H(a, b), with rounding errors below zero removed. */
double mutual_information(const classes *a, const classes *b)
{
    REQUIRE(a->n == b->n, "as many samples of both");
    size_t cells = (size_t)a->count * (size_t)b->count;
    double *counts = must_calloc(cells, sizeof *counts);
    double joint = 0;
    for (int i = 0; i < a->n; i++)
        counts[a->of[i] * b->count + b->of[i]]++;
    for (size_t k = 0; k < cells; k++)
        joint += share_entropy(counts[k], a->n);
    free(counts);
    double information = entropy(a) + entropy(b) - joint;
    return information < 1e-9 ? 0 : information;
}

double information_bias(const classes *a, const classes *b)
{
    return (a->count - 1.0) * (b->count - 1.0) / (2.0 * a->n);
}
