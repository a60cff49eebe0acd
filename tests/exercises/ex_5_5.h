// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_5_5_H
#define EX_5_5_H

#include "exercise.h"
#include "graph.h"

/* Two numbers about a batch of probabilities p (groups), as nodes, in nats:
 * how uncertain a picture's group is, the mean over the pictures of the entropy
 * of p... */
node *uncertain(node *p);

/* ...and how unevenly the groups are used: ln(groups) less the entropy of the
 * mean of p over the pictures. Both are 0 or more; 0 ln 0 is 0. */
node *uneven(node *p);

/* Pictures with their probabilities of the groups (n, groups) and their true
 * digits. The group of a picture is that of its largest probability. */
typedef struct {
    int n, groups;
    const real *p;
    const unsigned char *digits; /* 0 .. 9 */
} grouped;

/* Writes to digit_of[g] which digit is the most frequent among the pictures of
 * group g (of equally frequent ones the smallest), or -1 if it has none. */
void match(const grouped *g, int *digit_of);

/* The share of pictures whose group stands for their digit. */
double purity(const grouped *g, const int *digit_of);

#endif
