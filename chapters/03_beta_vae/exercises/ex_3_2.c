// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.2 Two honest numbers
# 3.2 Два честных числа

fix, 45 minutes

## Statement

A colleague scores codes by their modularity: does a unit know of one factor
only? For a unit that has $I_k$ nats of information about factor $k$, most of
all about factor $k^*$,

$$ m = 1 - \frac{\sum_{k \ne k^*} I_k^2}{(K - 1)\, I_{k^*}^2}, $$

and the score of a code is the mean over its units. But of five available units
two live, each with a factor of its own, and three are idle; he calls the code
perfect, and his program prints NaN and 0.4. "So the one is a bug, and the other
one I cannot show to anybody", he says, and is about to leave out whatever
disturbs.

There are two honest numbers: the mean over *all* units, where one that knows
nothing counts as 0; and the mean over the *live* ones, whose divergence is
above 0.1 nat, together with how many they are. The first is low because units
were idle, the second tells what the working ones do; with one of them alone,
the reader is misled. Take out the line `not_written_yet`, see what his code
prints, and repair it. There is more than one thing wrong.

## Задание

Коллега оценивает коды по модульности: знает ли элемент только об одном факторе?
Для элемента с информацией $I_k$ нат о факторе $k$, наибольшей о факторе $k^*$,

$$ m = 1 - \frac{\sum_{k \ne k^*} I_k^2}{(K - 1)\, I_{k^*}^2}, $$

а оценка кода - среднее по его элементам. Из пяти доступных элементов два живы,
каждый со своим фактором, а три простаивают; по мнению коллеги, код безупречен,
но программа печатает NaN и 0.4. «Значит, одно - ошибка, а другое нельзя никому
показать», - говорит он и собирается выбросить всё, что мешает.

Честных чисел два: среднее по *всем* элементам, где ничего не знающий считается
за 0, и среднее по *живым*, у которых расхождение больше 0,1 ната, вместе с их
числом. Первое мало потому, что элементы простаивали, второе говорит, что делают
работающие; одно без другого вводит читателя в заблуждение. Уберите строку
`not_written_yet`, посмотрите, что печатает этот код, и исправьте его. Неверно
больше одного места.
*/
#include "ex_3_2.h"

#include <gsl/gsl_math.h>

modularities modularity_of(const gsl_matrix *information,
                           const gsl_vector *divergence)
{
    size_t units = information->size1, factors = information->size2;
    modularities found = {0};
    /* Repair this, and take out the next line: both means, and the count. */
    not_written_yet(units, factors, divergence);
    for (size_t j = 0; j < units; j++) {
        double best = 0, squares = 0;
        for (size_t k = 0; k < factors; k++) {
            double square = gsl_pow_2(gsl_matrix_get(information, j, k));
            squares += square;
            best = GSL_MAX(best, square);
        }
        double others = (squares - best) / (double)(factors - 1);
        double m = 1 - others / best;
        found.all += m / (double)units;
        if (gsl_vector_get(divergence, j) > 0) {
            found.live += m / (double)units;
            found.units++;
        }
    }
    return found;
}
