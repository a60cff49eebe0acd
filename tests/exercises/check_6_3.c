// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_6_3.h"

#include "rng.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>

/* A picture: what was found, what is true, and where the head is. */
typedef struct {
    gsl_matrix *albedo, *true_albedo, *shading, *true_shading;
    gsl_vector *mask;
} picture;

static picture picture_alloc(size_t channels, size_t pixels)
{
    return (picture){gsl_matrix_calloc(channels, pixels),
                     gsl_matrix_calloc(channels, pixels),
                     gsl_matrix_calloc(1, pixels), gsl_matrix_calloc(1, pixels),
                     gsl_vector_calloc(pixels)};
}

static void picture_free(picture *p)
{
    gsl_matrix_free(p->albedo);
    gsl_matrix_free(p->true_albedo);
    gsl_matrix_free(p->shading);
    gsl_matrix_free(p->true_shading);
    gsl_vector_free(p->mask);
}

static intrinsic_fit errors_of(const picture *p)
{
    return intrinsic_errors(p->albedo, p->true_albedo, p->shading,
                            p->true_shading, p->mask);
}

static void fill(gsl_matrix *m, gsl_rng *rng)
{
    for (size_t i = 0; i < m->size1 * m->size2; i++)
        m->data[i] = 0.1 + 0.9 * gsl_rng_uniform(rng);
}

/* Random maps, nothing alike; two thirds of the pixels inside, and outside
 * everything is far too bright. */
static picture random_picture(uint64_t purpose)
{
    enum { CHANNELS = 3, PIXELS = 30 };
    picture p = picture_alloc(CHANNELS, PIXELS);
    gsl_rng *rng = rng_at(63, RNG_SAMPLE, purpose);
    gsl_matrix *maps[] = {p.albedo, p.true_albedo, p.shading, p.true_shading};
    for (int i = 0; i < 4; i++)
        fill(maps[i], rng);
    for (size_t k = 0; k < PIXELS; k++) {
        gsl_vector_set(p.mask, k, k % 3 != 0);
        for (size_t c = 0; k % 3 == 0 && c < CHANNELS; c++)
            gsl_matrix_set(p.albedo, c, k, 5 + (double)c);
        if (k % 3 == 0)
            gsl_matrix_set(p.shading, 0, k, 9);
    }
    gsl_rng_free(rng);
    return p;
}

/* ---- by hand ------------------------------------------------------------ */

static void ask(fit got, double factor, double error, const char *what)
{
    expect_close(got.factor, factor, 1e-9,
                 SAY("%s: the factor", "%s: множитель"), what);
    expect_close(got.error, error, 1e-9, SAY("%s: the error", "%s: ошибка"),
                 what);
}

/* Three pixels, the last one outside. */
static void check_pixels(void)
{
    const double x[] = {1, 2, 50}, t[] = {2, 2, 9};
    picture p = picture_alloc(1, 3);
    for (size_t k = 0; k < 3; k++) {
        gsl_matrix_set(p.albedo, 0, k, x[k]);
        gsl_matrix_set(p.true_albedo, 0, k, t[k]);
        gsl_matrix_set(p.shading, 0, k, t[k]);
        gsl_matrix_set(p.true_shading, 0, k, x[k]);
        gsl_vector_set(p.mask, k, k < 2);
    }
    intrinsic_fit f = errors_of(&p);
    ask(f.albedo, 1.2, 0.4,
        SAY("map 1 2 (50), truth 2 2 (9), the last pixel outside",
            "карта 1 2 (50), истина 2 2 (9), последний пиксел снаружи"));
    ask(f.shading, 0.75, 0.25,
        SAY("map 2 2 (9), truth 1 2 (50), the last pixel outside",
            "карта 2 2 (9), истина 1 2 (50), последний пиксел снаружи"));
    picture_free(&p);
}

/* One channel is right up to 2, the other up to 1. */
static void check_channels(void)
{
    const double x[] = {1, 0, 7, 0, 1, 9}, t[] = {2, 0, 1, 0, 1, 2};
    picture p = picture_alloc(2, 3);
    for (size_t i = 0; i < 6; i++) {
        p.albedo->data[i] = x[i];
        p.true_albedo->data[i] = t[i];
    }
    for (size_t k = 0; k < 3; k++) {
        gsl_vector_set(p.mask, k, k < 2);
        gsl_matrix_set(p.shading, 0, k, 1);
        gsl_matrix_set(p.true_shading, 0, k, 3);
    }
    intrinsic_fit f = errors_of(&p);
    ask(f.albedo, 1.5, 0.125,
        SAY("two channels, 1 0 (7) and 0 1 (9), truth 2 0 (1) and 0 1 (2), "
            "the last pixel outside",
            "два канала, 1 0 (7) и 0 1 (9), истина 2 0 (1) и 0 1 (2), "
            "последний пиксел снаружи"));
    ask(f.shading, 3, 0,
        SAY("its shading, 1 everywhere, truth 3",
            "затенение того же изображения, всюду 1, истина 3"));
    picture_free(&p);
}

static void check_black(void)
{
    picture p = random_picture(1);
    gsl_matrix_set_zero(p.albedo);
    gsl_matrix_set_zero(p.shading);
    intrinsic_fit f = errors_of(&p);
    expect_close(
        f.albedo.factor, 0, 0,
        SAY("a black albedo: the factor", "чёрное альбедо: множитель"));
    expect_close(
        f.shading.factor, 0, 0,
        SAY("a black shading: the factor", "чёрное затенение: множитель"));
    expect(f.albedo.error > 0.1 && f.shading.error > 0.1, "0",
           SAY("more than 0.1", "больше 0.1"),
           SAY("the error of black maps", "ошибка чёрных карт"));
    picture_free(&p);
}

/* ---- what must hold of it ----------------------------------------------- */

static double error_with(double s, const gsl_matrix *x, const gsl_matrix *t,
                         const gsl_vector *mask)
{
    double sum = 0, count = 0;
    for (size_t c = 0; c < x->size1; c++)
        for (size_t k = 0; k < x->size2; k++)
            if (gsl_vector_get(mask, k) > 0) {
                sum += gsl_pow_2(s * gsl_matrix_get(x, c, k) -
                                 gsl_matrix_get(t, c, k));
                count++;
            }
    return sum / count;
}

/* The error is that of the factor, and other factors have larger ones. */
static void ask_best(fit f, const gsl_matrix *x, const gsl_matrix *t,
                     const gsl_vector *mask, const char *name)
{
    expect_close(f.error, error_with(f.factor, x, t, mask), 1e-9,
                 SAY("%s: the error with your factor %g",
                     "%s: ошибка с вашим множителем %g"),
                 name, f.factor);
    for (int sign = -1; sign <= 1; sign += 2) {
        double s = f.factor + 1e-3 * sign, other = error_with(s, x, t, mask);
        char got[32], least[32];
        snprintf(got, sizeof got, "%.9f", f.error);
        snprintf(least, sizeof least, SAY("below %.9f", "меньше %.9f"), other);
        expect(f.error < other, got, least,
               SAY("%s: the error with your factor %g; another one, %g, is "
                   "better",
                   "%s: ошибка с вашим множителем %g; другой, %g, лучше"),
               name, f.factor, s);
    }
}

static void check_best(void)
{
    for (uint64_t purpose = 2; purpose < 6; purpose++) {
        picture p = random_picture(purpose);
        intrinsic_fit f = errors_of(&p);
        ask_best(f.albedo, p.albedo, p.true_albedo, p.mask,
                 SAY("random albedo", "случайное альбедо"));
        ask_best(f.shading, p.shading, p.true_shading, p.mask,
                 SAY("random shading", "случайное затенение"));
        picture_free(&p);
    }
}

/* The factors of the two maps have nothing to do with each other. */
static void check_scaled(void)
{
    const double pairs[][2] = {{2, 0.5}, {0.5, 0.5}, {1, 4}, {3, 1}};
    for (int i = 0; i < 4; i++) {
        picture p = random_picture(7);
        intrinsic_fit before = errors_of(&p);
        gsl_matrix_scale(p.albedo, pairs[i][0]);
        gsl_matrix_scale(p.shading, pairs[i][1]);
        intrinsic_fit f = errors_of(&p);
        expect_close(f.albedo.error, before.albedo.error, 1e-9,
                     SAY("the error of an albedo times %g, shading times %g",
                         "ошибка альбедо, умноженного на %g (затенение "
                         "умножено на %g)"),
                     pairs[i][0], pairs[i][1]);
        expect_close(f.shading.error, before.shading.error, 1e-9,
                     SAY("the error of a shading times %g, albedo times %g",
                         "ошибка затенения, умноженного на %g (альбедо "
                         "умножено на %g)"),
                     pairs[i][1], pairs[i][0]);
        expect_close(f.shading.factor, before.shading.factor / pairs[i][1],
                     1e-9,
                     SAY("the factor of a shading times %g, albedo times %g",
                         "множитель затенения, умноженного на %g (альбедо "
                         "умножено на %g)"),
                     pairs[i][1], pairs[i][0]);
        picture_free(&p);
    }
}

/* ---- a striped ball ----------------------------------------------------- */

enum { SIDE = 32, AREA = SIDE * SIDE, COLOURS = 3 };

/* Light orange and dark blue stripes under a lamp from the upper left, and some
 * light from everywhere. */
static void paint(picture *p)
{
    const double paints[2][COLOURS] = {{0.9, 0.5, 0.2}, {0.1, 0.2, 0.5}};
    for (size_t k = 0; k < AREA; k++) {
        double x = ((double)(k % SIDE) + 0.5) / (SIDE / 2.0) - 1;
        double y = ((double)(k / SIDE) + 0.5) / (SIDE / 2.0) - 1;
        double left = 1 - x * x - y * y;
        if (left <= 0)
            continue;
        double facing = -0.6 * x - 0.5 * y + 0.62 * sqrt(left);
        gsl_vector_set(p->mask, k, 1);
        gsl_matrix_set(p->true_shading, 0, k, 0.2 + GSL_MAX(0, 0.8 * facing));
        for (size_t c = 0; c < COLOURS; c++)
            gsl_matrix_set(p->true_albedo, c, k, paints[k / SIDE / 4 % 2][c]);
    }
}

/* The picture: albedo times shading; and its grey. */
static void look(const picture *p, gsl_matrix *colour, gsl_matrix *grey)
{
    gsl_matrix_set_zero(grey);
    for (size_t c = 0; c < COLOURS; c++)
        for (size_t k = 0; k < AREA; k++) {
            double seen = gsl_matrix_get(p->true_albedo, c, k) *
                          gsl_matrix_get(p->true_shading, 0, k);
            gsl_matrix_set(colour, c, k, seen);
            *gsl_matrix_ptr(grey, 0, k) += seen / COLOURS;
        }
}

static void ask_ball(const picture *p, const char *name)
{
    intrinsic_fit f = errors_of(p);
    exercise_note(SAY("%s: albedo %.4f, shading %.4f",
                      "%s: альбедо %.4f, затенение %.4f"),
                  name, f.albedo.error, f.shading.error);
    ask_best(f.albedo, p->albedo, p->true_albedo, p->mask, name);
    ask_best(f.shading, p->shading, p->true_shading, p->mask, name);
}

static void check_ball(void)
{
    picture p = picture_alloc(COLOURS, AREA);
    paint(&p);
    look(&p, p.albedo, p.shading);
    ask_ball(&p, SAY("the ball's picture and its grey, errors",
                     "изображение шара и его серое, ошибки"));
    gsl_matrix_set_all(p.albedo, 1);
    gsl_matrix_set_all(p.shading, 1);
    ask_ball(&p, SAY("constants, errors", "константы, ошибки"));
    picture_free(&p);
}

#define FORGIVES "common/intrinsic_error.c: An error that forgives a factor"

static const check checks[] = {
    {"two pixels inside, one outside", "два пиксела внутри, один снаружи",
     check_pixels, FORGIVES},
    {"two channels, one factor", "два канала, один множитель", check_channels,
     FORGIVES},
    {"the best factor", "наилучший множитель", check_best, FORGIVES},
    {"each map by itself", "каждая карта сама по себе", check_scaled, FORGIVES},
    {"black maps", "чёрные карты", check_black, FORGIVES},
    {"trivial answers for a striped ball",
     "тривиальные ответы для полосатого шара", check_ball, FORGIVES},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
