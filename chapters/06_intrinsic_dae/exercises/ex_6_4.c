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
    /* Your code: see readers.h. */
    not_written_yet(fitted, others);
}

/* The working point of the seeds first .. first + count - 1. */
static int point_of(people_of *people, int first, int count)
{
    /* Your code: a weight. */
    not_written_yet(people, first, count, read_of);
}

finding measured(people_of *people)
{
    /* Your code: five answers. */
    not_written_yet(people, read_of, point_of);
}
