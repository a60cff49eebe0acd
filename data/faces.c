// SPDX-License-Identifier: GPL-3.0-or-later
#include "faces.h"

#include "face.h"
#include "fail.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Faces under a moving light

A picture is a face, lit and then bent: $I = (A \cdot S) \circ W$. All three are
known, and each is what its factors make of it. The albedo $A$ belongs to the
person. The shading $S$ is the light's, on a relief that is nearly the same for
all. The warp $W$ has a part that stays (the person's proportions) and a part
that changes (pose and expression). This is the very form that the model of this
chapter assumes, which real faces have only roughly: there, the relief is a
person's own, a nose throws shadows, and skin shines.
*/

const char *const faces_names[] = {
    "tone",  "hair",  "hairline", "parting",   "brows",   "iris",
    "lips",  "nose",  "width",    "jaw",       "eyes",    "brow",
    "mouth", "yaw",   "pitch",    "roll",      "x",       "y",
    "scale", "smile", "azimuth",  "elevation", "ambient",
};

#define LOOK                                                                   \
    {                                                                          \
        0, 1                                                                   \
    }
#define BEND                                                                   \
    {                                                                          \
        -1, 1                                                                  \
    }

const double faces_range[FACES_FACTORS][2] = {
    LOOK,
    LOOK,
    LOOK,
    LOOK,
    LOOK,
    LOOK,
    LOOK,
    LOOK,
    BEND,
    BEND,
    BEND,
    BEND,
    BEND,
    BEND,
    BEND,
    {-M_PI / 18, M_PI / 18},
    {-0.04, 0.04},
    {-0.04, 0.04},
    {0.94, 1.06},
    BEND,
    {-M_PI / 3, M_PI / 3},
    {-M_PI / 6, M_PI / 6},
    {0.2, 0.4},
};

enum { WIDTH, JAW, EYES, BROW, MOUTH }; /* of the proportions */
enum { YAW, PITCH, ROLL, X, Y, SCALE, SMILE };

/**
## The warp

From a pixel to the place of the face that is seen there: first the turn, size
and place of the whole head, then the proportions, each a gentle stretch, then
the turn of the head to a side, which moves what is near us farther than the
outline.
*/

typedef struct {
    const float *proportions, *pose;
    float c, s, x, y; /* of the head as a whole */
} bending;

static bending bend(const faces_form *f, const float *factors)
{
    const float *pose = factors + FACES_POSE;
    float half = 0.5F * (float)f->size, reach = 0.88F * half * pose[SCALE];
    return (bending){.proportions = factors + FACES_PROPORTIONS,
                     .pose = pose,
                     .c = cosf(pose[ROLL]) / reach,
                     .s = sinf(pose[ROLL]) / reach,
                     .x = half - 0.5F + pose[X] * (float)f->size,
                     .y = half - 0.5F + pose[Y] * (float)f->size};
}

static inline float bump(float x, float width)
{
    return (float)real_exp(R(-x * x / (width * width)));
}

static inline void place(const bending *b, float x, float y, float at[2])
{
    const float *p = b->proportions, *pose = b->pose;
    float dx = x - b->x, dy = y - b->y;
    float u = (b->c * dx - b->s * dy) * (1.22F - 0.08F * p[WIDTH]);
    float v = b->s * dx + b->c * dy;
    u *= 1 - 0.06F * p[JAW] * (v + 0.5F * v * v);
    u *= 1 - 0.16F * p[EYES] * bump(v + 0.05F, 0.3F) * bump(u, 0.6F);
    v += 0.06F * p[BROW] * bump(v + 0.15F, 0.35F);
    v += 0.07F * p[MOUTH] * bump(v - 0.55F, 0.3F);
    v += 0.5F * pose[SMILE] * (u * u - 0.03F) * bump(v - 0.55F, 0.22F) *
         bump(u, 0.45F);
    float near = 1 - u * u - v * v;
    near = near > 0 ? near * near : 0;
    at[0] = u - 0.16F * pose[YAW] * near;
    at[1] = v - 0.12F * pose[PITCH] * near;
}

/**
## The light

One lamp far away, and light from everywhere. By Lambert's law a place gives
back as much of the lamp's light as it is turned towards it; where it is turned
away, it lies in its own (*attached*) shadow and has the ambient light alone:
$S = a + (1 - a) \max(0, \mathbf n \cdot \mathbf l)$.
*/

typedef struct {
    float direction[3], ambient;
} lamp;

static lamp light(const float *factors)
{
    float azimuth = factors[FACES_AZIMUTH];
    float elevation = factors[FACES_ELEVATION];
    return (lamp){.direction = {sinf(azimuth) * cosf(elevation),
                                sinf(elevation),
                                cosf(azimuth) * cosf(elevation)},
                  .ambient = factors[FACES_AMBIENT]};
}

static inline float lit(const lamp *l, const float n[3])
{
    float c = n[0] * l->direction[0] + n[1] * l->direction[1] +
              n[2] * l->direction[2];
    return l->ambient + (1 - l->ambient) * (c > 0 ? c : 0);
}

/**
## The picture
*/

static const float background[FACE_CHANNELS] = {0.13F, 0.15F, 0.19F};
static const float luminance[FACE_CHANNELS] = {0.299F, 0.587F, 0.114F};

typedef struct {
    float albedo[FACE_CHANNELS], shading, head, at[2];
} spot;

static spot look(const face_looks *f, const bending *b, const lamp *l, int x,
                 int y)
{
    spot s;
    float normal[3], colour[FACE_CHANNELS],
        blur = 1.2F * sqrtf(b->c * b->c + b->s * b->s);
    place(b, (float)x, (float)y, s.at);
    float depth = 1 - sqrtf(s.at[0] * s.at[0] + s.at[1] * s.at[1]);
    float share = 0.5F + depth / blur;
    s.head = share < 0 ? 0 : share > 1 ? 1 : share;
    for (int k = 0; k < FACE_CHANNELS; k++)
        s.albedo[k] = background[k];
    s.shading = 1;
    if (s.head > 0) {
        face_albedo(f, s.at[0], s.at[1], blur, colour);
        face_normal(f, s.at[0], s.at[1], normal);
        for (int k = 0; k < FACE_CHANNELS; k++)
            s.albedo[k] += s.head * (colour[k] - background[k]);
        s.shading += s.head * (lit(l, normal) - 1);
    }
    return s;
}

/* The numbers of a spot's colour, times the shading. */
static void put(const faces_form *f, const spot *s, float shading, real *plane,
                int at)
{
    int area = f->size * f->size;
    float grey = 0;
    for (int k = 0; k < FACE_CHANNELS; k++)
        grey += luminance[k] * s->albedo[k];
    if (f->gray)
        plane[at] = (real)(grey * shading);
    else
        for (int k = 0; k < FACE_CHANNELS; k++)
            plane[k * area + at] = (real)(s->albedo[k] * shading);
}

static face_looks looks(const float *factors)
{
    const float *own = factors + FACES_IDENTITY;
    return (face_looks){factors[FACES_TONE],
                        own[0],
                        own[1],
                        own[2],
                        own[3],
                        own[4],
                        own[5],
                        own[6]};
}

void faces_draw(const faces_form *f, const float *factors, const faces_truth *t)
{
    int area = f->size * f->size;
    face_looks face = looks(factors);
    bending b = bend(f, factors);
    lamp l = light(factors);
    for (int at = 0; at < area; at++) {
        spot s = look(&face, &b, &l, at % f->size, at / f->size);
        if (t->picture)
            put(f, &s, s.shading, t->picture, at);
        if (t->albedo)
            put(f, &s, 1, t->albedo, at);
        if (t->shading)
            t->shading[at] = (real)s.shading;
        if (t->head)
            t->head[at] = s.head > 0.99F;
        for (int k = 0; t->warp && k < 2; k++)
            t->warp[k * area + at] = (real)s.at[k];
    }
}

/**
## The set

A person keeps his tone and identity for as many pictures as there are lights;
pose, expression and light are new in each. The random numbers of a person and
those of a picture come from two rows, so that more lights of a person do not
change the others.
*/

static void choose(gsl_rng *rng, int first, int end, float *factors)
{
    for (int k = first; k < end; k++)
        factors[k] = (float)(faces_range[k][0] +
                             (faces_range[k][1] - faces_range[k][0]) *
                                 gsl_rng_uniform(rng));
}

dataset faces(const faces_form *f, int n, uint64_t seed)
{
    dataset d = dataset_alloc(n, f->gray ? 1 : FACE_CHANNELS, f->size, f->size);
    real *picture = must_alloc((size_t)dataset_size(&d), sizeof *picture);
    gsl_rng *people = rng_at(seed, RNG_SAMPLE, 0);
    gsl_rng *pictures = rng_at(seed, RNG_SAMPLE, 1);
    d.n_factors = FACES_FACTORS;
    d.factor_names = faces_names;
    d.factors = must_calloc((size_t)n * FACES_FACTORS, sizeof *d.factors);
    for (int b = 0; b < n; b++) {
        float *factors = d.factors + b * FACES_FACTORS;
        if (b % f->lights == 0)
            choose(people, FACES_TONE, FACES_POSE, factors);
        else
            for (int k = 0; k < FACES_POSE; k++)
                factors[k] = factors[k - FACES_FACTORS];
        choose(pictures, FACES_POSE, FACES_FACTORS, factors);
        faces_draw(f, factors, &(faces_truth){.picture = picture});
        dataset_put(&d, b, picture);
    }
    gsl_rng_free(people);
    gsl_rng_free(pictures);
    free(picture);
    return d;
}
