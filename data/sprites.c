// SPDX-License-Identifier: GPL-3.0-or-later
#include "sprites.h"

#include "fail.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Sprites

More factors than a dot has, and still a truth to grade by: a square, an ellipse
or a heart, of some size, turned, somewhere in the picture, and, if wanted, in
some colour. The factors are those of dSprites [@matthey2017], on which most
papers on disentanglement report. There the pictures are black and white, of
64 x 64 pixels, and the set is the whole grid of 3 shapes, 6 sizes, 40
orientations and 32 x 32 places. Ours are drawn at random with continuous
values, of any size, and with grey edges, so that a picture changes a little
when a factor does; and they may have a colour.

The factors are to be independent, also in what they do to the picture. All
shapes have the same area at the same scale: how much white there is tells the
scale, whatever the shape. All centres of mass lie in the same square, which
leaves a margin for the largest sprite, whatever the scale.

The hue runs from red over yellow and green to blue, two thirds of the colour
circle. The whole circle would lead back to red: the pictures would lie on a
ring, and no one unit can follow a ring without a jump.

## Why nobody reads the orientation well

The orientation *is* such a ring, and more is wrong with it. A square turned by
90 degrees is the same picture, an ellipse turned by 180 degrees, too. On the
full circle, as in dSprites, a square tells a sixteenth of the variance of its
orientation, an ellipse a quarter, a heart all of it. So even the best reader
that there can be, who looks at the picture itself, reaches an $R^2$ of
$\tfrac13 \bigl(\tfrac1{16} + \tfrac14 + 1\bigr) = \tfrac7{16}$. And if a code
follows the ring, as $(\cos\varphi, \sin\varphi)$, a linear reader gets
$6 / \pi^2 = 0.61$ of what there is, even for a heart.

Therefore the orientation runs from 0 to 90 degrees here, unless `turn` says
otherwise. Then no two orientations give the same picture, but a square at 90
degrees is next to one at 0: a tear remains. With `turn=0-45` there is none,
with `turn=0-360` it is as in dSprites, and with `turn=0-0` nothing is turned
and there is one factor less.
*/

enum { SHAPE, SCALE, ORIENTATION, X, Y, HUE, FACTORS };

static const char *const turning[] = {"shape", "scale", "orientation",
                                      "x",     "y",     "hue"};
static const char *const upright[] = {"shape", "scale", "x", "y", "hue"};

static const double largest = 1 / 3.0; /* side at scale 1, in picture sizes */

sprites_form sprites_ordinary(int size)
{
    return (sprites_form){.size = size, .turn = {0, M_PI / 2}};
}

static bool turns(const sprites_form *f)
{
    return f->turn[1] > f->turn[0];
}

int sprites_factors(const sprites_form *f, const char *const **names)
{
    *names = turns(f) ? turning : upright;
    return FACTORS - !turns(f) - !f->colour;
}

/* All six, from those that there are. */
static void complete(const sprites_form *f, const float *factors, double *all)
{
    for (int k = 0; k < FACTORS; k++)
        if (k == ORIENTATION && !turns(f))
            all[k] = f->turn[0];
        else if (k != HUE || f->colour)
            all[k] = (double)*factors++;
}

/**
## The shapes

Each has area 1 and its centre of mass at 0. All we need of it is the distance
of a point to its edge, negative inside. A square turned by 45 degrees with a
half disc on each of its upper sides is a heart. It is symmetric, so take $x \ge
0$, and put the square's lower corner at 0, its upper one at $(0, 1)$. Above the
line $x + y = 1$ the edge is the arc; below it, nearest is the lower side or the
notch between the arcs.
*/

static const double long_axis = M_2_SQRTPI * M_SQRT1_2; /* half of it */

static double square(double x, double y)
{
    double beyond_x = fabs(x) - 0.5, beyond_y = fabs(y) - 0.5;
    if (beyond_x > 0 && beyond_y > 0)
        return sqrt(beyond_x * beyond_x + beyond_y * beyond_y);
    return GSL_MAX(beyond_x, beyond_y);
}

/* To first order, which is enough near the edge; twice as long as high. */
static double ellipse(double x, double y)
{
    const double a = long_axis, b = a / 2;
    double u = x / a, v = y / b;
    double k = sqrt(u * u + v * v);
    double slope = sqrt(u * u / (a * a) + v * v / (b * b));
    return k * (k - 1) / (slope + 1e-12);
}

static double heart(double x, double y)
{
    const double unit = 0.5 * sqrt(2 + M_PI_2); /* its area's root */
    const double middle = 0.5 + (M_PI / 8 + 1 / 6.0) / (2 + M_PI_2);
    x = fabs(x * unit);
    y = y * unit + middle;
    if (x + y > 1)
        return (hypot(x - 0.25, y - 0.75) - M_SQRT2 / 4) / unit;
    double foot = GSL_MAX(x + y, 0) / 2;
    double side = (x - foot) * (x - foot) + (y - foot) * (y - foot);
    double notch = x * x + (y - 1) * (y - 1);
    double distance = sqrt(GSL_MIN(side, notch)) / unit;
    return x > y ? distance : -distance;
}

static double (*const shapes[SPRITE_SHAPES])(double x, double y) = {
    square, ellipse, heart};

/* The half long axis reaches farthest of all shapes. */
double sprites_margin(const sprites_form *f)
{
    return long_axis * largest * f->size;
}

/**
## The picture

As with dots, a pixel at the distance $d$ outside the edge, in pixels, has the
brightness $\tfrac12 - d$, cut off at 0 and 1. Only the square that the sprite
can reach is visited.
*/

/* Full colours of the colour circle; straight pieces between red, yellow,
 * green, cyan and blue. */
static void colour_of(const sprites_form *f, double hue, double *rgb)
{
    rgb[0] = f->colour ? fabs(6 * hue - 3) - 1 : 1;
    rgb[1] = 2 - fabs(6 * hue - 2);
    rgb[2] = 2 - fabs(6 * hue - 4);
    for (int c = 0; c < 3; c++)
        rgb[c] = GSL_MAX(0, GSL_MIN(1, rgb[c]));
}

void sprites_draw(const sprites_form *f, const float *factors, real *picture)
{
    double all[FACTORS] = {0}, rgb[3];
    complete(f, factors, all);
    int n = f->size, shape = (int)lround(all[SHAPE]);
    REQUIRE(shape >= 0 && shape < SPRITE_SHAPES, "there is no such shape");
    double margin = sprites_margin(f), room = n - 1 - 2 * margin;
    double x = margin + all[X] * room, y = margin + all[Y] * room;
    double side = all[SCALE] * largest * n, reach = long_axis * side + 1;
    double c = cos(all[ORIENTATION]) / side, s = sin(all[ORIENTATION]) / side;
    int channels = f->colour ? 3 : 1;
    colour_of(f, all[HUE], rgb);
    for (int i = 0; i < channels * n * n; i++)
        picture[i] = 0;
    int top = GSL_MAX(0, (int)(y - reach)), left = GSL_MAX(0, (int)(x - reach));
    for (int i = top; i < n && i < y + reach; i++)
        for (int j = left; j < n && j < x + reach; j++) {
            double right = j - x, up = y - i;
            double distance =
                side * shapes[shape](c * right + s * up, c * up - s * right);
            double ink = GSL_MAX(0, GSL_MIN(1, 0.5 - distance));
            for (int k = 0; k < channels; k++)
                picture[(k * n + i) * n + j] = (real)(rgb[k] * ink);
        }
}

/**
## The set

Six random numbers belong to each picture, whether they are used or not. So the
same seed gives the same sprites in white and in colour, turned and upright.
*/

static void choose(const sprites_form *f, gsl_rng *rng, float *factors)
{
    const double least[FACTORS] = {[SCALE] = 0.5, [ORIENTATION] = f->turn[0]};
    const double most[FACTORS] = {SPRITE_SHAPES, 1, f->turn[1], 1, 1, 2 / 3.0};
    for (int k = 0; k < FACTORS; k++) {
        double u = gsl_rng_uniform(rng);
        double value = least[k] + (most[k] - least[k]) * u;
        if (k == SHAPE)
            value = floor(value);
        if ((k == ORIENTATION && !turns(f)) || (k == HUE && !f->colour))
            continue;
        *factors++ = (float)value;
    }
}

dataset sprites(const sprites_form *f, int n, uint64_t seed)
{
    dataset d = dataset_alloc(n, f->colour ? 3 : 1, f->size, f->size);
    real *picture = must_alloc((size_t)dataset_size(&d), sizeof *picture);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    d.n_factors = sprites_factors(f, &d.factor_names);
    d.factors = must_alloc((size_t)n * (size_t)d.n_factors, sizeof *d.factors);
    d.labels = must_alloc((size_t)n, 1);
    d.classes = SPRITE_SHAPES;
    for (int b = 0; b < n; b++) {
        float *factors = d.factors + b * d.n_factors;
        choose(f, rng, factors);
        sprites_draw(f, factors, picture);
        d.labels[b] = (unsigned char)factors[SHAPE];
        dataset_put(&d, b, picture);
    }
    gsl_rng_free(rng);
    free(picture);
    return d;
}
