// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_CLASS_H
#define OP_CLASS_H

#include "graph.h"

/* Probabilities e^a_k / sum_j e^a_j of the classes k, for each picture. */
node *softmax(node *logits);

/* Mean of -ln softmax(logits)_k over the pictures that have a label k, in nats:
 * `target` is a row of zeros with a one at k, or of zeros only if the picture
 * has no label. 0 if none has one. */
node *cross_entropy(node *logits, node *target);

#endif
