// SPDX-License-Identifier: GPL-3.0-or-later
#include "data.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# What a run works on

Nobody should be stopped in the first minute by a missing download: without
MNIST, drawn digits stand in. That is said on the screen, in the results, and
on every figure.
*/

enum { QUICK_TRAIN = 2000, QUICK_TEST = 500 };

static const char *default_data(const options *o)
{
    if (data_has_mnist())
        return "mnist";
    if (!o->quiet)
        printf("MNIST is not here (data/fetch mnist gets it): pen strokes "
               "stand in for its digits\n");
    return "strokes";
}

void data_default_digit(options *o, int digit)
{
    static char spec[16];
    if (o->data)
        return;
    snprintf(spec, sizeof spec, "%s:%d", default_data(o), digit);
    o->data = spec;
}

static void use_test_set(split *s, const char *spec, uint64_t seed, int most)
{
    split other = data_load(spec, seed, 1, most);
    if (other.test.n == 0)
        fail("give a SPEC with at least five pictures",
             "%s: has no test pictures", spec);
    if (other.test.channels != s->train.channels ||
        other.test.height != s->train.height ||
        other.test.width != s->train.width)
        fail("give both the same size=, gray or rgb",
             "%s: its pictures are %d x %d x %d, those of %s %d x %d x %d",
             spec, other.test.channels, other.test.height, other.test.width,
             s->spec, s->train.channels, s->train.height, s->train.width);
    dataset swap = s->test;
    s->test = other.test;
    other.test = swap;
    split_free(&other);
}

dataset data_held_out(split *s, int n)
{
    if (n >= s->train.n)
        fail_usage("leave some pictures to train on",
                   "--held-out %d of %d training pictures", n, s->train.n);
    return n > 0 ? dataset_cut(&s->train, n) : (dataset){0};
}

split data_for(options *o, int pictures)
{
    if (!o->data)
        o->data = default_data(o);
    int train = pictures, test = o->quick ? QUICK_TEST : 0;
    if (o->quick)
        train = pictures ? GSL_MIN(pictures, QUICK_TRAIN) : QUICK_TRAIN;
    split s = data_load(o->data, (uint64_t)o->seed, train, test);
    if (o->eval)
        use_test_set(&s, o->eval, (uint64_t)o->seed, test);
    if (s.test.n == 0)
        fail("give at least five pictures", "%s: has no test pictures",
             o->data);
    return s;
}
