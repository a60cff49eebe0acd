// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 6.4 The price of a nat
# 6.4 Цена одного ната

measure, 50 minutes

## Statement

The albedo code of a one-sided intrinsic autoencoder knows where the lamp
stands. Make it a distribution whose nats cost something, and the light leaves
it. But what else does? A skin's tone is a grey factor, and the shading could
say it for nothing. For which weight of a nat is the light gone and the tone
still there?

Your number stands for a length of the albedo code, a number of lights for each
person, and three seeds: `make ex-6.4 STUDENT=17`. A function trains a small
model, in a quarter of a second, and gives you albedo codes of three groups of
people: those that it has learned from, others set aside, and test people.
Measure

1. how well light and tone are read from the code, for each weight,
2. a working point: the weight where the tone is the farthest above the light,
3. the working point that each seed *alone* would have told you,
4. whether it is a good one: light at most 0.2, tone at least 0.8, every time.

The point must be one that you can defend. A reader that is fitted to the people
on whom it is graded has learned them by heart; a point chosen by the test
people is graded by those who have chosen it. The check tries your function on
made-up codes first, then trains your models and plots both curves. If the
answer to 4 is no, what is missing in the model?

## Задание

Код альбедо одностороннего внутреннего (intrinsic) автокодера знает, где стоит
лампа. Сделайте его распределением, наты которого чего-то стоят, и свет из него
уйдёт. А что ещё уйдёт? Тон кожи - серый множитель, и затенение могло бы
сообщить его даром. При каком весе ната света уже нет, а тон ещё есть?

Ваш номер задаёт длину кода альбедо, число источников света на человека и три
начальных значения генератора: `make ex-6.4 STUDENT=17`. Функция за четверть
секунды обучает маленькую модель и даёт вам коды альбедо трёх групп людей: тех,
на которых она училась, отложенных и тестовых. Измерьте:

1. насколько хорошо из кода читаются свет и тон, для каждого веса;
2. рабочую точку: вес, при котором тон сильнее всего превосходит свет;
3. рабочую точку, которую назвало бы каждое начальное значение *в отдельности*;
4. хороша ли она: свет не больше 0.2 и тон не меньше 0.8, причём всегда.

Точку нужно суметь защитить. Считыватель, подогнанный по тем же людям, на
которых его оценивают, выучил их наизусть; точку, выбранную по тестовым людям,
оценивают те, кто её и выбрал. Проверка сначала испытает функцию на придуманных
кодах, затем обучит ваши модели и нарисует обе кривые. Если ответ на 4 - "нет",
то чего модели не хватает?
*/
#include "ex_6_4.h"

#include <math.h>

typedef struct {
    double light, tone; /* R^2 */
} reading;

/* What can be read of others by a reader fitted to people. */
static reading read_of(const rows *fitted, const rows *others)
{
    // gap(fitted, others): see readers.h
    reader *r = reader_fit(fitted->codes, fitted->factors);
    gsl_matrix *told = reader_read(r, others->codes);
    reading found = {r_squared(told, others->factors, LIGHT),
                     r_squared(told, others->factors, TONE)};
    gsl_matrix_free(told);
    reader_free(r);
    return found;
    // end
}

/* The working point of the seeds first .. first + count - 1. */
static int point_of(people_of *people, int first, int count)
{
    // gap(people, first, count, read_of): a weight
    double most = -INFINITY;
    int point = 0;
    for (int w = 0; w < WEIGHTS; w++) {
        double sum = 0;
        for (int s = first; s < first + count; s++) {
            const groups *g = people(w, s);
            reading found = read_of(&g->fitted, &g->aside);
            sum += found.tone - found.light;
        }
        if (sum > most) {
            most = sum;
            point = w;
        }
    }
    return point;
    // end
}

finding measured(people_of *people)
{
    // gap(people, read_of, point_of): five answers
    finding found = {.point = point_of(people, 0, SEEDS), .both = true};
    for (int s = 0; s < SEEDS; s++) {
        found.alone[s] = point_of(people, s, 1);
        for (int w = 0; w < WEIGHTS; w++) {
            const groups *g = people(w, s);
            reading test = read_of(&g->fitted, &g->test);
            found.light[w] += test.light / SEEDS;
            found.tone[w] += test.tone / SEEDS;
            if (w == found.point && (test.light > 0.2 || test.tone < 0.8))
                found.both = false;
        }
    }
    return found;
    // end
}
/**
## Hint 1

Three groups, three tasks: `fitted` makes the reader, `aside` chooses the point,
`test` is for what you report. A reader is made with `reader_fit`, used with
`reader_read`, and judged by `r_squared` of its readings, the true factors and
the number of a factor.

## Подсказка 1

Три группы - три задачи: по `fitted` строится считыватель, по `aside` выбирается
точка, `test` - для отчёта. Считыватель строит `reader_fit`, применяет
`reader_read`, а оценивает `r_squared` по прочитанному, истинным факторам и
номеру фактора.

## Hint 2

`point_of` needs no means: where the sum over its seeds of tone less light is
largest, the mean is, too. Compare with `>`, so that of equal weights the first
one stays. With one seed, `point_of(people, s, 1)`, it answers the third
question.

## Подсказка 2

Для `point_of` средние не нужны: где наибольшая сумма "тон минус свет" по
начальным значениям, там и среднее. Сравнивайте знаком `>`, чтобы из равных
остался первый вес. С одним начальным значением, `point_of(people, s, 1)`, она
отвечает на третий вопрос.

## Hint 3

`both` begins as true, and one seed can make it false: look at the test people
of each seed with the weight `point`, not at their means. Add the readings of
the test people to `light[w]` and `tone[w]`, each over `SEEDS`.

## Подсказка 3

`both` сначала истинно, и одно начальное значение может сделать его ложным:
смотрите на тестовых людей каждого начального значения при весе `point`, а не на
средние. Прочитанное у тестовых людей прибавляйте к `light[w]` и `tone[w]`,
делённое на `SEEDS`.

## Paper

Higgins, Matthey, Pal, Burgess, Glorot, Botvinick, Mohamed and Lerchner,
beta-VAE: learning basic visual concepts with a constrained variational
framework, 2017: https://openreview.net/forum?id=Sy2fzU9gl

## Wrong answers

- the reader is fitted to test people: `reader *r =
  reader_fit(fitted->codes, fitted->factors);` -> `reader *r =
  reader_fit(others->codes, others->factors); (void)fitted;`
- graded on the people it was fitted to: `gsl_matrix *told = reader_read(r,
  others->codes);` -> `others = fitted; gsl_matrix *told = reader_read(r,
  others->codes);`
- the reader is fitted to people set aside: `read_of(&g->fitted, &g->test)` ->
  `read_of(&g->aside, &g->test)`
- the point is chosen by test people: `read_of(&g->fitted, &g->aside)` ->
  `read_of(&g->fitted, &g->test)`
- the point is chosen by the people fitted: `read_of(&g->fitted, &g->aside)` ->
  `read_of(&g->fitted, &g->fitted)`
- the people set aside are reported: `read_of(&g->fitted, &g->test)` ->
  `read_of(&g->fitted, &g->aside)`
- light and tone are mixed up: `{r_squared(told, others->factors, LIGHT),
  r_squared(told, others->factors, TONE)}` -> `{r_squared(told,
  others->factors, TONE), r_squared(told, others->factors, LIGHT)}`
- the readings for the truth: `{r_squared(told, others->factors, LIGHT),
  r_squared(told, others->factors, TONE)}` -> `{r_squared(others->factors,
  told, LIGHT), r_squared(others->factors, told, TONE)}`
- the most tone, whatever the light: `sum += found.tone - found.light;` -> `sum
  += found.tone;`
- the least light, whatever the tone: `sum += found.tone - found.light;` ->
  `sum -= found.light;`
- one seed only: `.point = point_of(people, 0, SEEDS)` -> `.point =
  point_of(people, 0, 1)`
- every seed says what all say: `found.alone[s] = point_of(people, s, 1);` ->
  `found.alone[s] = found.point;`
- the last seed for the mean: `found.light[w] += test.light / SEEDS;
  found.tone[w] += test.tone / SEEDS;` -> `found.light[w] = test.light;
  found.tone[w] = test.tone;`
- good in the mean is good enough: `if (w == found.point && (test.light > 0.2 ||
  test.tone < 0.8)) found.both = false;` -> `if (w == found.point && s == SEEDS
  - 1) found.both = found.light[w] <= 0.2 && found.tone[w] >= 0.8;`
- one good seed is good enough: `if (w == found.point && (test.light > 0.2 ||
  test.tone < 0.8)) found.both = false;` -> `if (s == 0 && w == 0) found.both =
  false; if (w == found.point && test.light <= 0.2 && test.tone >= 0.8)
  found.both = true;`
- any weight may be the good one: `if (w == found.point && (test.light > 0.2 ||
  test.tone < 0.8)) found.both = false;` -> `if (s == 0 && w == 0) found.both =
  false; if (test.light <= 0.2 && test.tone >= 0.8) found.both = true;`
- it has worked out, of course: `if (w == found.point && (test.light > 0.2 ||
  test.tone < 0.8)) found.both = false;` -> `;`
*/
