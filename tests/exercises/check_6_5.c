// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_6_5.h"

#include "digits.h"
#include "evaluate.h"
#include "faces.h"
#include "op_sample.h"
#include "op_shade.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

enum { PICTURES = 2 };

/* The place of pixel i in the mirror image of its map. */
static int opposite(int i)
{
    return i - i % FACE_SIDE + FACE_SIDE - 1 - i % FACE_SIDE;
}

static node *maps_input(graph *g, int channels)
{
    return shaped(input(g, channels * FACE_AREA), channels, FACE_SIDE,
                  FACE_SIDE);
}

static void fill(node *x, gsl_rng *rng, double least, double most)
{
    for (size_t i = 0; i < node_count(x, PICTURES); i++)
        x->value[i] = R(least + (most - least) * gsl_rng_uniform(rng));
}

/* ---- the maps ----------------------------------------------------------- */

/* All that meets, and the product and the sample of your albedo. */
typedef struct {
    graph *g;
    node *colour, *shading, *warp;
    face_maps maps;
    node *texture, *y;
} ends;

static ends ends_alloc(void)
{
    ends e = {.g = graph_alloc()};
    gsl_rng *rng = rng_at(65, RNG_SAMPLE, 0);
    e.colour = maps_input(e.g, FACE_COLOURS);
    e.shading = maps_input(e.g, 1);
    e.warp = maps_input(e.g, 2);
    e.maps = symmetric_maps(e.colour, e.shading, e.warp);
    expect(e.maps.albedo && e.maps.texture && e.maps.y,
           SAY("one of them is missing", "одного из них нет"),
           "albedo, texture, y", SAY("the nodes", "узлы"));
    e.texture = shade(e.maps.albedo, e.shading);
    e.y = sample(e.texture, e.warp);
    graph_bind(e.g, PICTURES, 1);
    fill(e.colour, rng, -3, 3);
    fill(e.shading, rng, 0.1, 0.9);
    fill(e.warp, rng, 0, FACE_SIDE - 1);
    gsl_rng_free(rng);
    return e;
}

static void ask_symmetry(node *map)
{
    graph_run(NULL, map, PICTURES);
    for (int i = 0; i < PICTURES * FACE_SIZE; i++) {
        char got[32];
        double a = (double)map->value[i];
        snprintf(got, sizeof got, "%.6g", a);
        expect(a > 0 && a < 1, got, SAY("between 0 and 1", "между 0 и 1"),
               SAY("albedo, number %d", "альбедо, число %d"), i);
        expect_close(a, (double)map->value[opposite(i)], 1e-6,
                     SAY("albedo, number %d, and its mirror image %d",
                         "альбедо, число %d и его отражение %d"),
                     i, opposite(i));
    }
}

/* Of colours that are symmetric already. */
static void ask_colours(const ends *e)
{
    for (int i = 0; i < PICTURES * FACE_SIZE; i++)
        e->colour->value[opposite(i)] = e->colour->value[i];
    graph_run(NULL, e->maps.albedo, PICTURES);
    for (int i = 0; i < PICTURES * FACE_SIZE; i++)
        expect_close((double)e->maps.albedo->value[i],
                     1 / (1 + exp(-(double)e->colour->value[i])), 1e-5,
                     SAY("albedo, number %d, of a symmetric `colour`",
                         "альбедо, число %d, при симметричном `colour`"),
                     i);
}

/* Each of the two sides has its say. */
static void ask_influence(const ends *e)
{
    for (int i = 0; i < FACE_SIZE; i += 5) {
        const real keep = e->colour->value[i];
        const real before = graph_run(NULL, e->maps.albedo, PICTURES)[i];
        e->colour->value[i] = keep + R(0.5);
        const real after = graph_run(NULL, e->maps.albedo, PICTURES)[i];
        e->colour->value[i] = keep;
        char got[32];
        snprintf(got, sizeof got, "%.6g", (double)(after - before));
        expect(after - before > R(1e-4), got,
               SAY("a positive number", "положительное число"),
               SAY("change of the albedo where `colour` grows by 0.5, number "
                   "%d",
                   "изменение альбедо там, где `colour` растёт на 0.5, число "
                   "%d"),
               i);
    }
}

static void check_albedo(void)
{
    ends e = ends_alloc();
    ask_symmetry(e.maps.albedo);
    ask_influence(&e);
    ask_colours(&e);
    graph_free(e.g);
}

static void same(node *got, node *right, const char *name)
{
    graph_run(NULL, right, PICTURES);
    graph_run(NULL, got, PICTURES);
    for (int i = 0; i < PICTURES * FACE_SIZE; i++)
        expect_close((double)got->value[i], (double)right->value[i], 1e-5,
                     SAY("%s, number %d", "%s, число %d"), name, i);
}

static void check_rest(void)
{
    ends e = ends_alloc();
    same(e.maps.texture, e.texture,
         SAY("texture: albedo times shading", "текстура: альбедо, умноженное "
                                              "на затенение"));
    same(e.maps.y, e.y,
         SAY("y: the texture at the warp's coordinates",
             "y: текстура в координатах деформации"));
    graph_free(e.g);
}

/* ---- what the encoder is shown ------------------------------------------ */

static void check_view(void)
{
    graph *g = graph_alloc();
    gsl_rng *rng = rng_at(65, RNG_SAMPLE, 1);
    node *x = maps_input(g, FACE_COLOURS), *seen = both_sides(x);
    expect_close(seen->size, FACE_SIZE, 0, SAY("size", "размер"));
    graph_bind(g, PICTURES, 1);
    fill(x, rng, 0, 1);
    gsl_rng_free(rng);
    graph_run(NULL, seen, PICTURES);
    for (int i = 0; i < PICTURES * FACE_SIZE; i++)
        expect_close((double)seen->value[i],
                     (double)(x->value[i] + x->value[opposite(i)]) / 2, 1e-6,
                     SAY("what is shown, number %d", "показанное, число %d"),
                     i);
    graph_free(g);
}

/* ---- reading ------------------------------------------------------------ */

enum { PAINT = 4, MANY = 2000 };

/* Each of the first codes is a factor times `sign`, with so much noise that the
 * encoder knows of. */
static face_rows made_up(int n, uint64_t which, double sign,
                         const double variance[FACE_FACTORS])
{
    face_rows rows = {gsl_matrix_alloc((size_t)n, PAINT),
                      gsl_matrix_alloc((size_t)n, PAINT),
                      gsl_matrix_alloc((size_t)n, FACE_FACTORS)};
    gsl_rng *rng = rng_at(66, RNG_SAMPLE, which);
    for (size_t i = 0; i < (size_t)n; i++)
        for (size_t j = 0; j < PAINT; j++) {
            double v = gsl_ran_gaussian(rng, 1);
            bool told = j < FACE_FACTORS;
            gsl_matrix_set(rows.mu, i, j, sign * v);
            gsl_matrix_set(rows.logvar, i, j, told ? log(variance[j]) : 0);
            if (told)
                gsl_matrix_set(rows.factors, i, j, v);
        }
    gsl_rng_free(rng);
    return rows;
}

static const char *const names[2][FACE_FACTORS] = {
    {"azimuth", "elevation", "tone"}, {"азимут", "высота", "тон"}};

static const char *name_of(int factor)
{
    return names[exercise_russian()][factor];
}

/* A factor of variance 1 under noise of variance v: 1 / (1 + v). */
static void check_reading(void)
{
    const double variance[FACE_FACTORS] = {1, 0.25, 1e-4};
    double r2[FACE_FACTORS], again[FACE_FACTORS];
    face_rows trained = made_up(MANY, 0, 1, variance);
    face_rows unseen = made_up(MANY, 1, 1, variance);
    face_rows others = made_up(MANY, 2, -1, variance);
    read_paint(&trained, &unseen, 1, r2);
    read_paint(&trained, &unseen, 2, again);
    for (int k = 0; k < FACE_FACTORS; k++)
        expect_close(r2[k], 1 / (1 + variance[k]), 0.06,
                     SAY("R^2 of %s, whose code has a variance of %g of noise",
                         "R^2: %s, дисперсия шума в коде %g"),
                     name_of(k), variance[k]);
    char got[32];
    snprintf(got, sizeof got, "%.9f, %.9f", r2[0], again[0]);
    expect(fabs(r2[0] - again[0]) > 1e-9, got, SAY("other numbers", "другие"),
           SAY("two seeds", "два начальных значения"));
    read_paint(&trained, &others, 1, r2);
    snprintf(got, sizeof got, "%.3f", r2[FACE_TONE]);
    expect(r2[FACE_TONE] < -1, got, SAY("less than -1", "меньше -1"),
           SAY("R^2 of tone, of people whose codes mean the contrary",
               "R^2 тона у людей, чьи коды значат обратное"));
    face_rows_free(&trained);
    face_rows_free(&unseen);
    face_rows_free(&others);
}

/* ---- trained on faces --------------------------------------------------- */

enum { TRAIN = 512, TEST = 320, BATCH = 32, EPOCHS = 20, SEEDS = 2 };

typedef struct {
    double error, r2[FACE_FACTORS]; /* means over the seeds */
} told;

static void add_told(face_form form, uint64_t seed, told *t)
{
    const faces_form pictures = {.size = FACE_SIDE, .lights = 4};
    double r2[FACE_FACTORS];
    dataset train = faces(&pictures, TRAIN, 2 * seed);
    dataset test = faces(&pictures, TEST, 2 * seed + 1);
    face_split m = face_split_alloc(form, BATCH, seed);
    digits_train(m.x, m.loss, &train, EPOCHS, 6e-3, seed);
    face_rows trained = face_rows_of(&m, &train);
    face_rows unseen = face_rows_of(&m, &test);
    read_paint(&trained, &unseen, seed, r2);
    t->error += evaluate_mean(m.x, m.mse, &test) / SEEDS;
    for (int k = 0; k < FACE_FACTORS; k++)
        t->r2[k] += r2[k] / SEEDS;
    face_rows_free(&trained);
    face_rows_free(&unseen);
    graph_free(m.g);
    dataset_free(&train);
    dataset_free(&test);
}

static told told_by(const char *name, face_view *view, face_meeting *meet)
{
    told t = {0};
    for (int s = 1; s <= SEEDS; s++)
        add_told(
            (face_form){.paint = 6, .nats = 1e-5, .view = view, .meet = meet},
            (uint64_t)s, &t);
    exercise_note(SAY("%s: error %.4f; azimuth %.2f, elevation %.2f, tone %.2f",
                      "%s: ошибка %.4f; азимут %.2f, высота %.2f, тон %.2f"),
                  name, t.error, t.r2[FACE_AZIMUTH], t.r2[FACE_ELEVATION],
                  t.r2[FACE_TONE]);
    return t;
}

static void check_trained(void)
{
    char got[64];
    told none = told_by(SAY("one-sided", "односторонняя"), NULL, NULL);
    told_by(SAY("symmetric template", "симметричный шаблон"), NULL,
            symmetric_maps);
    told both =
        told_by(SAY("symmetric template and view", "симметричны шаблон и вход"),
                both_sides, symmetric_maps);
    snprintf(got, sizeof got, "%.2f", both.r2[FACE_AZIMUTH]);
    expect(both.r2[FACE_AZIMUTH] < 0.1, got, SAY("less than 0.1", "меньше 0.1"),
           SAY("R^2 of azimuth, symmetric template and view",
               "R^2 азимута, симметричны шаблон и вход"));
    snprintf(got, sizeof got, "%.4f", both.error);
    expect(both.error < 1.2 * none.error, got,
           SAY("hardly more than one-sided", "почти как у односторонней"),
           SAY("error, symmetric template and view",
               "ошибка, симметричны шаблон и вход"));
}

#define MIRROR "common/op_mirror.c: A map and its mirror image"

static const check checks[] = {
    {"the albedo is its own mirror image", "альбедо совпадает с отражением",
     check_albedo, MIRROR},
    {"texture and picture are not", "текстура и изображение - нет", check_rest,
     "common/op_shade.c: Albedo times shading"},
    {"what the albedo's encoder is shown", "что видит кодер альбедо",
     check_view, MIRROR},
    {"reading drawn codes", "чтение из случайных кодов", check_reading,
     "chapters/06_intrinsic_dae/blocks.c: Which part of the code knows what?"},
    {"light and tone in three models", "свет и тон в трёх моделях",
     check_trained, MIRROR},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
