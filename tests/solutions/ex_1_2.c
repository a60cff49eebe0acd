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
    // gap(f, n): it overlooks too much
    double x[MOST] = {0}, dy[MOST] = {0}, dx[MOST] = {0}, before[MOST];
    double wrong = 0, size = 0, h = 1e-5;
    for (int i = 0; i < n; i++) {
        x[i] = 1.9 * sin(2 + 5 * i * i);
        dy[i] = 0.3 + fabs(cos(1 + 3 * i * i));
        dx[i] = before[i] = sin(3 + 7 * i);
    }
    f->backward(x, dy, dx, n);
    for (int i = 0; i < n; i++) {
        double here = x[i];
        x[i] = here + h;
        double right = total(f, x, dy, n);
        x[i] = here - h;
        double left = total(f, x, dy, n);
        x[i] = here;
        double expected = (right - left) / (2 * h);
        double error = dx[i] - before[i] - expected;
        wrong += error * error;
        size += expected * expected;
    }
    return sqrt(wrong) <= 1e-5 * sqrt(size);
    // starter
    // double x[MOST] = {0}, dy[MOST] = {0}, dx[MOST] = {0};
    // double wrong = 0, h = 1e-3;
    // for (int i = 0; i < n; i++) {
    //     x[i] = i % 2;
    //     dy[i] = 1;
    // }
    // f->backward(x, dy, dx, n);
    // for (int i = 0; i < n; i++) {
    //     double here = total(f, x, dy, n);
    //     x[i] += h;
    //     double there = total(f, x, dy, n);
    //     x[i] -= h;
    //     wrong += dx[i] - (there - here) / h;
    // }
    // return fabs(wrong) < 0.01 * n;
    // end
}
/**
## Hint 1

Print what the two derivatives are at the odd elements. At which `x` does the
test stand there, and what are $x^2$ and $x$ at that place? The points 0 and 1
are the worst places to look for an error.

## Подсказка 1

Напечатайте обе производные в нечётных элементах. Чему там равен `x`, и чему в
этой точке равны $x^2$ и $x$? Точки 0 и 1 - худшие места для поиска ошибок.

## Hint 2

Ask of each line which error it would hide. Two errors of opposite sign, added?
A backward pass that never looks at `dy`? One that writes `=` for `+=`? A NaN,
which compares as false with everything? A derivative that is wrong for negative
`x` only?

## Подсказка 2

О каждой строке спросите, какую ошибку она скроет. Две ошибки разного знака,
сложенные вместе? Обратный проход, который не смотрит на `dy`? Обратный проход,
где `=` вместо `+=`? NaN, любое сравнение с которым ложно? Производную, неверную
только при отрицательных `x`?

## Hint 3

Points of no pattern between -2 and 2, a different `dy` at each, `dx` filled
beforehand; central differences with a step of 1e-5, right to ten digits; and
the length of the vector of errors divided by the length of the vector of
derivatives, less than 1e-5. Mind the function whose derivatives are all zero.

## Подсказка 3

Точки без закономерности от -2 до 2, разные `dy`, заранее заполненный `dx`;
центральные разности с шагом 1e-5 (верны десять знаков); длина вектора ошибок,
делённая на длину вектора производных, меньше 1e-5. Не забудьте функцию, у
которой все производные равны нулю.

## Paper

Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, section 5.7
"Numerical Derivatives": https://numerical.recipes

## Wrong answers

- round points: `1.9 * sin(2 + 5 * i * i)` -> `i % 2`
- positive points only: `1.9 * sin(2 + 5 * i * i)` ->
  `1.9 * fabs(sin(2 + 5 * i * i))`
- a larger tolerance: `<= 1e-5 * sqrt(size)` -> `<= 0.01 * sqrt(size)`
- a tolerance that does not know the size of the derivatives:
  `<= 1e-5 * sqrt(size)` -> `<= 1e-5`
- errors of opposite sign cancel: `wrong += error * error;` ->
  `wrong += error;`, `sqrt(wrong) <=` -> `fabs(wrong) <=`
- the same dy everywhere: `0.3 + fabs(cos(1 + 3 * i * i))` -> `1`
- begins with zeros: `sin(3 + 7 * i)` -> `0`
- accepts what is no number: `return sqrt(wrong) <= 1e-5 * sqrt(size);` ->
  `return !(sqrt(wrong) > 1e-5 * sqrt(size));`
- refuses a derivative that is zero: `<= 1e-5 * sqrt(size)` ->
  `< 1e-5 * sqrt(size)`
- a step lost in rounding: `h = 1e-5` -> `h = 1e-13`
*/
