// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_3_2.h"

#include "rng.h"

#include <gsl/gsl_math.h>

enum { MOST_UNITS = 6, MOST_FACTORS = 4 };

typedef struct {
    const char *english, *russian;
    int units, factors;
    double nats[MOST_UNITS][MOST_FACTORS]; /* about the factors */
    double pays[MOST_UNITS];               /* the divergence */
} code;

/* Of two factors with four levels; ln 4 = 1.386294. */
static const code dead = {"two factors, three units idle",
                          "два фактора, три элемента простаивают",
                          5,
                          2,
                          {{1.386294, 0}, {0}, {0}, {0, 1.386294}, {0}},
                          {2.1, 0, 0, 1.8, 0}};

static const code idle = {
    "the idle ones are noisy",
    "простаивающие шумят",
    5,
    2,
    {{1.31, 0.02}, {0.021, 0.034}, {0.028, 0.025}, {0.01, 1.34}, {0.03, 0.017}},
    {2.1, 0.004, 0.1, 1.8, 0.0007}};

static const code turned = {"both factors in both units",
                            "оба фактора в обоих элементах",
                            3,
                            2,
                            {{0.454, 0.454}, {0}, {0.454, 0.454}},
                            {2.1, 0, 1.8}};

static const code stranger = {
    "a live unit that knows of no factor",
    "живой элемент, не знающий ни о каком факторе",
    4,
    3,
    {{1.2, 0, 0.3}, {0}, {0.05, 0.9, 0}, {0.02, 0, 0}},
    {1.9, 0.7, 0.3, 0.02}};

static const code silence = {
    "nobody lives",  "не жив никто", 3, 2, {{0.03, 0.01}, {0}, {0.02, 0.019}},
    {0.002, 0, 0.04}};

static gsl_matrix *table_of(const code *c)
{
    gsl_matrix *table = gsl_matrix_alloc((size_t)c->units, (size_t)c->factors);
    for (size_t j = 0; j < table->size1; j++)
        for (size_t k = 0; k < table->size2; k++)
            gsl_matrix_set(table, j, k, c->nats[j][k]);
    return table;
}

static modularities score(const code *c)
{
    gsl_matrix *table = table_of(c);
    gsl_vector_const_view pays =
        gsl_vector_const_view_array(c->pays, (size_t)c->units);
    modularities found = modularity_of(table, &pays.vector);
    gsl_matrix_free(table);
    return found;
}

/* Of one unit, by the formula: the best factor is looked up first. */
static double right_unit(const code *c, int j)
{
    int best = 0;
    double others = 0;
    for (int k = 1; k < c->factors; k++)
        best = c->nats[j][k] > c->nats[j][best] ? k : best;
    for (int k = 0; k < c->factors; k++)
        others += k == best ? 0 : c->nats[j][k] * c->nats[j][k];
    double most = (c->factors - 1) * c->nats[j][best] * c->nats[j][best];
    return most > 0 ? 1 - others / most : 0;
}

static modularities right_score(const code *c)
{
    modularities right = {0};
    for (int j = 0; j < c->units; j++) {
        bool lives = c->pays[j] > LIVE_NATS;
        right.units += lives;
        right.live += lives ? right_unit(c, j) : 0;
        right.all += right_unit(c, j) / c->units;
    }
    right.live /= right.units ? right.units : 1;
    return right;
}

static void compare(const code *c)
{
    const char *name = SAY(c->english, c->russian);
    modularities got = score(c), right = right_score(c);
    exercise_note(SAY("modularity %.3f over all units, %.3f over the %d that "
                      "live: %s",
                      "модульность %.3f по всем элементам, %.3f по живым "
                      "(их %d): %s"),
                  got.all, got.live, got.units, name);
    expect_close(got.all, right.all, 1e-9,
                 SAY("over all units: %s", "по всем элементам: %s"), name);
    expect_close(got.live, right.live, 1e-9,
                 SAY("over the live units: %s", "по живым элементам: %s"),
                 name);
    expect_close(got.units, right.units, 0,
                 SAY("how many live: %s", "сколько живых: %s"), name);
}

static void check_dead(void)
{
    compare(&dead);
}

static void check_idle(void)
{
    compare(&idle);
}

static void check_turned(void)
{
    compare(&turned);
}

static void check_stranger(void)
{
    compare(&stranger);
}

static void check_silence(void)
{
    compare(&silence);
}

/* Random codes: a quarter of the units know nothing, half do not live. */
static void check_any(void)
{
    gsl_rng *rng = rng_at(33, RNG_SAMPLE, 0);
    for (int i = 0; i < 20; i++) {
        code c = {.units = 1 + i % MOST_UNITS,
                  .factors = 2 + i % (MOST_FACTORS - 1)};
        for (int j = 0; j < c.units; j++) {
            bool knows = gsl_rng_uniform(rng) > 0.25;
            for (int k = 0; k < c.factors; k++)
                c.nats[j][k] = knows ? gsl_rng_uniform(rng) : 0;
            c.pays[j] = 0.2 * gsl_rng_uniform(rng);
        }
        modularities got = score(&c), right = right_score(&c);
        const char *what = SAY("units: %d, factors: %d, code %d of 20",
                               "элементов: %d, факторов: %d, код %d из 20");
        expect_close(got.all, right.all, 1e-9, what, c.units, c.factors, i);
        expect_close(got.live, right.live, 1e-9, what, c.units, c.factors, i);
        expect_close(got.units, right.units, 0, what, c.units, c.factors, i);
    }
    gsl_rng_free(rng);
}

#define MEASURES "common/disentangle.h: Measures of disentanglement"

static const check checks[] = {
    {"units that know nothing", "элементы, которые ничего не знают", check_dead,
     MEASURES},
    {"idle units are never quite silent",
     "простаивающие элементы не совсем молчат", check_idle,
     "common/information.h: Mutual information from samples"},
    {"units that know of both factors", "элементы, знающие об обоих факторах",
     check_turned, MEASURES},
    {"a live unit may know nothing", "живой элемент может ничего не знать",
     check_stranger, MEASURES},
    {"nobody lives", "не жив никто", check_silence,
     "chapters/03_beta_vae/threshold.c: At which beta everything dies"},
    {"any code", "любой код", check_any, MEASURES},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
