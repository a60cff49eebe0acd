// SPDX-License-Identifier: GPL-3.0-or-later
/* Probabilities of classes and their cross-entropy, by hand. */
#include "check.h"

#include "noise.h"
#include "op_class.h"

#include <string.h>

enum { ROOM = 4 };

static void probabilities_do_not_know_a_constant(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *a = input(g, 5), *p = softmax(a);
    graph_bind(g, ROOM, 1);
    noise(a->value, 5, 4);
    double total = 0, want[5];
    for (int k = 0; k < 5; k++)
        total += want[k] = exp((double)a->value[k]);
    graph_run(NULL, p, 1);
    for (int k = 0; k < 5; k++)
        CHECK_CLOSE(p->value[k], want[k] / total, 1e-6);
    for (int k = 0; k < 5; k++)
        a->value[k] += 64;
    graph_run(NULL, p, 1);
    for (int k = 0; k < 5; k++)
        CHECK_CLOSE(p->value[k], want[k] / total, 1e-5);
    const real huge[] = {R(-3e38), R(1e30), 0, R(3e38), R(-1e5)};
    memcpy(a->value, huge, sizeof huge);
    graph_run(NULL, p, 1);
    for (int k = 0; k < 5; k++)
        CHECK_CLOSE(p->value[k], k == 3, 1e-30);
    graph_free(g);
}

static void cross_entropy_is_that_of_labelled_pictures(void **state)
{
    (void)state;
    const real logits[] = {0, 0, 0, 1, 2, 3, R(0.6931472), 0, 0, 0, 1000, 0};
    const real labels[] = {0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0};
    graph *g = graph_alloc();
    node *a = input(g, 3), *target = input(g, 3);
    node *loss = cross_entropy(a, target);
    graph_bind(g, ROOM, 1);
    memcpy(a->value, logits, sizeof logits);
    memcpy(target->value, labels, sizeof labels);
    /* 1/3, no label, 2/4, and a certain mistake. */
    CHECK_CLOSE(graph_run(NULL, loss, 3)[0], (log(3) + log(2)) / 2, 1e-6);
    CHECK_CLOSE(graph_run(NULL, loss, 4)[0], (log(6) + 1000) / 3, 1e-3);
    memset(target->value, 0, sizeof labels);
    CHECK_CLOSE(graph_run(NULL, loss, 4)[0], 0, 0);
    graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_do_not_know_a_constant),
        cmocka_unit_test(cross_entropy_is_that_of_labelled_pictures),
    };
    return RUN_TESTS(tests);
}
