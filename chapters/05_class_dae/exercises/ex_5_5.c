// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 5.5 Classes that nobody has named
# 5.5 Классы, которых никто не называл

extend, 75 minutes

## Statement

Take all labels away. The class slice is still there: ten probabilities that
both decoders read. Left alone it becomes just another code, a little of
everything for each picture. Two terms of a loss can make groups of it. Each
picture should belong to *one* group: its entropy should be small. And all
groups should be used: the entropy of the *mean* probabilities should be large.

$$ \mathrm{uncertain} = \frac1n \sum_b H(p_b), \qquad
   \mathrm{uneven} = \ln K - H\Bigl(\frac1n \sum_b p_b\Bigr), \qquad
   H(p) = -\sum_k p_k \ln p_k . $$

Write both as operations, with their gradients. Then write how groups get the
names of digits, and how well that fits: the *purity*. Here you must be careful.
Names are given once, by the training digits; whoever names the groups by the
test digits, or each picture as it comes, has measured his own labels.

The check trains two models without a single label and prints ten templates.
Which digits share a group, and why those?

## Задание

Уберите все метки. Часть кода для класса остаётся: десять вероятностей, которые
читают оба декодера. Без присмотра она станет просто ещё одним кодом, где в
каждом изображении всего понемногу. Сделать из неё группы могут два члена
функции потерь. Каждое изображение должно принадлежать *одной* группе: его
энтропия должна быть мала. И все группы должны использоваться: энтропия
*средних* вероятностей должна быть велика.

$$ \mathrm{uncertain} = \frac1n \sum_b H(p_b), \qquad
   \mathrm{uneven} = \ln K - H\Bigl(\frac1n \sum_b p_b\Bigr), \qquad
   H(p) = -\sum_k p_k \ln p_k . $$

Напишите оба как операции, с градиентами. Затем напишите, как группы получают
имена цифр и насколько эти имена подходят: *чистоту* групп. Тут нужна
осторожность. Имена даются один раз, по обучающим цифрам; кто называет группы по
тестовым цифрам или каждое изображение отдельно, тот измерил собственные метки.

Проверка обучит две модели без единой метки и напечатает десять шаблонов. Какие
цифры оказались в одной группе и почему именно они?
*/
#include "ex_5_5.h"

#include "fail.h"

#include <math.h>
#include <string.h>

enum { DIGITS = 10, GROUPS_MOST = 64 };

/* -p ln p, and its derivative, which is cut off where it would be infinite. */
static double term(double p)
{
    return p > 0 ? -p * log(p) : 0;
}

static double slope(double p)
{
    return -log(fmax(p, 1e-12)) - 1;
}

/* Mean probabilities of the first n pictures. */
static void mean_of(const node *p, int n, double *mean)
{
    memset(mean, 0, (size_t)p->size * sizeof *mean);
    for (int i = 0; i < n * p->size; i++)
        mean[i % p->size] += (double)p->value[i] / n;
}

static void uncertain_forward(const node *y, int n)
{
    const node *p = y->in[0];
    /* Your code: y->value[0]. */
    not_written_yet(p, n, term);
}

/* Given y->grad[0], adds to p->grad. */
static void uncertain_backward(const node *y, int n)
{
    const node *p = y->in[0];
    /* Your code: to p->grad. */
    not_written_yet(p, n, slope);
}

static void uneven_forward(const node *y, int n)
{
    const node *p = y->in[0];
    double mean[GROUPS_MOST];
    mean_of(p, n, mean);
    /* Your code: y->value[0]. */
    not_written_yet(p, mean, term);
}

/* Given y->grad[0], adds to p->grad. */
static void uneven_backward(const node *y, int n)
{
    const node *p = y->in[0];
    double mean[GROUPS_MOST];
    mean_of(p, n, mean);
    /* Your code: to p->grad. */
    not_written_yet(p, n, mean, slope);
}

static const operation uncertain_op = {"uncertain", uncertain_forward,
                                       uncertain_backward};
static const operation uneven_op = {"uneven", uneven_forward, uneven_backward};

static node *one_number(const operation *op, node *p)
{
    REQUIRE(p->size <= GROUPS_MOST, "too many groups");
    node *y = node_new(op, p, NULL, 1);
    y->single = true;
    return y;
}

node *uncertain(node *p)
{
    return one_number(&uncertain_op, p);
}

node *uneven(node *p)
{
    return one_number(&uneven_op, p);
}

/* The group of picture b. */
static int group_of(const grouped *g, int b)
{
    const real *p = g->p + b * g->groups;
    int best = 0;
    for (int k = 1; k < g->groups; k++)
        best = p[k] > p[best] ? k : best;
    return best;
}

void match(const grouped *g, int *digit_of)
{
    /* Your code: a digit for each group. */
    not_written_yet(g, digit_of, group_of);
}

double purity(const grouped *g, const int *digit_of)
{
    /* Your code: a share of the pictures. */
    not_written_yet(g, digit_of, group_of);
}
