// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_5_1_H
#define EX_5_1_H

#include "exercise.h"
#include "graph.h"

/* A classifier's end in one node. Of K logits and a label (a row of K zeros
 * with a one, or of zeros only where the label is not known) it makes K + 1
 * numbers: the probabilities softmax(logits), and then -ln of that of the true
 * class, in nats; 0 without a label. */
node *classified(node *logits, node *label);

#endif
