// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef INFORMATION_H
#define INFORMATION_H

#include <gsl/gsl_matrix.h>

/**
# Mutual information from samples

How much does a code unit tell about a factor? The *mutual information*

$$ I(z; v) = \sum_{z, v} p(z, v) \ln \frac{p(z, v)}{p(z)\, p(v)} $$

in nats: 0 if the two are independent, and the whole entropy of the factor if it
can be read from the unit. It sees any dependence, not only a linear one.

It needs probabilities, and we have samples: numbers are sorted into classes
and counted. This has a price. Two things that have nothing to do with each
other seem dependent in a finite sample, by $(B - 1)(V - 1) / 2N$ nats on
average for $B$ and $V$ classes and $N$ samples (Miller 1955). A dead unit
whose tiny noise is stretched over twenty bins is the typical case: all its
information is bias. So there should be many more samples than cells in the
table.
*/

/* A column of n numbers as classes 0 .. count-1. */
typedef struct {
    int n, count;
    int *of; /* (n) */
} classes;

/* Equal intervals between the least and the greatest number, which falls into
 * the last; a constant column is one class. */
classes classes_equal(const gsl_vector *x, int bins);

/* Every distinct number (to 1e-9) a class of its own. */
classes classes_distinct(const gsl_vector *x);

/* A factor's classes: its distinct numbers if there are no more than `bins` (0:
 * however many), equal intervals otherwise. */
classes classes_of_factor(const gsl_vector *factor, int bins);

void classes_free(classes *c);

/* In nats. */
double entropy(const classes *a);
double mutual_information(const classes *a, const classes *b);

/* What the mutual information of two independent columns is on average. */
double information_bias(const classes *a, const classes *b);

#endif
