// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 2.4 What do grey pixels cost?
# 2.4 Сколько стоят серые пикселы?

measure, 60 minutes

## Statement

The Bernoulli loss takes a grey pixel $x$ for a coin, and a coin costs its
entropy even if the model knows $x$ exactly. So part of the negative ELBO of
grey digits is a price that no model can bring down. How large a part? And does
it vanish when the digits are made black and white?

Your number stands for a digit: `make ex-2.4 STUDENT=17` trains three models on
pictures of it, grey ones, tossed ones (a coin for each pixel) and those cut at
one half, and hands you what each makes of some test pictures. Measure

1. the entropy of the grey pixels, in nats per picture,
2. which share it is of the negative ELBO of the grey pictures,
3. what the reconstruction costs if coins are tossed for the pixels, while the
   model and the codes stay those of the grey pictures: the mean over all
   tosses. (You may toss a lot of coins. You may also think for a minute.)
4. how much of the negative ELBO remains with tossed and with cut pictures.

Guess 4 before you measure it. When all is right, the check prints a table.
Which of its numbers would you call a bound of $-\ln p(x)$?

## Задание

Функция потерь Бернулли считает серый пиксел $x$ монетой, а монета стоит свою
энтропию, даже если модель точно знает $x$. Значит, часть отрицательной ELBO
(ELBO с обратным знаком) серых цифр - цена, которую не снизит никакая модель.
Насколько велика эта часть? И исчезнет ли она, если сделать цифры чёрно-белыми?

Ваш номер задаёт цифру: команда `make ex-2.4 STUDENT=17` обучает на её
изображениях три модели - на серых, на разыгранных (для каждого пиксела
бросается монета) и на обрезанных по порогу в одну вторую - и передаёт вам то,
что каждая делает с тестовыми изображениями. Измерьте:

1. энтропию серых пикселов, в натах на изображение;
2. какую долю отрицательной ELBO серых изображений она составляет;
3. сколько стоит восстановление, если пикселы разыграть монетой, а модель и коды
   оставить от серых изображений: среднее по всем броскам. (Можно бросить много
   монет. А можно минуту подумать.)
4. какая часть отрицательной ELBO остаётся у разыгранных и у обрезанных
   изображений.

Прежде чем измерять 4, попробуйте угадать. Когда всё верно, проверка печатает
таблицу. Какие из её чисел можно назвать границей для $-\ln p(x)$?
*/
#include "ex_2_4.h"

#include <math.h>

/* Entropy of the pixels x of all pictures, in nats per picture. */
static double entropy(const gsl_matrix *x)
{
    /* Your code: that of a coin, for each pixel. */
    not_written_yet(x);
}

/* The two parts of the negative ELBO, in nats per picture. */
static double reconstruction(const coded *c)
{
    /* Your code: the Bernoulli loss. */
    not_written_yet(c);
}

static double divergence(const coded *c)
{
    /* Your code: from the prior. */
    not_written_yet(c);
}

finding measured(const task *t)
{
    /* Your code: four answers. */
    not_written_yet(t, entropy, reconstruction, divergence);
}
