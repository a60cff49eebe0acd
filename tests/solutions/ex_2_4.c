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
    // gap(x): that of a coin, for each pixel
    double total = 0;
    for (size_t b = 0; b < x->size1; b++)
        for (size_t i = 0; i < x->size2; i++) {
            double p = gsl_matrix_get(x, b, i), q = 1 - p;
            total -= (p > 0 ? p * log(p) : 0) + (q > 0 ? q * log(q) : 0);
        }
    return total / (double)x->size1;
    // end
}

/* The two parts of the negative ELBO, in nats per picture. */
static double reconstruction(const coded *c)
{
    // gap(c): the Bernoulli loss
    double total = 0;
    for (size_t b = 0; b < c->x->size1; b++)
        for (size_t i = 0; i < c->x->size2; i++) {
            double a = gsl_matrix_get(c->logits, b, i);
            total += fmax(a, 0) - a * gsl_matrix_get(c->x, b, i) +
                     log1p(exp(-fabs(a)));
        }
    return total / (double)c->x->size1;
    // end
}

static double divergence(const coded *c)
{
    // gap(c): from the prior
    double total = 0;
    for (size_t b = 0; b < c->mu->size1; b++)
        for (size_t j = 0; j < c->mu->size2; j++) {
            double m = gsl_matrix_get(c->mu, b, j);
            double l = gsl_matrix_get(c->logvar, b, j);
            total += (m * m + exp(l) - 1 - l) / 2;
        }
    return total / (double)c->mu->size1;
    // end
}

finding measured(const task *t)
{
    // gap(t, entropy, reconstruction, divergence): four answers
    finding found = {.entropy = entropy(t->as[GREY].x)};
    double nats[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
        nats[kind] = reconstruction(&t->as[kind]) + divergence(&t->as[kind]);
        found.remains[kind] = nats[kind] / nats[GREY];
    }
    found.share = found.entropy / nats[GREY];
    found.coins = reconstruction(&t->as[GREY]);
    return found;
    // end
}
/**
## Hint 1

A coin that falls white with probability $x$ has the entropy
$-x \ln x - (1 - x) \ln (1 - x)$: nothing for a black or white pixel (where
$0 \ln 0$ is 0, not NaN), 0.69 for a mid-grey one. It is taken of each pixel of
each picture. The mean picture is grey nearly everywhere, and its entropy is
another question.

## Подсказка 1

Энтропия монеты, которая с вероятностью $x$ падает белой стороной, равна
$-x \ln x - (1 - x) \ln (1 - x)$: ноль для чёрного или белого пиксела (там
$0 \ln 0$ - это 0, а не NaN) и 0,69 для среднего серого. Она берётся для каждого
пиксела каждого изображения. Среднее изображение серо почти везде, и его
энтропия - ответ на другой вопрос.

## Hint 2

The reconstruction is the loss of the section "Losses", summed over the pixels;
the divergence that of the section "The price of a code", summed over the codes.
For question 3: a tossed pixel is 1 with probability $x$ and costs $-\ln s$
then, else $-\ln(1 - s)$. What is the mean?

## Подсказка 2

Восстановление - функция потерь из раздела "Losses", просуммированная по
пикселам; расхождение - из раздела "The price of a code", просуммированное по
кодам. К вопросу 3: разыгранный пиксел с вероятностью $x$ равен 1 и тогда стоит
$-\ln s$, иначе $-\ln(1 - s)$. Чему равно среднее?

## Hint 3

The mean over the tosses is $-x \ln s - (1 - x) \ln(1 - s)$: the very number
that the grey pixel costs. The entropy is still there; it has only moved from
the loss into the data. A model cannot know how a coin falls before it has seen
it, and a code that tells it is paid for by the divergence. A cut tosses
nothing. Only black and white pictures have a probability, so only the last two
numbers are bounds, each for pictures of its own kind.

## Подсказка 3

Среднее по броскам равно $-x \ln s - (1 - x) \ln(1 - s)$: ровно столько же стоит
серый пиксел. Энтропия никуда не делась, она лишь перешла из функции потерь в
данные. Как упадёт монета, модель заранее знать не может, а код, который об этом
сообщает, оплачивается расхождением. Порог же ничего не разыгрывает. Вероятность
есть только у чёрно-белых изображений, поэтому границами можно назвать лишь два
последних числа, каждое для изображений своего вида.

## Paper

Loaiza-Ganem and Cunningham, The continuous Bernoulli: fixing a pervasive error
in variational autoencoders, 2019: https://arxiv.org/abs/1907.06845

## Wrong answers

- the entropy of the mean picture: `double p = gsl_matrix_get(x, b, i), q = 1 -
  p;` -> `double p = 0; for (size_t k = 0; k < x->size1; k++) p +=
  gsl_matrix_get(x, k, i) / (double)x->size1; double q = 1 - p;`
- the entropy of the reconstructions: `finding found = {.entropy =
  entropy(t->as[GREY].x)};` -> `const gsl_matrix *a = t->as[GREY].logits;
  gsl_matrix *s = gsl_matrix_alloc(a->size1, a->size2); for (size_t i = 0; i <
  a->size1 * a->size2; i++) s->data[i] = 1 / (1 + exp(-a->data[i])); finding
  found = {.entropy = entropy(s)};`
- in bits: `(p > 0 ? p * log(p) : 0) + (q > 0 ? q * log(q) : 0)` ->
  `(p > 0 ? p * log2(p) : 0) + (q > 0 ? q * log2(q) : 0)`
- only one side of the coin: `+ (q > 0 ? q * log(q) : 0)` -> ``
- the mean over the pixels: `return total / (double)x->size1;` ->
  `return total / (double)(x->size1 * x->size2);`
- 0 ln 0 is no number: `(p > 0 ? p * log(p) : 0)` -> `p * log(p)`
- a share of the reconstruction: `found.entropy / nats[GREY]` ->
  `found.entropy / reconstruction(&t->as[GREY])`
- the share upside down: `found.entropy / nats[GREY]` ->
  `nats[GREY] / found.entropy`
- what the entropy leaves: `found.entropy / nats[GREY]` ->
  `1 - found.entropy / nats[GREY]`
- the squared error: `total += fmax(a, 0) - a * gsl_matrix_get(c->x, b, i) +
  log1p(exp(-fabs(a)));` -> `{ double e = 1 / (1 + exp(-a)) -
  gsl_matrix_get(c->x, b, i); total += e * e; }`
- logits taken for probabilities: `total += fmax(a, 0) - a *
  gsl_matrix_get(c->x, b, i) + log1p(exp(-fabs(a)));` -> `{ double v =
  gsl_matrix_get(c->x, b, i); total -= v * log(fabs(a)) + (1 - v) * log(fabs(1 -
  a)); }`
- deviation for variance: `(m * m + exp(l) - 1 - l)` ->
  `(m * m + exp(l / 2) - 1 - l)`
- the divergence twice: `(m * m + exp(l) - 1 - l) / 2` ->
  `(m * m + exp(l) - 1 - l)`
- the coins make the entropy vanish: `found.coins = reconstruction(
  &t->as[GREY])` -> `found.coins = reconstruction(&t->as[GREY]) - found.entropy`
- the coins cost another entropy: `found.coins = reconstruction(&t->as[GREY])`
  -> `found.coins = reconstruction(&t->as[GREY]) + found.entropy`
- the model of the tossed pictures: `found.coins = reconstruction(&t->as[GREY])`
  -> `found.coins = reconstruction(&t->as[TOSSED])`
- tossed pictures lose their entropy: `found.remains[kind] = nats[kind] /
  nats[GREY];` -> `found.remains[kind] = (nats[GREY] - (kind ? found.entropy :
  0)) / nats[GREY];`
- the reconstruction alone: `found.remains[kind] = nats[kind] / nats[GREY];` ->
  `found.remains[kind] = reconstruction(&t->as[kind]) /
  reconstruction(&t->as[GREY]);`
- the grey model on the others' pictures: `found.remains[kind] = nats[kind] /
  nats[GREY];` -> `coded c = t->as[GREY]; c.x = t->as[kind].x;
  found.remains[kind] = (reconstruction(&c) + divergence(&c)) / nats[GREY];`
*/
