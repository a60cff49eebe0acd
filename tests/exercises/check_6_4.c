// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_6_4.h"

#include "digits.h"
#include "face_split.h"
#include "faces.h"
#include "fail.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

/* Of each weight and seed; `fitted.codes` is NULL if nobody has asked yet. */
typedef groups table[WEIGHTS][SEEDS];

static rows rows_alloc(size_t n, size_t codes)
{
    return (rows){gsl_matrix_alloc(n, codes), gsl_matrix_alloc(n, FACTORS)};
}

static void rows_free(rows *r)
{
    gsl_matrix_free(r->codes);
    gsl_matrix_free(r->factors);
    *r = (rows){0};
}

static void table_free(table t)
{
    for (int w = 0; w < WEIGHTS; w++)
        for (int s = 0; s < SEEDS; s++) {
            rows_free(&t[w][s].fitted);
            rows_free(&t[w][s].aside);
            rows_free(&t[w][s].test);
        }
}

static void ask_range(int weight, int seed)
{
    REQUIRE(weight >= 0 && weight < WEIGHTS, "weights 0 to WEIGHTS - 1");
    REQUIRE(seed >= 0 && seed < SEEDS, "seeds go from 0 to SEEDS - 1");
}

/* ---- what is right, of a set of seeds ----------------------------------- */

enum { ALL = (1u << SEEDS) - 1 };

typedef struct {
    double r2[FACTORS];
} reading;

static reading right_reading(const rows *fitted, const rows *others)
{
    reading found;
    reader *r = reader_fit(fitted->codes, fitted->factors);
    gsl_matrix *told = reader_read(r, others->codes);
    for (int k = 0; k < FACTORS; k++)
        found.r2[k] = r_squared(told, others->factors, (size_t)k);
    gsl_matrix_free(told);
    reader_free(r);
    return found;
}

typedef struct {
    reading aside[WEIGHTS][SEEDS], test[WEIGHTS][SEEDS];
} readings;

static readings right_readings(people_of *people)
{
    readings all;
    for (int w = 0; w < WEIGHTS; w++)
        for (int s = 0; s < SEEDS; s++) {
            all.aside[w][s] =
                right_reading(&people(w, s)->fitted, &people(w, s)->aside);
            all.test[w][s] =
                right_reading(&people(w, s)->fitted, &people(w, s)->test);
        }
    return all;
}

static double right_mean(const readings *all, int weight, int factor)
{
    double sum = 0;
    for (int s = 0; s < SEEDS; s++)
        sum += all->test[weight][s].r2[factor];
    return sum / SEEDS;
}

static int right_point(const readings *all, unsigned seeds)
{
    double best = -INFINITY;
    int point = 0;
    for (int w = 0; w < WEIGHTS; w++) {
        double sum = 0;
        for (int s = 0; s < SEEDS; s++)
            if (seeds >> s & 1)
                sum += all->aside[w][s].r2[TONE] - all->aside[w][s].r2[LIGHT];
        if (sum > best) {
            best = sum;
            point = w;
        }
    }
    return point;
}

static bool right_both(const readings *all)
{
    const reading *at = all->test[right_point(all, ALL)];
    for (int s = 0; s < SEEDS; s++)
        if (at[s].r2[LIGHT] > 0.2 || at[s].r2[TONE] < 0.8)
            return false;
    return true;
}

static readings compare(people_of *people, const char *name)
{
    readings all = right_readings(people);
    finding found = measured(people);
    for (int w = 0; w < WEIGHTS; w++) {
        expect_close(
            found.light[w], right_mean(&all, w, LIGHT), 1e-9,
            SAY("light, R^2 with weight %d, %s", "свет, R^2 при весе %d, %s"),
            w, name);
        expect_close(
            found.tone[w], right_mean(&all, w, TONE), 1e-9,
            SAY("tone, R^2 with weight %d, %s", "тон, R^2 при весе %d, %s"), w,
            name);
    }
    expect_close(found.point, right_point(&all, ALL), 0,
                 SAY("the working point, %s", "рабочая точка, %s"), name);
    for (int s = 0; s < SEEDS; s++)
        expect_close(found.alone[s], right_point(&all, 1u << s), 0,
                     SAY("the point that seed %d alone tells, %s",
                         "точка, которую называет одно зерно %d, %s"),
                     s, name);
    expect_close(found.both, right_both(&all), 0,
                 SAY("`both`, 1 for true, %s", "`both`, 1 - истина, %s"), name);
    return all;
}

/* ---- made-up codes ------------------------------------------------------ */

enum { CODES = 5, HALF = 40 };

/* How loud the noise is in what codes say of light and tone. */
typedef double loudness[WEIGHTS][FACTORS];

typedef struct {
    loudness fitted[SEEDS], aside[SEEDS], test[SEEDS];
} noises;

#define ROWS(a, b, c, d, e, f, g, h, i, j)                                     \
    {                                                                          \
        {a, b}, {c, d}, {e, f}, {g, h},                                        \
        {                                                                      \
            i, j                                                               \
        }                                                                      \
    }

/* The first seed, the test people and those fitted would each choose another
 * point. */
#define USUAL ROWS(.1, .1, .3, .2, .6, .3, 3, .5, 9, 9)
#define FIRST ROWS(.1, .1, 9, .1, .6, .3, 3, .5, 9, 9)
#define FITTED ROWS(.1, .1, .3, .2, .6, .3, 3, .5, 9, .1)
#define UNSEEN ROWS(.1, .1, .3, .2, 9, .2, 3, 2, 9, 9)
static const noises misled = {.fitted = {FITTED, FITTED, FITTED},
                              .aside = {FIRST, USUAL, USUAL},
                              .test = {UNSEEN, UNSEEN, UNSEEN}};

/* One weight is right for everybody. */
#define EASY ROWS(.1, .1, .3, .1, 9, .1, 9, .4, 9, 9)
static const noises easy = {.fitted = {EASY, EASY, EASY},
                            .aside = {EASY, EASY, EASY},
                            .test = {EASY, EASY, EASY}};

/* One of the seeds has too much light where the means are good enough. */
#define NEARLY ROWS(.1, .1, .3, .1, 1.2, .1, 9, .5, 9, 9)
static const noises nearly = {.fitted = {EASY, NEARLY, EASY},
                              .aside = {EASY, NEARLY, EASY},
                              .test = {EASY, NEARLY, EASY}};

/* The first code tells the light, the second one the tone. */
static void made_up_rows(gsl_rng *rng, const double *noise, rows *r)
{
    for (size_t i = 0; i < r->codes->size1; i++) {
        for (size_t j = 0; j < CODES; j++)
            gsl_matrix_set(r->codes, i, j, gsl_ran_gaussian(rng, 1));
        for (size_t k = 0; k < FACTORS; k++) {
            double v = 2 * gsl_rng_uniform(rng) - 1;
            gsl_matrix_set(r->factors, i, k, v);
            gsl_matrix_set(r->codes, i, k,
                           v + noise[k] * gsl_matrix_get(r->codes, i, k));
        }
    }
}

static table made_up;

static const groups *look_up(int weight, int seed)
{
    ask_range(weight, seed);
    return &made_up[weight][seed];
}

static void ask_made_up(const noises *n, const char *name)
{
    gsl_rng *rng = rng_at(64, RNG_SAMPLE, 0);
    for (int w = 0; w < WEIGHTS; w++)
        for (int s = 0; s < SEEDS; s++) {
            groups *p = &made_up[w][s];
            *p = (groups){rows_alloc(4 * HALF, CODES),
                          rows_alloc(2 * HALF, CODES), rows_alloc(HALF, CODES)};
            made_up_rows(rng, n->fitted[s][w], &p->fitted);
            made_up_rows(rng, n->aside[s][w], &p->aside);
            made_up_rows(rng, n->test[s][w], &p->test);
        }
    gsl_rng_free(rng);
    compare(look_up, name);
    table_free(made_up);
}

static void check_made_up(void)
{
    ask_made_up(&misled, SAY("made-up codes: some seeds mislead, and the test "
                             "people too",
                             "придуманные коды: одно зерно вводит в "
                             "заблуждение, тестовые люди тоже"));
    ask_made_up(&easy, SAY("made-up codes: one weight is right for all",
                           "придуманные коды: один вес хорош для всех"));
    ask_made_up(&nearly, SAY("made-up codes: right in the mean, not for all",
                             "придуманные коды: хорошо в среднем, но не для "
                             "всех"));
}

/* ---- your models -------------------------------------------------------- */

enum { TRAIN = 384, ASIDE = 160, TEST = 320, BATCH = 32, EPOCHS = 16 };

static const double weights[WEIGHTS] = {3e-6, 1e-5, 3e-5, 1e-4, 3e-4};

static int codes, lights;
static table known;

/* Codes as the decoder hears them: drawn. */
static rows drawn(const face_split *m, const dataset *d, uint64_t seed)
{
    face_rows all = face_rows_of(m, d);
    rows r = rows_alloc(all.mu->size1, all.mu->size2);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    for (size_t i = 0; i < r.codes->size1; i++) {
        for (size_t j = 0; j < r.codes->size2; j++)
            gsl_matrix_set(r.codes, i, j,
                           gsl_matrix_get(all.mu, i, j) +
                               exp(gsl_matrix_get(all.logvar, i, j) / 2) *
                                   gsl_ran_gaussian_ziggurat(rng, 1));
        gsl_matrix_set(r.factors, i, LIGHT,
                       gsl_matrix_get(all.factors, i, FACE_AZIMUTH));
        gsl_matrix_set(r.factors, i, TONE,
                       gsl_matrix_get(all.factors, i, FACE_TONE));
    }
    gsl_rng_free(rng);
    face_rows_free(&all);
    return r;
}

static groups trained(double nats, uint64_t seed)
{
    const faces_form form = {.size = FACE_SIDE, .lights = lights};
    dataset train = faces(&form, TRAIN, 3 * seed);
    dataset aside = faces(&form, ASIDE, 3 * seed + 1);
    dataset test = faces(&form, TEST, 3 * seed + 2);
    face_split m = face_split_alloc((face_form){.paint = codes, .nats = nats},
                                    BATCH, seed);
    digits_train(m.x, m.loss, &train, EPOCHS, 6e-3, seed);
    groups p = {drawn(&m, &train, 1), drawn(&m, &aside, 2),
                drawn(&m, &test, 3)};
    graph_free(m.g);
    dataset_free(&train);
    dataset_free(&aside);
    dataset_free(&test);
    return p;
}

static const groups *yours(int weight, int seed)
{
    ask_range(weight, seed);
    groups *p = &known[weight][seed];
    if (!p->fitted.codes)
        *p = trained(weights[weight],
                     (uint64_t)(exercise_student() * SEEDS + seed + 1));
    return p;
}

/* A place for an R^2 on a line from 0 to 1. */
static int place(double r2, int width)
{
    return (int)lround(fmin(fmax(r2, 0), 1) * (width - 1));
}

static void show(const readings *all)
{
    enum { WIDTH = 41 };
    exercise_note(SAY("read from the albedo code, 0 to 1: L light, T tone",
                      "читается из кода альбедо, от 0 до 1: L - свет, T - "
                      "тон"));
    for (int w = 0; w < WEIGHTS; w++) {
        char line[WIDTH + 1];
        double light = right_mean(all, w, LIGHT),
               tone = right_mean(all, w, TONE);
        for (int i = 0; i < WIDTH; i++)
            line[i] = i % 10 ? '.' : '|';
        line[WIDTH] = 0;
        line[place(tone, WIDTH)] = 'T';
        line[place(light, WIDTH)] = 'L';
        exercise_note("%g  %s  L %5.2f  T %5.2f%s", weights[w], line, light,
                      tone, w == right_point(all, ALL) ? "  <-" : "");
    }
    exercise_note(SAY("by single seeds: %g, %g, %g; light at most 0.2 and tone "
                      "at least 0.8 there, in each seed: %s",
                      "по отдельным зёрнам: %g, %g, %g; там свет не больше "
                      "0.2, а тон не меньше 0.8 для каждого зерна: %s"),
                  weights[right_point(all, 1)], weights[right_point(all, 2)],
                  weights[right_point(all, 4)],
                  right_both(all) ? SAY("yes", "да") : SAY("no", "нет"));
}

static void check_yours(void)
{
    codes = 4 + 2 * (exercise_student() % 4);
    lights = 4 + 2 * (exercise_student() / 4 % 3);
    exercise_note(SAY("your task: %d albedo codes, %d lights a person",
                      "ваше задание: кодов альбедо %d, источников света на "
                      "человека %d"),
                  codes, lights);
    readings all = compare(yours, SAY("your models", "ваши модели"));
    show(&all);
    table_free(known);
}

#define READERS                                                                \
    "chapters/06_intrinsic_dae/readers.c: Reading from a part of the code"
#define NATS "common/op_gaussian.c: The price of a code"

static const check checks[] = {
    {"readings of made-up codes", "прочитанное из придуманных кодов",
     check_made_up, READERS},
    {"your models", "ваши модели", check_yours, NATS},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
