// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_4_4.h"

#include "digit_dae.h"
#include "digits.h"
#include "evaluate.h"
#include "fail.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_upsample.h"
#include "op_warp.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- warps made by hand ------------------------------------------------- */

enum { SMALL = 3, FIELD = 2 * SMALL * SMALL };

static real small[2 * FIELD];

/* Two identities. */
static void set_small(void)
{
    for (int i = 0; i < 2 * FIELD; i++) {
        int at = i % (SMALL * SMALL);
        small[i] = (real)(i / (SMALL * SMALL) % 2 ? at / SMALL : at % SMALL);
    }
}

static void ask_share(int folded, const char *what)
{
    expect_close(folded_share(small, 2, SMALL), folded / 8.0, 1e-6,
                 SAY("two warps of 3 x 3 pixels, %s",
                     "две деформации 3 x 3 пиксела, %s"),
                 what);
}

static void check_share(void)
{
    set_small();
    ask_share(0, SAY("the identity", "тождественные"));
    small[FIELD + 4] = R(1.9); /* W_x in the middle of the second */
    small[FIELD + SMALL * SMALL + 4] = R(1.9);
    ask_share(1, SAY("the middle of one near its lower right corner",
                     "середина одной у её нижнего правого угла"));
    set_small();
    small[FIELD + 4] = small[FIELD + SMALL * SMALL + 4] = R(0.1);
    ask_share(1, SAY("the middle of one near its upper left corner",
                     "середина одной у её левого верхнего угла"));
    set_small();
    for (int k = 0; k < SMALL; k++)
        small[k * SMALL + 1] = 0;
    ask_share(2, SAY("two columns of one in the same place",
                     "два столбца одной на одном месте"));
    set_small();
    for (int i = 0; i < FIELD; i++)
        small[i] = -small[i];
    ask_share(
        0, SAY("one turned by 180 degrees", "одна повёрнута на 180 градусов"));
    set_small();
    for (int i = 0; i < SMALL * SMALL; i++)
        small[i] = -small[i];
    ask_share(4, SAY("one mirrored", "одна отражена"));
}

/* ---- random sheets ------------------------------------------------------ */

enum { SHEETS = 100 };

static task the_task;
static finding answer;
static graph *sheets;
static node *logits, *warp;
static real *normal; /* a number a logit */

static const real *warps(double amplitude)
{
    for (size_t i = 0; i < node_count(logits, SHEETS); i++)
        logits->value[i] = (real)amplitude * normal[i];
    return graph_run(NULL, warp, SHEETS);
}

static void set_task(int student)
{
    the_task = (task){.side = 14,
                      .grid = 4 + student % 4,
                      .sheets = SHEETS,
                      .most = 2 + student % 3,
                      .warps = warps};
    exercise_note(SAY("your task: %d x %d logits, steps up to %g",
                      "ваше задание: логиты %d x %d, шаги до %g"),
                  the_task.grid, the_task.grid, the_task.most);
    int grid = the_task.grid, side = the_task.side;
    sheets = graph_alloc();
    logits = shaped(input(sheets, 2 * grid * grid), 2, grid, grid);
    warp = integrate(increments(upsample(logits, side, side), the_task.most));
    graph_bind(sheets, SHEETS, 1);
    normal = must_alloc(node_count(logits, SHEETS), sizeof *normal);
    gsl_rng *rng = rng_at((uint64_t)student, RNG_SAMPLE, 4);
    for (size_t i = 0; i < node_count(logits, SHEETS); i++)
        normal[i] = (real)gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
}

/* Twice the area of the triangle of the pixels a, b, c. */
static double area(const real *w, int a, int b, int c)
{
    const real *v = w + the_task.side * the_task.side;
    double bx = (double)(w[b] - w[a]), by = (double)(v[b] - v[a]);
    double cx = (double)(w[c] - w[a]), cy = (double)(v[c] - v[a]);
    return bx * cy - by * cx;
}

static double right_share(const real *w, int count)
{
    int side = the_task.side, folded = 0;
    for (int k = 0; k < count * side * side; k++) {
        const real *sheet = w + k / (side * side) * 2 * side * side;
        int at = k % (side * side), below = at + side;
        if (at % side == side - 1 || at / side == side - 1)
            continue;
        folded += area(sheet, at, at + 1, below) <= 0 ||
                  area(sheet, below + 1, below, at + 1) <= 0;
    }
    return (double)folded / (count * (side - 1) * (side - 1));
}

/* The right number is not told. */
static void ask(double got, double right, double tolerance, const char *what)
{
    char text[32];
    snprintf(text, sizeof text, "%.5g", got);
    expect(fabs(got - right) <= tolerance * right, text,
           SAY("another number", "другое число"),
           SAY("%s; %d x %d logits, steps up to %g",
               "%s; логиты %d x %d, шаги до %g"),
           what, the_task.grid, the_task.grid, the_task.most);
}

static void check_sheets(void)
{
    set_task(exercise_student());
    answer = measured(&the_task);
    ask(answer.swaps, 0, 0,
        SAY("pairs whose order is swapped", "пары, поменявшиеся местами"));
    ask(answer.share, right_share(warps(1), SHEETS), 0.01,
        SAY("share of folded cells at amplitude 1",
            "доля смятых ячеек при амплитуде 1"));
}

/* Flat a little below, folded a little above. */
static void check_begins(void)
{
    bool below = right_share(warps(0.97 * answer.begins), SHEETS) > 0;
    bool above = right_share(warps(1.03 * answer.begins), SHEETS) > 0;
    char got[32];
    snprintf(got, sizeof got, "%.4f", answer.begins);
    expect(above && !below, got,
           below ? SAY("less: there are folds 3 % below it",
                       "меньше: складки есть и на 3 % ниже")
                 : SAY("more: nothing is folded 3 % above it",
                       "больше: и на 3 % выше ничего не смято"),
           SAY("the amplitude at which folding begins",
               "амплитуда, при которой начинаются складки"));
    exercise_note(SAY("the first fold at amplitude %.3f; at 1, %.1f %% of the "
                      "cells are folded and %d pairs swapped",
                      "первая складка при амплитуде %.3f; при 1 смято %.1f %% "
                      "ячеек, пар переставлено %d"),
                  answer.begins, 100 * answer.share, answer.swaps);
}

/* ---- a trained model ---------------------------------------------------- */

enum { TRAIN = 1600, TEST = 200, SHAPE = 8, BATCH = 32 };

static double rms(const real *x, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += (double)(x[i] * x[i]) / count;
    return sqrt(sum);
}

/* The same grid and steps, learned from all digits without smoothness. */
static void check_trained(void)
{
    static real fields[TEST * 2 * DIGIT_SIZE], learned[TEST * 2 * 7 * 7];
    split data = digits(ANY_DIGIT, TRAIN, TEST);
    graph *g = graph_alloc();
    int grid = the_task.grid, count = 2 * grid * grid;
    node *x = input(g, DIGIT_SIZE), *h = digit_hidden(x);
    node *texture = digit_texture(dense(h, 1));
    node *s = from_zero(dense(digit_warp_hidden(dense(h, SHAPE)), count));
    node *large = upsample(shaped(s, 2, grid, grid), DIGIT_SIDE, DIGIT_SIDE);
    node *w = integrate(increments(large, the_task.most));
    node *bias = mean_square(batch_mean(displacement(w)));
    node *mse = mean_squared_loss(sample(texture, w), x);
    node *loss = add(mse, scale(bias, 0.02));
    graph_bind(g, BATCH, 1);
    digits_train(x, loss, &data.train, 20, 4e-3, 1);
    evaluate_pictures(x, s, &data.test, learned);
    evaluate_pictures(x, w, &data.test, fields);
    double amplitude = rms(learned, TEST * count);
    double share = folded_share(fields, TEST, DIGIT_SIDE);
    expect_close(share, right_share(fields, TEST), 1e-4,
                 SAY("share of folded cells of a trained model",
                     "доля смятых ячеек обученной модели"));
    exercise_note(
        SAY("a model trained without smoothing, %s: logits of size %.2f, "
            "%.3f %% of the cells folded; random ones of that size: %.3f %%",
            "модель, обученная без сглаживания, %s: величина логитов %.2f, "
            "смято %.3f %% ячеек; у случайных той же величины: %.3f %%"),
        data.spec, amplitude, 100 * share,
        100 * right_share(warps(amplitude), SHEETS));
    graph_free(g);
    graph_free(sheets);
    free(normal);
    split_free(&data);
}

#define MEASURES "common/warp_measures.c: Measures of a warp"

static const check checks[] = {
    {"the share of folded cells", "доля смятых ячеек", check_share, MEASURES},
    {"order and folds of random sheets", "порядок и складки случайных листов",
     check_sheets, MEASURES},
    {"where folding begins", "где начинаются складки", check_begins, MEASURES},
    {"a trained model", "обученная модель", check_trained,
     "common/op_field_loss.c: What a warp must not do"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
