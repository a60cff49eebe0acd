// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec.h"

#include "dots.h"
#include "faces.h"
#include "fail.h"
#include "palms.h"
#include "sprites.h"
#include "strokes.h"

#include <ctype.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Drawn pictures

They cost time, so no more are drawn than are wanted.

Test pictures must not be training pictures. They are drawn from a seed of their
own, the same one with half of its bits inverted.
*/

/* Turns the seed of the training pictures into that of the test pictures. */
static const uint64_t inverted = UINT64_C(0xffffffff) << 32;

static dataset draw(int n, int most, int only, uint64_t seed)
{
    int wanted = most == 0 || most > n ? n : most;
    return only == no_class ? strokes(wanted, seed)
                            : strokes_of(only, n, wanted, seed);
}

split spec_strokes(const request *r)
{
    int n = 60000, only = spec_class(r);
    if (r->n_options > 0) {
        if (r->n_options > 1 || strncmp(r->options[0], "n=", 2) != 0)
            spec_bad_option(r, r->options[r->n_options - 1]);
        n = spec_number(r, r->options[0] + 2, 6, 6000000);
    }
    split s = {.train = draw(n, r->train, only, r->seed),
               .test = draw(n / 6, r->test, only, r->seed ^ inverted)};
    if (s.train.n == 0)
        fail("ask for a greater n", "%s: no digit %d among %d", r->spec, only,
             n);
    return s;
}

/**
Dots, sprites and palms likewise, with a form of their own. Of `n` training
pictures and n/4 test pictures no more are drawn than are wanted.
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

/* Each option must be one of those that `known` names, and given once. */
static void check_known(const request *r, const char *const *known)
{
    for (int i = 0; i < r->n_options; i++) {
        bool good = false;
        for (int k = 0; known[k]; k++)
            good = good ||
                   (strncmp(r->options[i], known[k], strlen(known[k])) == 0 &&
                    option_of(r, known[k]) == r->options[i] + strlen(known[k]));
        if (!good)
            spec_bad_option(r, r->options[i]);
    }
}

/* True if the argument is `word`, false if there is none: what is `usual`. */
static bool is_wanted(const request *r, const char *usual, const char *word)
{
    if (r->argument && strcmp(r->argument, word) != 0)
        fail_usage(spec_hint, "%s: %s are %s or ':%s', not ':%s'", r->spec,
                   r->name, usual, word, r->argument);
    return r->argument != NULL;
}

static int size_wanted(const request *r, int least, int most, int usual)
{
    const char *text = option_of(r, "size=");
    return text ? spec_number(r, text, least, most) : usual;
}

/* How many pictures to draw. */
static void numbers_wanted(const request *r, int usual, int *train, int *test)
{
    const char *text = option_of(r, "n=");
    int n = text ? spec_number(r, text, 8, 1000000) : usual;
    *train = r->train && r->train < n ? r->train : n;
    *test = r->test && r->test < n / 4 ? r->test : n / 4;
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

static dots_form dots_of(const request *r)
{
    static const char *const known[] = {
        "size=", "radius=", "x=", "y=", "spacing=", "n=", NULL};
    check_known(r, known);
    int size = size_wanted(r, 4, 512, 28);
    double radius = 3 * size / 16.0;
    const char *text = option_of(r, "radius=");
    if (text)
        decimals(r, text, &radius, NULL);
    dots_form f = dots_ordinary(size, radius);
    if ((text = option_of(r, "x=")))
        decimals(r, text, &f.x[0], &f.x[1]);
    if ((text = option_of(r, "y=")))
        decimals(r, text, &f.y[0], &f.y[1]);
    if ((text = option_of(r, "spacing=")))
        f.spacing = spec_number(r, text, 1, size);
    f.grey = is_wanted(r, "white", "grey");
    check_dots(r, &f);
    return f;
}

split spec_dots(const request *r)
{
    int train, test;
    dots_form f = dots_of(r);
    numbers_wanted(r, 4096, &train, &test);
    return (split){.train = dots(&f, train, r->seed),
                   .test = dots(&f, test, r->seed ^ inverted)};
}

static sprites_form sprites_of(const request *r)
{
    static const char *const known[] = {"size=", "turn=", "n=", NULL};
    check_known(r, known);
    sprites_form f = sprites_ordinary(size_wanted(r, 16, 128, 32));
    const char *text = option_of(r, "turn=");
    if (text) {
        double low, high;
        decimals(r, text, &low, &high);
        if (!(low <= high && high <= 360))
            fail_usage(spec_hint, "%s: turn=%g-%g is no range within 0-360",
                       r->spec, low, high);
        f.turn[0] = low * M_PI / 180;
        f.turn[1] = high * M_PI / 180;
    }
    f.colour = is_wanted(r, "white", "colour");
    return f;
}

split spec_sprites(const request *r)
{
    int train, test;
    sprites_form f = sprites_of(r);
    numbers_wanted(r, 20000, &train, &test);
    return (split){.train = sprites(&f, train, r->seed),
                   .test = sprites(&f, test, r->seed ^ inverted)};
}

split spec_palms(const request *r)
{
    static const char *const known[] = {"size=", "n=", NULL};
    int train, test;
    check_known(r, known);
    palms_form f = {.size = size_wanted(r, 24, 128, 48),
                    .gray = is_wanted(r, "in colour", "gray")};
    numbers_wanted(r, 10000, &train, &test);
    return (split){.train = palms(&f, train, r->seed),
                   .test = palms(&f, test, r->seed ^ inverted)};
}

split spec_faces(const request *r)
{
    static const char *const known[] = {"size=", "lights=", "n=", NULL};
    int train, test;
    check_known(r, known);
    const char *lights = option_of(r, "lights=");
    faces_form f = {.size = size_wanted(r, 24, 128, 48),
                    .lights = lights ? spec_number(r, lights, 1, 1000) : 8,
                    .gray = is_wanted(r, "in colour", "gray")};
    numbers_wanted(r, 6000, &train, &test);
    return (split){.train = faces(&f, train, r->seed),
                   .test = faces(&f, test, r->seed ^ inverted)};
}
