// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec.h"

#include "dots.h"
#include "fail.h"
#include "strokes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/**
# Drawn pictures

They cost time, so no more are drawn than are wanted. How many have to be drawn
for a number of one class of the ten is not known beforehand: a little more than
ten times as many, and twice that again as long as it is too few.

Test pictures must not be training pictures. They are drawn from a seed of their
own, the same one with half of its bits inverted.
*/

static dataset draw(int n, int most, int only, uint64_t seed)
{
    int drawn = most == 0 || most > n ? n : most;
    if (only != no_class)
        drawn = most == 0 || most > n / 24 ? n : 12 * most + 200;
    for (;; drawn *= 2) {
        if (drawn > n)
            drawn = n;
        dataset d = strokes(drawn, seed);
        spec_keep_first(&d, most, only);
        if (drawn == n || d.n == most)
            return d;
        dataset_free(&d);
    }
}

split spec_strokes(const request *r)
{
    int n = 60000, only = spec_class(r);
    const uint64_t other = UINT64_C(0xffffffff) << 32;
    if (r->n_options > 0) {
        if (r->n_options > 1 || strncmp(r->options[0], "n=", 2) != 0)
            spec_bad_option(r, r->options[r->n_options - 1]);
        n = spec_number(r, r->options[0] + 2, 6, 6000000);
    }
    split s = {.train = draw(n, r->train, only, r->seed),
               .test = draw(n / 6, r->test, only, r->seed ^ other)};
    if (s.train.n == 0)
        fail("ask for a greater n", "%s: no digit %d among %d", r->spec, only,
             n);
    return s;
}

/**
Dots likewise, with a form of their own.
*/

/* "2.5" or, if `high` is wanted, "2.5-8". */
static void decimals(const request *r, const char *text, double *low,
                     double *high)
{
    char *end;
    *low = strtod(text, &end);
    bool good = isdigit((unsigned char)*text);
    if (high && good && *end == '-' && isdigit((unsigned char)end[1]))
        *high = strtod(end + 1, &end);
    else if (high)
        good = false;
    if (!good || *end)
        fail_usage(spec_hint, "%s: '%s' is not %s", r->spec, text,
                   high ? "a range A-B of numbers" : "a number");
}

/* The text after `name` if it is that option of the request, or NULL. */
static const char *option_of(const request *r, const char *name)
{
    size_t length = strlen(name);
    for (int i = 0; i < r->n_options; i++)
        if (strncmp(r->options[i], name, length) == 0)
            return r->options[i] + length;
    return NULL;
}

static void check_dots(const request *r, const dots_form *f)
{
    const double *ranges[] = {f->x, f->y};
    if (!(f->radius > 0 && 2 * f->radius < f->size))
        fail_usage(spec_hint, "%s: a dot of radius %g has no room in %d pixels",
                   r->spec, f->radius, f->size);
    for (int k = 0; k < 2; k++)
        if (!(ranges[k][0] >= 0 && ranges[k][0] <= ranges[k][1] &&
              ranges[k][1] <= f->size - 1))
            fail_usage(spec_hint, "%s: %c=%g-%g is no range within 0-%d",
                       r->spec, "xy"[k], ranges[k][0], ranges[k][1],
                       f -> size - 1);
}

static dots_form form_of(const request *r)
{
    static const char *const known[] = {
        "size=", "radius=", "x=", "y=", "spacing=", "n="};
    for (int i = 0; i < r->n_options; i++) {
        bool good = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            good = good ||
                   (strncmp(r->options[i], known[k], strlen(known[k])) == 0 &&
                    option_of(r, known[k]) == r->options[i] + strlen(known[k]));
        if (!good)
            spec_bad_option(r, r->options[i]);
    }
    const char *text = option_of(r, "size=");
    int size = text ? spec_number(r, text, 4, 512) : 28;
    double radius = 3 * size / 16.0;
    if ((text = option_of(r, "radius=")))
        decimals(r, text, &radius, NULL);
    dots_form f = dots_ordinary(size, radius);
    if ((text = option_of(r, "x=")))
        decimals(r, text, &f.x[0], &f.x[1]);
    if ((text = option_of(r, "y=")))
        decimals(r, text, &f.y[0], &f.y[1]);
    if ((text = option_of(r, "spacing=")))
        f.spacing = spec_number(r, text, 1, size);
    if (r->argument && strcmp(r->argument, "grey") != 0)
        fail_usage(spec_hint, "%s: dots are white or ':grey', not ':%s'",
                   r->spec, r->argument);
    f.grey = r->argument != NULL;
    check_dots(r, &f);
    return f;
}

split spec_dots(const request *r)
{
    dots_form f = form_of(r);
    const char *text = option_of(r, "n=");
    int n = text ? spec_number(r, text, 8, 1000000) : 4096;
    const uint64_t other = UINT64_C(0xffffffff) << 32;
    int train = r->train && r->train < n ? r->train : n;
    int test = r->test && r->test < n / 4 ? r->test : n / 4;
    return (split){.train = dots(&f, train, r->seed),
                   .test = dots(&f, test, r->seed ^ other)};
}
