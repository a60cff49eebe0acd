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
    // gap(p, n, term): y->value[0]
    double sum = 0;
    for (int i = 0; i < n * p->size; i++)
        sum += term((double)p->value[i]);
    y->value[0] = (real)(sum / n);
    // end
}

/* Given y->grad[0], adds to p->grad. */
static void uncertain_backward(const node *y, int n)
{
    const node *p = y->in[0];
    // gap(p, n, slope): to p->grad
    for (int i = 0; i < n * p->size; i++)
        p->grad[i] += y->grad[0] * (real)(slope((double)p->value[i]) / n);
    // end
}

static void uneven_forward(const node *y, int n)
{
    const node *p = y->in[0];
    double mean[GROUPS_MOST];
    mean_of(p, n, mean);
    // gap(p, mean, term): y->value[0]
    double least = log(p->size);
    for (int k = 0; k < p->size; k++)
        least -= term(mean[k]);
    y->value[0] = (real)least;
    // end
}

/* Given y->grad[0], adds to p->grad. */
static void uneven_backward(const node *y, int n)
{
    const node *p = y->in[0];
    double mean[GROUPS_MOST];
    mean_of(p, n, mean);
    // gap(p, n, mean, slope): to p->grad
    for (int i = 0; i < n * p->size; i++)
        p->grad[i] -= y->grad[0] * (real)(slope(mean[i % p->size]) / n);
    // end
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
    // gap(g, digit_of, group_of): a digit for each group
    int count[GROUPS_MOST][DIGITS] = {{0}};
    for (int b = 0; b < g->n; b++)
        count[group_of(g, b)][g->digits[b]]++;
    for (int k = 0; k < g->groups; k++) {
        digit_of[k] = -1;
        for (int d = 0, most = 0; d < DIGITS; d++)
            if (count[k][d] > most) {
                most = count[k][d];
                digit_of[k] = d;
            }
    }
    // end
}

double purity(const grouped *g, const int *digit_of)
{
    // gap(g, digit_of, group_of): a share of the pictures
    int right = 0;
    for (int b = 0; b < g->n; b++)
        right += digit_of[group_of(g, b)] == g->digits[b];
    return (double)right / g->n;
    // end
}
/**
## Hint 1

The entropy of each picture is a sum of `term` over its groups, and the mean
over the pictures divides all of it by `n`. For the other number take the mean
first and the entropy afterwards. What do the two give if all pictures have the
same sharp probabilities, what if each has sharp ones of its own, what if all
are even?

## Подсказка 1

Энтропия изображения - сумма `term` по группам, а среднее по изображениям делит
всё это на `n`. Для второго числа сначала берётся среднее, а потом энтропия. Что
дают оба, если у всех изображений одни и те же резкие вероятности, если у
каждого свои резкие, если у всех ровные?

## Hint 2

By $p_{bk}$: $\frac1n (-\ln p_{bk} - 1)$ for the first, and for the second
$\frac1n (\ln \bar p_k + 1)$, since $\bar p_k$ changes by $1/n$ of what $p_{bk}$
does. So the sign is turned, and all pictures receive the same. Both times
`y->grad[0]`, and added.

## Подсказка 2

По $p_{bk}$: для первого $\frac1n (-\ln p_{bk} - 1)$, для второго $\frac1n (\ln
\bar p_k + 1)$, ведь $\bar p_k$ меняется на $1/n$ того, на что меняется
$p_{bk}$. То есть знак другой, и все изображения получают одно и то же. Оба
умножаются на `y->grad[0]` и прибавляются.

## Hint 3

Count in a table `count[group][digit]`; the digit of a group is where its row is
largest. In `purity` the names are given: compare `digit_of[group_of(g, b)]`
with the digit of picture b, and do not count anew.

## Подсказка 3

Считайте в таблице `count[группа][цифра]`; цифра группы там, где её строка
наибольшая. В `purity` имена уже даны: сравните `digit_of[group_of(g, b)]` с
цифрой изображения b и не пересчитывайте заново.

## Paper

Hu, Miyato, Tokui, Matsumoto and Sugiyama, Learning discrete representations via
information maximizing self-augmented training, 2017:
https://arxiv.org/abs/1702.08720

## Wrong answers

- sums for means: `y->value[0] = (real)(sum / n);` -> `y->value[0] =
  (real)sum;`
- the entropy of the mean, twice: `sum += term((double)p->value[i]);` -> `;`,
  `y->value[0] = (real)(sum / n);` -> `double mean[GROUPS_MOST]; mean_of(p, n,
  mean); for (int k = 0; k < p->size; k++) sum += term(mean[k]); y->value[0] =
  (real)sum;`
- the mean of all uncertainties: `sum / n` -> `sum / (n * p->size)`
- pictures are made uncertain: `p->grad[i] += y->grad[0] *
  (real)(slope((double)p->value[i]) / n);` -> `p->grad[i] -= y->grad[0] *
  (real)(slope((double)p->value[i]) / n);`
- the gradient is not divided: `slope((double)p->value[i]) / n` ->
  `slope((double)p->value[i])`
- all in one group: `p->grad[i] -= y->grad[0]` -> `p->grad[i] += y->grad[0]`
- evenness of every picture: `slope(mean[i % p->size]) / n` ->
  `slope((double)p->value[i]) / n`
- nothing says that groups should be even: `p->grad[i] -= y->grad[0] *
  (real)(slope(mean[i % p->size]) / n);` -> `;`
- the zero of unevenness: `double least = log(p->size);` -> `double least = 0;`
- the gradient from above is forgotten: `p->grad[i] -= y->grad[0] * (real)` ->
  `p->grad[i] -= (real)`
- the gradient is set, not added: `p->grad[i] -= y->grad[0] * (real)(slope(` ->
  `p->grad[i] = -y->grad[0] * (real)(slope(`
- names chosen by the test digits: `int right = 0;` -> `int mine[GROUPS_MOST],
  right = 0; match(g, mine); digit_of = mine;`
- a name for each picture: `right += digit_of[group_of(g, b)] ==
  g->digits[b];` -> `for (int k = 0; k < g->groups; k++) if (digit_of[k] ==
  g->digits[b]) { right++; break; }`
- each digit chooses a group: `count[group_of(g, b)][g->digits[b]]++;` ->
  `count[group_of(g, b)][g->digits[b]]++; for (int d = 0; d < DIGITS; d++) for
  (int k = 0; k < g->groups; k++) for (int l = 0; l < g->groups; l++) if
  (count[l][d] > count[k][d]) count[k][d] = 0;`
- a digit for an empty group: `digit_of[k] = -1;` -> `digit_of[k] = 0;`
*/
