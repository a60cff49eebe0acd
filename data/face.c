// SPDX-License-Identifier: GPL-3.0-or-later
#include "face.h"

#include "real.h"
#include "skin.h"

/**
# A face

A face has two sides to it that are often taken for one: its *relief*, which is
what light falls on, and its *albedo*, the share of the light that each place of
it gives back. Dark brows are albedo; a dark side of the nose is relief. We
build both separately, so that for each picture we know what no photograph
tells.

## The relief

The head is a dome, a little flatter than a ball in front, and on it stand
hills and hollows, each a Gaussian: height, place, width and height of its
foot. Their slopes are known in closed form, and so is the normal.
*/

enum { HILLS = 16, NOSE = 2 }; /* the first two are the nose */

static const struct {
    float height[HILLS], u[HILLS], v[HILLS], wide[HILLS], high[HILLS];
} hills = {
    /* nose and its tip; eye sockets, eyes, ridges of the brows, cheeks, wings
     * of the nose, lips, the hollow below them, chin, forehead */
    {0.20F, 0.17F, -0.10F, -0.10F, 0.05F, 0.05F, 0.06F, 0.06F, 0.08F, 0.08F,
     0.05F, 0.05F, 0.07F, -0.05F, 0.12F, 0.05F},
    {0, 0, -0.37F, 0.37F, -0.37F, 0.37F, -0.36F, 0.36F, -0.48F, 0.48F, -0.13F,
     0.13F, 0, 0, 0, 0},
    {0.08F, 0.24F, -0.04F, -0.04F, -0.03F, -0.03F, -0.20F, -0.20F, 0.22F, 0.22F,
     0.27F, 0.27F, 0.55F, 0.70F, 0.86F, -0.50F},
    {0.13F, 0.14F, 0.20F, 0.20F, 0.11F, 0.11F, 0.26F, 0.26F, 0.20F, 0.20F,
     0.07F, 0.07F, 0.24F, 0.20F, 0.20F, 0.40F},
    {0.26F, 0.10F, 0.12F, 0.12F, 0.07F, 0.07F, 0.08F, 0.08F, 0.20F, 0.20F,
     0.07F, 0.07F, 0.10F, 0.06F, 0.11F, 0.20F},
};

/* Adds the slopes of all hills; the nose is `prominent` times as high. */
static inline void climb(float prominent, float u, float v, float slope[2])
{
    float right = 0, down = 0;
#pragma omp simd reduction(+ : right, down)
    for (int k = 0; k < HILLS; k++) {
        float x = (u - hills.u[k]) / hills.wide[k];
        float y = (v - hills.v[k]) / hills.high[k];
        float z = (k < NOSE ? prominent : 1) * hills.height[k] *
                  (float)real_exp(R(-x * x - y * y));
        right += x / hills.wide[k] * z;
        down += y / hills.high[k] * z;
    }
    slope[0] -= 2 * right;
    slope[1] -= 2 * down;
}

void face_normal(const face_looks *f, float u, float v, float normal[3])
{
    const float dome = 0.9F, edge = 0.97F;
    float r = sqrtf(u * u + v * v), inside = r < edge ? 1 : edge / r;
    u *= inside;
    v *= inside;
    r = u * u + v * v;
    float steep = -dome * (0.4F + 1.2F * r) / sqrtf(1 - r * (0.4F + 0.6F * r));
    float slope[2] = {steep * u, steep * v};
    climb(0.6F + 0.8F * f->nose, u, v, slope);
    float scale = 1 / sqrtf(1 + slope[0] * slope[0] + slope[1] * slope[1]);
    normal[0] = -slope[0] * scale;
    normal[1] = slope[1] * scale;
    normal[2] = scale;
}

/**
## The albedo

Skin, and upon it hair, brows, eyes, nostrils and lips, each a shape with a
soft edge and a colour of its own. All is the same on both sides, but for the
parting of the hair.
*/

static const float black_hair[] = {0.09F, 0.07F, 0.06F};
static const float fair_hair[] = {0.72F, 0.52F, 0.28F};
static const float white[] = {0.88F, 0.87F, 0.85F};
static const float pupil[] = {0.05F, 0.05F, 0.05F};
static const float brown[] = {0.28F, 0.16F, 0.09F};
static const float blue[] = {0.42F, 0.58F, 0.70F};
static const float red[] = {0.75F, 0.22F, 0.24F};

/* How much of a place `depth` inside a shape is covered, 0..1. */
static inline float cover(float depth, float blur)
{
    float share = 0.5F + depth / blur;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Depth in an ellipse with these half axes. */
static inline float ellipse(float u, float v, float wide, float high)
{
    float r = sqrtf(u * u / (wide * wide) + v * v / (high * high));
    return (1 - r) * (wide < high ? wide : high);
}

static inline float between(const float *a, const float *b, float share, int k)
{
    return a[k] + (b[k] - a[k]) * share;
}

static inline void paint(float *albedo, float colour, float share)
{
    *albedo += share * (colour - *albedo);
}

void face_albedo(const face_looks *f, float u, float v, float blur,
                 float albedo[FACE_CHANNELS])
{
    float side = fabsf(u);
    float bow = u - 0.3F * (f->parting - 0.5F);
    float line = -0.52F - 0.22F * f->hairline + 0.45F * bow * bow;
    float sides = side - 0.84F + 0.5F * (v > -0.1F ? v + 0.1F : 0);
    float hair = cover(line - v > sides ? line - v : sides, blur);
    float thick = 0.03F + 0.04F * f->brows;
    float arch = v + 0.25F - 0.5F * (side - 0.37F) * (side - 0.37F);
    float brow = cover(ellipse(side - 0.37F, arch, 0.22F, thick), blur);
    float eye = cover(ellipse(side - 0.37F, v + 0.03F, 0.16F, 0.085F), blur);
    float lid = cover(ellipse(side - 0.37F, v + 0.05F, 0.19F, 0.11F), blur);
    float disc = ellipse(side - 0.37F, v + 0.03F, 0.08F, 0.08F);
    float iris = cover(disc, blur), dot = cover(disc - 0.04F, blur);
    float nostril = cover(ellipse(side - 0.09F, v - 0.31F, 0.05F, 0.03F), blur);
    float lips = cover(ellipse(u, v - 0.55F, 0.29F, 0.095F), blur);
    float mouth = cover(ellipse(u, v - 0.55F, 0.26F, 0.02F), blur);
    for (int k = 0; k < FACE_CHANNELS; k++) {
        float skin = skin_colour(f->tone, k), *a = albedo + k;
        *a = skin;
        paint(a, 0.7F * skin, 0.6F * lid);
        paint(a, white[k], eye);
        paint(a, between(brown, blue, f->iris, k), eye * iris);
        paint(a, pupil[k], eye * dot);
        paint(a, 0.35F * skin, nostril);
        paint(a, red[k] * (0.4F + 0.6F * skin), (0.3F + 0.6F * f->lips) * lips);
        paint(a, 0.3F * skin, mouth);
        paint(a, between(black_hair, fair_hair, f->hair, k), hair);
        paint(a, between(black_hair, fair_hair, 0.8F * f->hair, k), brow);
    }
}
