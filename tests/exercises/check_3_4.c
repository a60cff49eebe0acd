// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_3_4.h"

#include "rng.h"

#include <math.h>

/* Falling, growing; long, short; without anything between. */
static const ramp ramps[] = {
    {7.2, 0.31, 40, 13, 5}, {0.002, 1.7, 50, 4, 21}, {16, 0.5, 1000, 400, 100},
    {3, 2, 10, 1, 1},       {0.7, 0.9, 11, 10, 1},   {5, 0.1, 12, 1, 11},
    {4, 0.3, 9, 1, 2},      {0.01, 11, 4, 1, 1},     {2.5, 0.7, 8, 3, 3}};

enum { RAMPS = sizeof ramps / sizeof *ramps };

#define PLAN                                                                   \
    SAY("step %d of %d, from %g to %g, hold %d, rest %d",                      \
        "шаг %d из %d, от %g до %g, hold %d, rest %d")

#define OF(r, step) step, (r)->steps, (r)->from, (r)->to, (r)->hold, (r)->rest

static void check_held(void)
{
    for (int k = 0; k < RAMPS; k++)
        for (int s = 0; s < ramps[k].hold; s++)
            expect_close(ramp_at(ramps + k, s), ramps[k].from, 0, PLAN,
                         OF(ramps + k, s));
}

static void check_rest(void)
{
    for (int k = 0; k < RAMPS; k++)
        for (int s = ramps[k].steps - ramps[k].rest; s < ramps[k].steps; s++)
            expect_close(ramp_at(ramps + k, s), ramps[k].to, 0, PLAN,
                         OF(ramps + k, s));
}

/* By repeated multiplication. */
static void between(const ramp *r)
{
    int last = r->hold - 1, first = r->steps - r->rest;
    double share = exp(log(r->to / r->from) / (first - last));
    double right = r->from;
    for (int s = last + 1; s < first; s++) {
        right *= share;
        expect_close(ramp_at(r, s), right, 1e-9 * right, PLAN, OF(r, s));
    }
}

static void check_falls(void)
{
    for (int k = 0; k < RAMPS; k++)
        if (ramps[k].to < ramps[k].from)
            between(ramps + k);
    for (int s = 0; s < 1000; s += 111)
        exercise_note(SAY("step %3d: beta %7.4f", "шаг %3d: beta %7.4f"), s,
                      ramp_at(ramps + 2, s));
}

static void check_grows(void)
{
    for (int k = 0; k < RAMPS; k++)
        if (ramps[k].to > ramps[k].from)
            between(ramps + k);
}

static void check_anywhere(void)
{
    gsl_rng *rng = rng_at(34, RNG_SAMPLE, 0);
    double before[40];
    for (int s = 0; s < 40; s++)
        before[s] = ramp_at(ramps, s);
    for (int i = 0; i < 200; i++) {
        int s = (int)gsl_rng_uniform_int(rng, 40);
        expect_close(ramp_at(ramps, s), before[s], 0,
                     SAY("step %d again, after other steps",
                         "шаг %d ещё раз, после других шагов"),
                     s);
    }
    gsl_rng_free(rng);
    for (int s = 40; s < 45; s++)
        expect_close(ramp_at(ramps, s), ramps->to, 0,
                     SAY("step %d of a training that was planned for %d",
                         "шаг %d обучения, рассчитанного на %d"),
                     s, ramps->steps);
}

/* beta that lies between two steps, by their number; and both ends. */
static void reaches(const ramp *r)
{
    int last = r->hold - 1, first = r->steps - r->rest;
    const char *what = SAY("first step at or beyond %g on the way from %g to "
                           "%g in %d steps, hold %d, rest %d",
                           "первый шаг у %g или дальше на пути от %g до %g за "
                           "%d шагов, hold %d, rest %d");
#define WAY(beta) what, beta, r->from, r->to, r->steps, r->hold, r->rest
    for (int s = last; s < first; s++) {
        double beta =
            r->from * pow(r->to / r->from, (s + 0.5 - last) / (first - last));
        expect_close(ramp_reaches(r, beta), s + 1, 0, WAY(beta));
    }
    double way = r->to < r->from ? -1 : 1;
    double before = r->from * (1 - 0.1 * way), after = r->to * (1 + 0.1 * way);
    expect_close(ramp_reaches(r, before), 0, 0, WAY(before));
    expect_close(ramp_reaches(r, r->from), 0, 0, WAY(r->from));
    expect_close(ramp_reaches(r, r->to), first, 0, WAY(r->to));
    expect_close(ramp_reaches(r, after), -1, 0, WAY(after));
#undef WAY
}

static void check_reaches(void)
{
    for (int k = 0; k < RAMPS; k++)
        reaches(ramps + k);
}

#define PLANS "chapters/03_beta_vae/schedule.c: A weight that falls"

static const check checks[] = {
    {"it holds at the start", "держится в начале", check_held, PLANS},
    {"it holds at the end", "держится в конце", check_rest, PLANS},
    {"it falls", "убывает", check_falls, PLANS},
    {"it grows", "растёт", check_grows, PLANS},
    {"any step at any time", "любой шаг в любое время", check_anywhere,
     "common/rng.h: Randomness by counters"},
    {"when a weight is reached", "когда вес достигнут", check_reaches,
     "chapters/03_beta_vae/threshold.c: At which beta everything dies"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
