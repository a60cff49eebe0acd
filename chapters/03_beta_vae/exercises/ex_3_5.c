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
    /* Your code: a form with a grey level. */
    not_written_yet(n, seed);
}

double beta_share(double u)
{
    /* Your code: your schedule. */
    not_written_yet(u);
}

/* Writes the means of the live units to the first columns of out (n, units);
 * returns how many live. */
static size_t live_means(const gsl_matrix *mu, const gsl_matrix *logvar,
                         gsl_matrix *out)
{
    /* Your code: those whose mean divergence is above LIVE_NATS. */
    not_written_yet(mu, logvar, out);
}

report reported(const gsl_matrix *mu, const gsl_matrix *logvar,
                const gsl_matrix *factors)
{
    /* Your code: R^2 of a linear and a quadratic map. */
    not_written_yet(mu, logvar, factors, live_means);
}
