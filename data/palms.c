// SPDX-License-Identifier: GPL-3.0-or-later
#include "palms.h"

#include "fail.h"
#include "hand.h"
#include "rng.h"
#include "skin.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Hands

What a deforming autoencoder is made for: a thing whose parts move against each
other. In every picture there is the same open hand, seen from its palm. Nine
factors say where things are: the turn of each finger, and the rotation, scale
and place of the whole. Two say what it looks like: the tone of the skin, and
the light. A picture is what its factors make of it and nothing else; the
background is always the same.

So that it can be graded whether a model has found what belongs together, each
picture comes with *landmarks*: the tips and joints of the fingers, the valleys
between them, the sides of the wrist. They are not measured in the picture, but
come out of the same calculation as the picture does.
*/

const char *const palms_names[] = {
    "spread_thumb",
    "spread_index",
    "spread_middle",
    "spread_ring",
    "spread_little",
    "rotation",
    "scale",
    "x",
    "y",
    "skin",
    "light",
};

const double palms_range[PALMS_FACTORS][2] = {
    {-M_PI / 15, M_PI / 15},     {-M_PI / 15, M_PI / 15},
    {-M_PI / 15, M_PI / 15},     {-M_PI / 15, M_PI / 15},
    {-M_PI / 15, M_PI / 15},     [PALMS_ROTATION] = {-M_PI / 9, M_PI / 9},
    [PALMS_SCALE] = {0.8, 1.15}, [PALMS_X] = {-0.08, 0.08},
    [PALMS_Y] = {-0.08, 0.08},   [PALMS_SKIN] = {0, 1},
    [PALMS_LIGHT] = {0.7, 1.1},
};

/**
## From the hand to the picture

Only the forearm may leave the picture. That decides how large the hand can be:
at its largest, turned and moved as far as can be, with any spread, it keeps
away from the edge by a twenty-fifth of the picture.
*/

/* The middle of the palm if x and y are 0, in sides of the picture. */
static const hand_point usual_place = {0.517, 0.562};

typedef struct {
    double c, s, x, y; /* cosine and sine times unit; the middle of the palm */
    double unit;       /* pixels that a hundredth becomes */
} placement;

static placement place(const palms_form *f, const float *factors)
{
    double unit = (double)factors[PALMS_SCALE] * f->size / 100;
    double angle = (double)factors[PALMS_ROTATION];
    double x = usual_place.x + (double)factors[PALMS_X];
    double y = usual_place.y + (double)factors[PALMS_Y];
    return (placement){.c = unit * cos(angle),
                       .s = unit * sin(angle),
                       .x = x * f->size - 0.5,
                       .y = y * f->size - 0.5,
                       .unit = unit};
}

static hand_point to_picture(const placement *p, hand_point q)
{
    return (hand_point){p->x + p->c * q.x + p->s * q.y,
                        p->y - p->s * q.x + p->c * q.y};
}

static void pose(const float *factors, hand *h)
{
    double spread[FINGERS];
    for (int k = 0; k < FINGERS; k++)
        spread[k] = (double)factors[PALMS_SPREAD + k];
    hand_pose(spread, h);
}

void palms_landmarks(const palms_form *f, const float *factors,
                     float *landmarks)
{
    hand h;
    placement to = place(f, factors);
    pose(factors, &h);
    for (int k = 0; k < PALMS_LANDMARKS; k++) {
        hand_point q = to_picture(&to, h.landmarks[k]);
        landmarks[2 * k] = (float)q.x;
        landmarks[2 * k + 1] = (float)q.y;
    }
}

/**
## How deep inside

All that is drawn is drawn from one number a pixel, its *depth*: how far it is
inside, in pixels, negative outside. The depth in a limb is the limb's radius at
the nearest place of its axis, minus the distance to that place. The depth in
the hand is the greatest of those of its limbs. From the depth we get the edge,
as with dots, and the shading: the side of a finger turns away from us and gets
darker. Since nothing else counts for the shading, it moves with the hand: a
hand that is turned is the same picture, turned.
*/

/* A row of pixels from the first on, which lies (x, y) from the axis' start.
 * (u, v) is the axis. */
static void deepen_row(float *restrict depth, int n, float x, float y, float u,
                       float v, const float radius[2])
{
    /* The small number keeps an axis without length from 0/0. */
    float scale = 1.0F / (u * u + v * v + 1e-12F);
    float least = radius[0], more = radius[1] - radius[0];
    for (int j = 0; j < n; j++) {
        float right = x + (float)j;
        float t = (right * u + y * v) * scale;
        t = t < 0.0F ? 0.0F : t;
        t = t > 1.0F ? 1.0F : t;
        float dx = right - t * u, dy = y - t * v;
        float d = least + t * more - sqrtf(dx * dx + dy * dy);
        depth[j] = d > depth[j] ? d : depth[j];
    }
}

/* The first and the last pixel of `size` that are within reach of a or b. */
static void span(double a, double b, double reach, int size, int *ends)
{
    ends[0] = (int)GSL_MAX(0, ceil(GSL_MIN(a, b) - reach));
    ends[1] = (int)GSL_MIN(size - 1, floor(GSL_MAX(a, b) + reach));
}

/* Pixels that are farther outside than one are passed over. */
static void deepen(float *depth, int size, const placement *to,
                   const hand_line *axis, double radius_a, double radius_b)
{
    hand_point a = to_picture(to, axis->a), b = to_picture(to, axis->b);
    double reach = GSL_MAX(radius_a, radius_b) + 1;
    const float radius[] = {(float)radius_a, (float)radius_b};
    int x[2], y[2];
    span(a.x, b.x, reach, size, x);
    span(a.y, b.y, reach, size, y);
    for (int i = y[0]; i <= y[1]; i++)
        deepen_row(depth + i * size + x[0], x[1] - x[0] + 1,
                   (float)(x[0] - a.x), (float)(i - a.y), (float)(b.x - a.x),
                   (float)(b.y - a.y), radius);
}

static void deepen_limbs(float *depth, int size, const placement *to,
                         const hand_limb *limbs, int n)
{
    for (int k = 0; k < n; k++)
        deepen(depth, size, to, &limbs[k].axis, to->unit * limbs[k].radius[0],
               to->unit * limbs[k].radius[1]);
}

/**
A fold is a limb, too, a thin one, in which the ink is proportional to the
depth. Small pictures have no room for thin things: between two pixels a fold
would vanish. So it is never thinner than a pixel to each side, but paler; then
the inks of the pixels across it always have the same sum, wherever it lies.
*/

static const double fold_radius = 1.1; /* hundredths */

typedef struct {
    float *depth, *fold, *pad; /* (size, size) each */
    float round;               /* deeper than so many pixels is flat */
    float ink;                 /* of a fold, a pixel of depth */
} relief;

static relief carve(const palms_form *f, const float *factors)
{
    int area = f->size * f->size;
    hand h;
    placement to = place(f, factors);
    double wanted = fold_radius * to.unit, radius = GSL_MAX(1, wanted);
    relief r = {.depth = must_calloc(3 * (size_t)area, sizeof *r.depth),
                .round = (float)(3 * to.unit),
                .ink = (float)(GSL_MIN(1, wanted) / radius)};
    r.fold = r.depth + area;
    r.pad = r.fold + area;
    for (int i = 0; i < area; i++)
        r.depth[i] = -1;
    pose(factors, &h);
    deepen_limbs(r.depth, f->size, &to, h.limbs, HAND_LIMBS);
    deepen_limbs(r.pad, f->size, &to, h.pads, HAND_PADS);
    for (int k = 0; k < HAND_FOLDS; k++)
        deepen(r.fold, f->size, &to, h.folds + k, radius, radius);
    return r;
}

/**
## Colours

The tone of the skin is one of a few that lie on a line ([](#skin)); the
lightest must bear a light of 1.1. Folds and pads are redder, as they take away
more of green and blue.
*/

enum { CHANNELS = 3 };
static const float background[CHANNELS] = {0.07F, 0.09F, 0.13F};
static const float fold_takes[CHANNELS] = {0.34F, 0.46F, 0.48F};
static const float pad_takes[CHANNELS] = {0.02F, 0.11F, 0.10F};
static const float luminance[CHANNELS] = {0.299F, 0.587F, 0.114F};

static inline float unit(float x)
{
    x = x < 0.0F ? 0.0F : x;
    return x > 1.0F ? 1.0F : x;
}

/* Adds a channel of that colour, times the weight, to a plane of n pixels. */
static void paint(const relief *r, float colour, int channel, float weight,
                  real *restrict plane, int n)
{
    float ground = background[channel], folds = fold_takes[channel] * r->ink;
    float pads = pad_takes[channel], scale = 1 / r->round;
    for (int i = 0; i < n; i++) {
        float flat = unit(r->depth[i] * scale);
        float shade = 0.58F + 0.42F * sqrtf(flat * (2 - flat));
        float left =
            (1 - folds * r->fold[i]) * (1 - pads * unit(r->pad[i] * scale));
        float cover = unit(r->depth[i] + 0.5F);
        plane[i] += (real)(weight *
                           (ground + cover * (colour * shade * left - ground)));
    }
}

void palms_draw(const palms_form *f, const float *factors, real *picture)
{
    int area = f->size * f->size;
    relief r = carve(f, factors);
    for (int i = 0; i < (f->gray ? 1 : CHANNELS) * area; i++)
        picture[i] = 0;
    for (int c = 0; c < CHANNELS; c++)
        paint(&r, skin_colour(factors[PALMS_SKIN], c) * factors[PALMS_LIGHT], c,
              f->gray ? luminance[c] : 1, picture + (f->gray ? 0 : c * area),
              area);
    free(r.depth);
}

/**
## The set

As with sprites, each picture takes its random numbers from one row of them, as
many as there are factors.
*/

dataset palms(const palms_form *f, int n, uint64_t seed)
{
    dataset d = dataset_alloc(n, f->gray ? 1 : CHANNELS, f->size, f->size);
    real *picture = must_alloc((size_t)dataset_size(&d), sizeof *picture);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    d.n_factors = PALMS_FACTORS;
    d.factor_names = palms_names;
    d.factors = must_calloc((size_t)n * PALMS_FACTORS, sizeof *d.factors);
    d.n_landmarks = PALMS_LANDMARKS;
    d.landmarks =
        must_calloc((size_t)n * PALMS_LANDMARKS * 2, sizeof *d.landmarks);
    for (int b = 0; b < n; b++) {
        float *factors = d.factors + b * PALMS_FACTORS;
        for (int k = 0; k < PALMS_FACTORS; k++)
            factors[k] = (float)(palms_range[k][0] +
                                 (palms_range[k][1] - palms_range[k][0]) *
                                     gsl_rng_uniform(rng));
        palms_draw(f, factors, picture);
        palms_landmarks(f, factors, d.landmarks + 2 * PALMS_LANDMARKS * b);
        dataset_put(&d, b, picture);
    }
    gsl_rng_free(rng);
    free(picture);
    return d;
}
