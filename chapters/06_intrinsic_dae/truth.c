// SPDX-License-Identifier: GPL-3.0-or-later
#include "truth.h"

#include "fail.h"
#include "intrinsic_error.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Against the truth

For a drawn face we can draw its albedo and its shading, too, and compare. The
error forgives a factor, one for each map, since nothing in a picture says how
bright the light was. It is the mean square over the pixels of the head; the
background has no light to be found.

An error means little without that of an answer that costs nothing. For the
albedo: the picture itself, or the mean colour of all heads; for the shading:
the grey of the picture, or a constant. The better of the two is what a model
has to beat.
*/

bool truth_known(const chapter *c)
{
    return c->data.train.factor_names == faces_names &&
           c->data.test.factor_names == faces_names;
}

faces_form truth_form(const chapter *c)
{
    const dataset *d = &c->data.test;
    return (faces_form){
        .size = d->height, .lights = 1, .gray = d->channels == 1};
}

void unseen_people(const chapter *c, int count, int *which)
{
    const dataset *d = &c->data.test;
    for (int i = 0; i < count; i++)
        which[i] = (int)((long)i * d->n / count);
}

faces_truth truth_alloc(const dataset *d)
{
    size_t area = (size_t)(d->height * d->width);
    size_t size = (size_t)dataset_size(d);
    real *room = must_calloc(2 * size + 2 * area, sizeof *room);
    return (faces_truth){.picture = room,
                         .albedo = room + size,
                         .shading = room + 2 * size,
                         .head = room + 2 * size + area};
}

/* The mean colour of the heads of training people, as a whole picture. */
static real *mean_colour(const chapter *c)
{
    enum { PEOPLE = 200 };
    const dataset *d = &c->data.train;
    faces_form f = truth_form(c);
    faces_truth t = truth_alloc(d);
    int area = d->height * d->width, n = GSL_MIN(PEOPLE, d->n);
    real *colour = must_calloc((size_t)dataset_size(d), sizeof *colour);
    double sums[3] = {0}, pixels = 0;
    for (int b = 0; b < n; b++) {
        int which = (int)((long)b * d->n / n);
        faces_draw(&f, d->factors + which * FACES_FACTORS, &t);
        for (int i = 0; i < area; i++) {
            pixels += (double)t.head[i];
            for (int k = 0; k < d->channels; k++)
                sums[k] += (double)(t.head[i] * t.albedo[k * area + i]);
        }
    }
    for (int k = 0; k < d->channels; k++)
        for (int i = 0; i < area; i++)
            colour[k * area + i] = (real)(sums[k] / pixels);
    free(t.picture);
    return colour;
}

/* Grey of a picture (channels, area), and ones. */
static void grey_of(const real *picture, int channels, int area, real *grey)
{
    static const real share[] = {R(0.299), R(0.587), R(0.114)};
    for (int i = 0; i < area; i++) {
        grey[i] = channels == 1 ? picture[i] : 0;
        for (int k = 0; channels > 1 && k < channels; k++)
            grey[i] += share[k] * picture[k * area + i];
    }
}

enum { OWN, FIRST_TRIVIAL, SECOND_TRIVIAL, ANSWERS };

typedef struct {
    double albedo[ANSWERS], shading[ANSWERS];
} errors;

static void report_errors(chapter *c, const errors *e, int n)
{
    static const char *const names[2][ANSWERS] = {
        {"albedo_si", "albedo_picture_si", "albedo_constant_si"},
        {"shading_si", "shading_grey_si", "shading_constant_si"}};
    static const char *const ratios[] = {"albedo_si_ratio", "shading_si_ratio"};
    for (int map = 0; map < 2; map++) {
        const double *sums = map == 0 ? e->albedo : e->shading;
        for (int k = 0; k < ANSWERS; k++)
            results_number(c->run.results, names[map][k], sums[k] / n);
        results_number(c->run.results, ratios[map],
                       sums[OWN] /
                           GSL_MIN(sums[FIRST_TRIVIAL], sums[SECOND_TRIVIAL]));
    }
}

static void maps_against_truth(chapter *c, const intrinsic *m, const dataset *d)
{
    int area = d->height * d->width, size = dataset_size(d);
    faces_form f = truth_form(c);
    faces_truth t = truth_alloc(d);
    errors e = {.albedo = {0}};
    real *albedo = values_of(m, d, d->n, m->albedo_image);
    real *shading = values_of(m, d, d->n, m->shading_image);
    real *colour = mean_colour(c);
    real *grey = must_alloc(2 * (size_t)area, sizeof *grey),
         *ones = grey + area;
    real *picture = must_alloc((size_t)size, sizeof *picture);
    for (int i = 0; i < area; i++)
        ones[i] = 1;
    for (int b = 0; b < d->n; b++) {
        faces_draw(&f, d->factors + b * FACES_FACTORS, &t);
        dataset_rows(d, b, 1, picture);
        grey_of(picture, d->channels, area, grey);
        const real *paint[] = {albedo + (size_t)b * (size_t)size, picture,
                               colour};
        const real *light[] = {shading + b * area, grey, ones};
        for (int k = 0; k < ANSWERS; k++) {
            e.albedo[k] += scale_invariant_error(paint[k], t.albedo, t.head,
                                                 d->channels, area);
            e.shading[k] +=
                scale_invariant_error(light[k], t.shading, t.head, 1, area);
        }
    }
    report_errors(c, &e, d->n);
    free(picture);
    free(grey);
    free(colour);
    free(shading);
    free(albedo);
    free(t.picture);
}

/**
## Relighting

A person in the light of another picture: the codes are the person's, but for
the shading's. The true picture is drawn from the person's factors with the
other one's light. The error is divided by that of leaving the picture as it is.
*/

void truth_relit(const dataset *d, int person, int lamp,
                 float factors[FACES_FACTORS])
{
    memcpy(factors, d->factors + person * FACES_FACTORS,
           FACES_FACTORS * sizeof *factors);
    memcpy(factors + FACES_AZIMUTH,
           d->factors + lamp * FACES_FACTORS + FACES_AZIMUTH,
           (FACES_FACTORS - FACES_AZIMUTH) * sizeof *factors);
}

static double squares(const real *a, const real *b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += gsl_pow_2((double)(a[i] - b[i]));
    return sum;
}

static void relight(chapter *c, const intrinsic *m, const dataset *d)
{
    int size = dataset_size(d), width = m->codes->size;
    faces_form f = truth_form(c);
    faces_truth t = truth_alloc(d);
    double error = 0, nothing = 0, count = (double)d->n * size;
    real *codes = values_of(m, d, d->n, m->codes);
    real *relit = must_alloc((size_t)(d->n * width), sizeof *relit);
    real *pictures = values_of(m, d, d->n, m->x);
    memcpy(relit, codes, (size_t)(d->n * width) * sizeof *relit);
    for (int b = 0; b < d->n; b++)
        copy_part(m, PART_SHADING, codes + (b + d->n / 2) % d->n * width,
                  relit + b * width);
    real *found = decoded(m, relit, d->n, m->y);
    for (int b = 0; b < d->n; b++) {
        float factors[FACES_FACTORS];
        size_t at = (size_t)b * (size_t)size;
        truth_relit(d, b, (b + d->n / 2) % d->n, factors);
        faces_draw(&f, factors, &t);
        error += squares(found + at, t.picture, size);
        nothing += squares(pictures + at, t.picture, size);
    }
    results_number(c->run.results, "relight_mse", error / count);
    results_number(c->run.results, "relight_nothing_mse", nothing / count);
    results_number(c->run.results, "relight_ratio", error / nothing);
    free(found);
    free(pictures);
    free(relit);
    free(codes);
    free(t.picture);
}

/* Of all people, but not all pictures: drawing the truth takes its time. */
static dataset some_pictures(const chapter *c)
{
    enum { MOST = 500 };
    int which[MOST], n = GSL_MIN(MOST, c->data.test.n);
    unseen_people(c, n, which);
    return dataset_pick(&c->data.test, which, n);
}

void truth_part(chapter *c, const intrinsic *m)
{
    if (!truth_known(c))
        return;
    dataset d = some_pictures(c);
    maps_against_truth(c, m, &d);
    relight(c, m, &d);
    dataset_free(&d);
}
