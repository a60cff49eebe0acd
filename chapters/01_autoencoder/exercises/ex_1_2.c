// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 1.2 The check that checks nothing
# 1.2 Проверка, которая ничего не проверяет

fix, 60 minutes

## Statement

Every operation of this book is tested against central differences. Here is such
a test, and it passes on `spoiled`, although the derivative of `spoiled` is
wrong at every second element. Find out why, and repair the test, not the
function: `gradient_is_right` must refuse whatever is wrong by one part in a
thousand in a single element, and must accept what is right, whether the
derivatives are of the size of 100 000 or of 0.000 001.

There is more than one thing to be found. A test is only as good as the errors
it would notice: think of errors that this one would not.

## Задание

Каждая операция в этой книге проверяется центральными разностями. Вот такая
проверка, и она пропускает функцию `spoiled`, хотя её производная неверна в
каждом втором элементе. Выясните, почему, и исправьте проверку, а не функцию:
`gradient_is_right` должна отвергать всё, что неверно на одну тысячную хотя бы
в одном элементе, и принимать всё верное, будь производные порядка 100 000 или
0,000 001.

Ошибок больше одной. Проверка стоит ровно столько, сколько ошибок она заметит:
подумайте, каких ошибок не заметит эта.
*/
#include "ex_1_2.h"

#include <math.h>

static void spoiled_forward(const double *x, double *y, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}

static void spoiled_backward(const double *x, const double *dy, double *dx,
                             int n)
{
    for (int i = 0; i < n; i++)
        dx[i] += 2 * dy[i] * (i % 2 ? x[i] * x[i] : x[i]);
}

const function spoiled = {spoiled_forward, spoiled_backward};

/* The sum of dy * f(x), whose derivatives by x the backward pass gives. */
static double total(const function *f, const double *x, const double *dy, int n)
{
    double y[MOST], sum = 0;
    f->forward(x, y, n);
    for (int i = 0; i < n; i++)
        sum += dy[i] * y[i];
    return sum;
}

bool gradient_is_right(const function *f, int n)
{
    /* Repair this, and take out the next line: it overlooks too much. */
    not_written_yet(f, n);
    double x[MOST] = {0}, dy[MOST] = {0}, dx[MOST] = {0};
    double wrong = 0, h = 1e-3;
    for (int i = 0; i < n; i++) {
        x[i] = i % 2;
        dy[i] = 1;
    }
    f->backward(x, dy, dx, n);
    for (int i = 0; i < n; i++) {
        double here = total(f, x, dy, n);
        x[i] += h;
        double there = total(f, x, dy, n);
        x[i] -= h;
        wrong += dx[i] - (there - here) / h;
    }
    return fabs(wrong) < 0.01 * n;
}
