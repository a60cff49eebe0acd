// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_class.h"

#include "fail.h"

/**
# Classes

A classifier ends in one number a class, the *logits* $a$, and makes
probabilities of them:

$$ p_k = \frac{e^{a_k}}{\sum_j e^{a_j}}. $$

The same number added to all logits changes nothing; the largest one is
subtracted first, so that no power overflows.

Backwards: $\partial p_k / \partial a_j = p_k (\delta_{kj} - p_j)$, so a
gradient $\bar p$ that comes from above becomes

$$ \bar a_j = p_j \Bigl( \bar p_j - \sum_k \bar p_k\, p_k \Bigr). $$
*/

/* ln sum_k e^a_k */
static real log_total(const real *a, int count)
{
    real largest = a[0], total = 0;
    for (int k = 1; k < count; k++)
        largest = a[k] > largest ? a[k] : largest;
    for (int k = 0; k < count; k++)
        total += real_exp(a[k] - largest);
    return largest + (real)log((double)total);
}

static void softmax_forward(const node *y, int n)
{
    for (int b = 0; b < n; b++) {
        const real *a = y->in[0]->value + b * y->size;
        real top = log_total(a, y->size);
        for (int k = 0; k < y->size; k++)
            y->value[b * y->size + k] = real_exp(a[k] - top);
    }
}

static void softmax_backward(const node *y, int n)
{
    for (int b = 0; b < n; b++) {
        const real *p = y->value + b * y->size, *grad = y->grad + b * y->size;
        real *a = y->in[0]->grad + b * y->size, mean = 0;
        for (int k = 0; k < y->size; k++)
            mean += grad[k] * p[k];
        for (int k = 0; k < y->size; k++)
            a[k] += p[k] * (grad[k] - mean);
    }
}

static const operation softmax_op = {"softmax", softmax_forward,
                                     softmax_backward};

node *softmax(node *logits)
{
    REQUIRE(!logits->single, "classes are those of the pictures of a batch");
    return node_new(&softmax_op, logits, NULL, logits->size);
}

/**
The loss of a classifier is the *cross-entropy*, $-\ln p_k$ for the true class
$k$. In one operation with the logits it is $\ln \sum_j e^{a_j} - a_k$, which is
never $\ln 0$, and its derivative is once more as simple as can be: $p_j -
\delta_{jk}$. A picture without a label says nothing, and is left out of the
mean.

In this chapter the probabilities are needed twice: by the loss, and by the
decoders. Both roads lead back to the same logits, and there the gradients add.
*/

static int labelled(const node *target, int n)
{
    int count = 0;
    for (int i = 0; i < n * target->size; i++)
        count += target->value[i] > 0;
    return count;
}

/* The class of one picture, or -1. */
static int class_of(const node *target, int b)
{
    const real *t = target->value + b * target->size;
    for (int k = 0; k < target->size; k++)
        if (t[k] > 0)
            return k;
    return -1;
}

static void cross_entropy_forward(const node *loss, int n)
{
    const node *logits = loss->in[0], *target = loss->in[1];
    int count = labelled(target, n);
    double total = 0;
    for (int b = 0; b < n; b++) {
        const real *a = logits->value + b * logits->size;
        int k = class_of(target, b);
        if (k >= 0)
            total += (double)(log_total(a, logits->size) - a[k]);
    }
    loss->value[0] = count > 0 ? (real)(total / count) : 0;
}

static void cross_entropy_backward(const node *loss, int n)
{
    const node *logits = loss->in[0], *target = loss->in[1];
    int count = labelled(target, n);
    for (int b = 0; b < n; b++) {
        const real *a = logits->value + b * logits->size;
        real *grad = logits->grad + b * logits->size;
        int k = class_of(target, b);
        if (k < 0)
            continue;
        real top = log_total(a, logits->size),
             share = loss->grad[0] / (real)count;
        for (int j = 0; j < logits->size; j++)
            grad[j] += share * (real_exp(a[j] - top) - (real)(j == k));
    }
}

static const operation cross_entropy_op = {
    "cross-entropy", cross_entropy_forward, cross_entropy_backward};

node *cross_entropy(node *logits, node *target)
{
    REQUIRE(logits->size == target->size, "a logit a class");
    REQUIRE(!logits->single && !target->single,
            "a classifier looks at the pictures of a batch");
    REQUIRE(!target->needs_grad, "labels are given");
    node *loss = node_new(&cross_entropy_op, logits, target, 1);
    loss->single = true;
    return loss;
}
