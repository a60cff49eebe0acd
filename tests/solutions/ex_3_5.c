// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.5 A third factor
# 3.5 Третий фактор

extend, 90 minutes

## Statement

Give the dot a third factor, its grey level, and find it again in a code that
nobody has told of it. Three parts are yours:

1. the pictures, from the module that draws dots (dots.h),
2. the schedule of $\beta$, as a multiple of the threshold $\beta_c$. The check
   trains a model of five units with it from several seeds, a quarter of a
   second each. Wanted are three live units, every time, that say more than 8
   nats together. A constant $\beta$ does not do it: where it is small enough
   for 8 nats, a fourth unit wakes up in most runs. Find out what does,
3. the report: how many units live (by their divergence, above 0.1 nat), and how
   well each factor can be read from their means, by a linear map and by a
   quadratic one.

The lecture asks of a good code that the factors can be read from it linearly.
Look at the grey level in the table that the check prints: does the code know
it, and is it to be had by a linear map?

## Задание

Дайте точке третий фактор, яркость, и найдите его в коде, которому о нём никто
не сообщал. Ваши три части:

1. изображения, с помощью модуля, который рисует точки (dots.h);
2. план для $\beta$ в долях порога $\beta_c$. Проверка обучает с ним модель из
   пяти элементов с нескольких начальных значений генератора, по четверти
   секунды. Нужны ровно три живых элемента каждый раз, сообщающие вместе больше
   8 нат. Постоянное $\beta$ этого не даёт: там, где оно достаточно мало для 8
   нат, чаще всего оживает четвёртый элемент. Найдите то, что даёт;
3. отчёт: сколько элементов живы (по расхождению, больше 0,1 ната) и насколько
   хорошо каждый фактор читается по их средним, линейно и квадратично.

Лекция требует от хорошего кода, чтобы факторы читались из него линейно.
Посмотрите в таблице, которую печатает проверка, на яркость: знает ли о ней код,
и добудет ли её линейное отображение?
*/
#include "ex_3_5.h"

#include "dots.h"
#include "linear_fit.h"

#include <math.h>

dataset grey_dots(int n, uint64_t seed)
{
    // gap(n, seed): a form with a grey level
    dots_form form = dots_ordinary(12, 2.25);
    form.y[0] = 3.25;
    form.y[1] = 7.75;
    form.grey = true;
    return dots(&form, n, seed);
    // end
}

double beta_share(double u)
{
    // gap(u): your schedule
    const double from = 0.2, to = 0.007, hold = 0.2, until = 0.6;
    double v = (u - hold) / (until - hold);
    return from * pow(to / from, fmin(1, fmax(0, v)));
    // end
}

/* Writes the means of the live units to the first columns of out (n, units);
 * returns how many live. */
static size_t live_means(const gsl_matrix *mu, const gsl_matrix *logvar,
                         gsl_matrix *out)
{
    // gap(mu, logvar, out): those whose mean divergence is above LIVE_NATS
    size_t live = 0;
    for (size_t j = 0; j < mu->size2; j++) {
        double nats = 0;
        for (size_t i = 0; i < mu->size1; i++) {
            double m = gsl_matrix_get(mu, i, j);
            double l = gsl_matrix_get(logvar, i, j);
            nats += (m * m + exp(l) - 1 - l) / 2 / (double)mu->size1;
            gsl_matrix_set(out, i, live, m);
        }
        live += nats > LIVE_NATS;
    }
    return live;
    // end
}

report reported(const gsl_matrix *mu, const gsl_matrix *logvar,
                const gsl_matrix *factors)
{
    // gap(mu, logvar, factors, live_means): R^2 of a linear and a quadratic map
    gsl_matrix *means = gsl_matrix_alloc(mu->size1, mu->size2);
    size_t live = live_means(mu, logvar, means), n = mu->size1;
    report r = {.live = (int)live};
    if (live > 0) {
        gsl_matrix_view codes = gsl_matrix_submatrix(means, 0, 0, n, live);
        gsl_matrix *terms = with_quadratic_terms(&codes.matrix);
        gsl_vector_view linear = gsl_vector_view_array(r.linear, GREY_FACTORS);
        gsl_vector_view square =
            gsl_vector_view_array(r.quadratic, GREY_FACTORS);
        linear_r2_held_out(&codes.matrix, factors, &linear.vector);
        linear_r2_held_out(terms, factors, &square.vector);
        gsl_matrix_free(terms);
    }
    gsl_matrix_free(means);
    return r;
    // end
}
/**
## Hint 1

`dots_form` has a field `grey`. For the schedule, let the check print what a
constant gives: with 0.2 three units live, but they say little; with 0.008 they
say enough, but there are four of them. Which units were there first, and what
would they say if the price fell afterwards?

## Подсказка 1

У `dots_form` есть поле `grey`. Для плана посмотрите, что печатает проверка при
постоянном $\beta$: при 0,2 живы три элемента, но говорят они мало; при 0,008
говорят достаточно, но их четыре. Какие из них ожили первыми и что они скажут,
если цена потом упадёт?

## Hint 2

Hold at a fifth of the threshold for a fifth of the training, fall exponentially
to 0.007 of it until 0.6, hold: the chapter's "A weight that falls". Begin much
higher, and fewer than three units live while it holds; which others wake up in
the fall is then a matter of luck.

## Подсказка 2

Держите пятую часть порога пятую часть обучения, уменьшайте по экспоненте до
0,007 порога вплоть до доли 0,6 и снова держите: раздел главы "A weight that
falls". Если начать намного выше, то, пока вес держится, живы меньше трёх
элементов, и какие ещё оживут при его убывании - дело случая.

## Hint 3

A unit pays for its mean *and* for its variance. One with a wide spread of means
and a variance near 1 may be dead, one with a narrow spread and a tiny variance
lives. Copy the columns of the live ones, then `linear_r2_held_out` reads from
them, and from `with_quadratic_terms` of them. The grey level sits in the code
as a distance from somewhere, and a distance is a sum of squares.

## Подсказка 3

Элемент платит и за среднее, *и* за дисперсию. С широким разбросом средних и
дисперсией около 1 он может быть погасшим, а с узким разбросом и крохотной
дисперсией - живым. Скопируйте столбцы живых; `linear_r2_held_out` читает из них
и из `with_quadratic_terms` от них. Яркость записана в коде как расстояние от
некоторой точки, а расстояние - сумма квадратов.

## Paper

Higgins et al., beta-VAE: Learning basic visual concepts with a constrained
variational framework, 2017: https://openreview.net/forum?id=Sy2fzU9gl

## Wrong answers

- no grey level: `form.grey = true;` -> ``
- a square range: `form.y[0] = 3.25; form.y[1] = 7.75;` -> ``
- the dot reaches beyond the picture: `form.y[0] = 3.25;` -> `form.y[0] = 3.25;
  form.x[0] = 0; form.x[1] = 11;`
- a dot of another size: `dots_ordinary(12, 2.25)` -> `dots_ordinary(12, 3)`
- always the same pictures: `dots(&form, n, seed)` -> `dots(&form, n, 1)`
- a small constant: `return from * pow(to / from, fmin(1, fmax(0, v)));` ->
  `return to + 0 * v;`
- a constant in between: `return from * pow(to / from, fmin(1, fmax(0, v)));` ->
  `return 2 * to + 0 * v;`
- a large constant: `return from * pow(to / from, fmin(1, fmax(0, v)));` ->
  `return from + 0 * v * to;`
- a warm-up, it grows: `from = 0.2, to = 0.007, hold = 0.2,` ->
  `from = 0.001, to = 0.01, hold = 0,`
- it begins too high: `from = 0.2,` -> `from = 0.8,`
- it falls too far: `to = 0.007,` -> `to = 0.0005,`
- beta, not its share of the threshold: `return from * pow` ->
  `return 16 * from * pow`
- the spread of the means: `live += nats > LIVE_NATS;` -> `double sum = 0,
  square = 0; for (size_t i = 0; i < mu->size1; i++) { double m =
  gsl_matrix_get(mu, i, j); sum += m / (double)mu->size1; square += m * m /
  (double)mu->size1; } live += square - sum * sum > LIVE_NATS;`
- a narrower spread of the means: `live += nats > LIVE_NATS;` -> `double sum =
  0, square = 0; for (size_t i = 0; i < mu->size1; i++) { double m =
  gsl_matrix_get(mu, i, j); sum += m / (double)mu->size1; square += m * m /
  (double)mu->size1; } live += square - sum * sum > 0.01;`
- the means alone are paid for: `(m * m + exp(l) - 1 - l) / 2` -> `m * m / 2 + 0
  * l`
- the variances alone are paid for: `(m * m + exp(l) - 1 - l) / 2` -> `(exp(l) -
  1 - l) / 2`
- one half is missing: `(m * m + exp(l) - 1 - l) / 2` -> `(m * m + exp(l) - 1 -
  l)`
- the sum over the pictures: `(m * m + exp(l) - 1 - l) / 2 / (double)mu->size1`
  -> `(m * m + exp(l) - 1 - l) / 2`
- every unit lives: `live += nats > LIVE_NATS;` -> `live += 1 + 0 * (nats >
  LIVE_NATS);`
- all units are read, the live ones counted: `gsl_matrix_view codes =
  gsl_matrix_submatrix(means, 0, 0, n, live);` -> `gsl_matrix_memcpy(means, mu);
  gsl_matrix_view codes = gsl_matrix_submatrix(means, 0, 0, n, mu->size2);`
- the first units are read: `gsl_matrix_view codes =` ->
  `gsl_matrix_memcpy(means, mu); gsl_matrix_view codes =`
- not held out: `linear_r2_held_out(&codes.matrix, factors, &linear.vector);` ->
  `linear_r2(&codes.matrix, factors, &linear.vector);`
- the quadratic map not held out: `linear_r2_held_out(terms, factors,
  &square.vector);` -> `linear_r2(terms, factors, &square.vector);`
- squares of squares: `linear_r2_held_out(terms, factors, &square.vector);` ->
  `gsl_matrix *more = with_quadratic_terms(terms); linear_r2_held_out(more,
  factors, &square.vector); gsl_matrix_free(more);`
- linear twice: `linear_r2_held_out(terms, factors, &square.vector);` ->
  `linear_r2_held_out(&codes.matrix, factors, &square.vector);`
- nobody lives: `if (live > 0)` -> `if (n > 0)`
*/
