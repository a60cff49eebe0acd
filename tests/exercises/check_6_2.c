// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_6_2.h"

#include "digits.h"
#include "evaluate.h"
#include "faces.h"
#include "op_activation.h"
#include "op_dense.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GRID = 6, LIGHTS = GRID * GRID, SIZE = COLOURS * AREA };

/* ---- trained on faces --------------------------------------------------- */

enum { TRAIN = 512, TEST = 64, HERE = 32, CODES = 4, DECODER = 16 };

static const faces_form form = {.size = SIDE, .lights = 4};

/* A model without a warp, which is not needed here. */
typedef struct {
    graph *g;
    node *x, *colour;
    two_maps maps;
} model;

static node *decoded(node *h)
{
    return tanh_(dense(dense(h, CODES), DECODER));
}

static model model_alloc(void)
{
    model m = {.g = graph_alloc()};
    m.x = shaped(input(m.g, SIZE), COLOURS, SIDE, SIDE);
    node *h = leaky_relu(dense(m.x, 32), 0.1);
    m.colour = shaped(dense(decoded(h), SIZE), COLOURS, SIDE, SIDE);
    node *light = shaped(dense(decoded(h), LIGHTS), 1, GRID, GRID);
    m.maps = two_maps_of(m.colour, light, m.x);
    graph_bind(m.g, HERE, 1);
    return m;
}

/* Share of the heads' pixels whose texture is black in all colours. */
static double black_share(const dataset *d, const real *texture)
{
    static real head[AREA];
    const faces_truth truth = {.head = head};
    double black = 0, all = 0;
    for (int i = 0; i < d->n; i++) {
        const real *t = texture + i * SIZE;
        faces_draw(&form, d->factors + i * d->n_factors, &truth);
        for (int k = 0; k < AREA; k++) {
            bool inside = head[k] > R(0.5);
            double sum = (double)(t[k] + t[AREA + k] + t[2 * AREA + k]);
            black += inside && fabs(sum) < 1e-3;
            all += inside;
        }
    }
    return black / all;
}

/* How many of the numbers of `colour` receive no gradient at their biases from
 * any picture of d. */
static int without_gradient(const model *m, const dataset *d)
{
    const real *grad = m->colour->dtheta + node_weight_count(m->colour);
    bool alive[SIZE] = {false};
    for (int first = 0; first < d->n; first += HERE) {
        dataset_rows(d, first, HERE, m->x->value);
        memset(m->g->grad, 0, m->g->parameters * sizeof(real));
        graph_run(NULL, m->maps.loss, HERE);
        graph_backward(m->maps.loss, HERE);
        for (int i = 0; i < SIZE; i++)
            alive[i] = alive[i] || grad[i] < 0 || grad[i] > 0;
    }
    int dead = SIZE;
    for (int i = 0; i < SIZE; i++)
        dead -= alive[i];
    return dead;
}

/* The green of some pictures, half as many rows as columns. */
static void show(const real *pictures, int count)
{
    char line[3 * (SIDE + 1) + 1];
    for (int row = 0; row < SIDE; row += 2) {
        int at = 0;
        for (int i = 0; i < count; i++, line[at++] = '|')
            for (int j = 0; j < SIDE; j++) {
                const real *p = pictures + i * SIZE + AREA + row * SIDE + j;
                real mean = (p[0] + p[SIDE]) / 2;
                line[at++] = " .:+#"[(mean > R(0.02)) + (mean > R(0.15)) +
                                     (mean > R(0.25)) + (mean > R(0.4))];
            }
        line[at] = 0;
        exercise_note("%s", line);
    }
}

static void ask_black(const split *data, int epochs, real *texture)
{
    model m = model_alloc();
    digits_train(m.x, m.maps.loss, &data->train, epochs, m.maps.rate, 1);
    evaluate_pictures(m.x, m.maps.texture, &data->test, texture);
    double share = black_share(&data->test, texture);
    exercise_note(SAY("%d epochs: error %.4f; of the heads' pixels %.1f %% are "
                      "black; of %d numbers of the albedo %d get no gradient",
                      "эпох %d: ошибка %.4f; чёрных пикселов головы %.1f %%; "
                      "из %d чисел альбедо без градиента %d"),
                  epochs, evaluate_mean(m.x, m.maps.loss, &data->test),
                  100 * share, SIZE, without_gradient(&m, &data->train));
    char got[32];
    snprintf(got, sizeof got, "%.4f", share);
    if (epochs > 20) {
        show(texture, 3);
        expect(share < 0.002, got, SAY("none, or nearly", "почти ни одного"),
               SAY("share of the heads' pixels that are black after training",
                   "доля чёрных пикселов головы после обучения"));
    }
    graph_free(m.g);
}

static void check_black(void)
{
    static real texture[TEST * SIZE];
    split data = {.train = faces(&form, TRAIN, 1),
                  .test = faces(&form, TEST, 2)};
    ask_black(&data, 15, texture);
    ask_black(&data, 60, texture);
    split_free(&data);
}

/* ---- the two maps ------------------------------------------------------- */

enum { PICTURES = 2 };

typedef struct {
    graph *g;
    node *colour, *light, *x;
    two_maps m;
} ends;

/* What the decoders say: zeros in the first picture, in the second numbers
 * between -4 and 4. */
static ends ends_alloc(void)
{
    ends e = {.g = graph_alloc()};
    gsl_rng *rng = rng_at(62, RNG_SAMPLE, 0);
    e.colour = shaped(input(e.g, SIZE), COLOURS, SIDE, SIDE);
    e.light = shaped(input(e.g, LIGHTS), 1, GRID, GRID);
    e.x = shaped(input(e.g, SIZE), COLOURS, SIDE, SIDE);
    e.m = two_maps_of(e.colour, e.light, e.x);
    graph_bind(e.g, PICTURES, 1);
    for (int i = 0; i < PICTURES * SIZE; i++)
        e.x->value[i] = R(gsl_rng_uniform(rng));
    for (int i = 0; i < SIZE; i++)
        e.colour->value[SIZE + i] = R(8 * gsl_rng_uniform(rng) - 4);
    for (int i = 0; i < LIGHTS; i++)
        e.light->value[LIGHTS + i] = R(8 * gsl_rng_uniform(rng) - 4);
    gsl_rng_free(rng);
    graph_run(NULL, e.m.loss, PICTURES);
    return e;
}

/* All numbers of a map are positive. */
static void ask_positive(const node *map, const char *name)
{
    for (int i = 0; i < PICTURES * map->size; i++) {
        char got[32];
        snprintf(got, sizeof got, "%.6g", (double)map->value[i]);
        expect(map->value[i] > 0, got,
               SAY("a positive number", "положительное число"),
               SAY("%s, number %d of picture %d (0: the decoders say 0 "
                   "everywhere; 1: numbers from -4 to 4)",
                   "%s, число %d изображения %d (0: декодеры всюду говорят 0; "
                   "1: числа от -4 до 4)"),
               name, i % map->size, i / map->size);
    }
}

static void check_positive(void)
{
    ends e = ends_alloc();
    graph_run(NULL, e.m.albedo, PICTURES);
    ask_positive(e.m.albedo, SAY("albedo", "альбедо"));
    graph_run(NULL, e.m.shading, PICTURES);
    ask_positive(e.m.shading, SAY("shading", "затенение"));
    graph_free(e.g);
}

/* The largest change of the texture if one number grows a little. */
static double influence(const ends *e, real *number, real *before)
{
    const real keep = *number;
    double most = 0;
    size_t count = PICTURES * SIZE;
    graph_run(NULL, e->m.texture, PICTURES);
    memcpy(before, e->m.texture->value, count * sizeof(real));
    *number = keep + R(0.02);
    graph_run(NULL, e->m.texture, PICTURES);
    *number = keep;
    for (size_t i = 0; i < count; i++)
        most =
            GSL_MAX(most, fabs((double)(e->m.texture->value[i] - before[i])));
    return most;
}

static void ask_influence(const ends *e, const node *said, int step,
                          const char *name)
{
    static real before[PICTURES * SIZE];
    for (int i = 0; i < PICTURES * said->size; i += step) {
        char got[32];
        double most = influence(e, said->value + i, before);
        snprintf(got, sizeof got, "%.3g", most);
        expect(most > 1e-7, got, SAY("more than that", "больше"),
               SAY("`%s` is %.3f at number %d of picture %d, and grows by "
                   "0.02: the texture's largest change",
                   "`%s` равно %.3f (число %d изображения %d) и растёт на "
                   "0.02: наибольшее изменение текстуры"),
               name, (double)said->value[i], i % said->size, i / said->size);
    }
}

static void check_alive(void)
{
    ends e = ends_alloc();
    ask_influence(&e, e.colour, 7, "colour");
    ask_influence(&e, e.light, 1, "light");
    graph_free(e.g);
}

static void check_product(void)
{
    ends e = ends_alloc();
    double sum = 0;
    graph_run(NULL, e.m.loss, PICTURES);
    for (int i = 0; i < PICTURES * SIZE; i++) {
        double right = (double)e.m.albedo->value[i] *
                       (double)e.m.shading->value[i / SIZE * AREA + i % AREA];
        expect_close((double)e.m.texture->value[i], right, 1e-5 * (1 + right),
                     SAY("texture, number %d", "текстура, число %d"), i);
        sum += gsl_pow_2(right - (double)e.x->value[i]);
    }
    sum /= PICTURES * SIZE;
    expect_close((double)e.m.loss->value[0], sum, 1e-4 * sum,
                 SAY("the loss", "функция потерь"));
    expect_close(e.m.rate, 0.004, 1e-9, SAY("the rate", "скорость обучения"));
    graph_free(e.g);
}

#define SHADE "common/op_shade.c: Albedo times shading"
#define FUNCTIONS "common/op_activation.c: Activations"

static const check checks[] = {
    {"no part of a face is black", "ни одна часть лица не чёрная", check_black,
     SHADE},
    {"both maps are positive", "обе карты положительны", check_positive,
     FUNCTIONS},
    {"every number has an influence", "каждое число на что-то влияет",
     check_alive, FUNCTIONS},
    {"texture and loss are as they were", "текстура и потери прежние",
     check_product, SHADE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
