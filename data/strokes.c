// SPDX-License-Identifier: GPL-3.0-or-later
#include "strokes.h"
#include "fail.h"

#include <gsl/gsl_interp.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

/**
# Digits drawn with a pen

MNIST shows what people wrote, but not how: nobody noted the slant of the hand
or the width of the pen. Here we write the digits ourselves, so every picture
comes with the six numbers that made it. They serve twice: where MNIST cannot be
had, and where a code has to be compared with the truth.

A digit is written in two steps. A *glyph* says where the pen goes: one or
two strokes through a few points chosen by hand. The *hand* says how it is
written: turned, slanted, large, bold, off the centre, and a little unsteady.
*/

enum { SIDE = 28, STRIDE = 32, DIGITS = 10, VARIANTS = 3, POINTS = 16 };

/**
Each digit has three ways to write it: a 1 with or without its flag and foot, a
4 open or closed, a 7 with or without a bar. A glyph is a line of text: the
points `x,y` in half pixels right of and below the middle, in the order in which
the pen comes to them. The pen goes smoothly through a point, turns sharply
where a `!` follows, and is lifted at a `|`. The points lie in a box of about
$12 \times 18$ pixels; the width of the pen adds two, which makes the 20 pixels
that digits are high in MNIST.
*/

static const char *const glyphs[DIGITS][VARIANTS] = {
    {"2,-18 -8,-13 -12,0 -8,14 1,18 10,12 12,-1 9,-14 1,-18",
     "0,-18 -7,-10 -9,2 -5,15 1,18 7,12 9,-2 6,-15 -1,-18",
     "8,-17 -1,-17 -10,-8 -11,8 -2,18 9,13 12,-2 7,-14 -3,-18"},
    {"1,-18 0,0 -1,18", "-5,-13 1,-18! 1,0 0,18",
     "-7,-12 0,-18! 0,0 0,18| -8,18 0,18 8,18"},
    {"-10,-11 -5,-17 4,-18 9,-10 5,0 -4,10 -11,18! 0,17 12,18",
     "-9,-12 -2,-18 8,-14 7,-2 -2,11 -9,17 -12,13 -7,10 1,15 12,18",
     "-10,-14 -2,-18 7,-16 7,-9 -2,5 -11,17! 0,17 12,16"},
    {"-9,-14 -2,-18 7,-15 7,-6 -3,-1! 7,2 10,10 2,18 -10,15",
     "-9,-17 9,-18! -2,-3! 8,1 9,11 0,18 -10,15",
     "-8,-15 0,-18 8,-13 5,-4 -2,-2 5,1 10,9 3,18 -9,15"},
    {"-8,-17 -10,-6 -11,2! 0,2 12,0| 7,-16 6,0 4,18",
     "5,-18 -12,4! 0,5 13,4| 5,-18 5,0 4,18",
     "-8,-17 -11,-6 -7,1 2,0 8,-4| 9,-17 7,0 5,18"},
    {"-7,-17 -8,-2! 1,-6 10,1 8,12 -1,18 -10,15| -7,-17 2,-17 11,-18",
     "10,-18 1,-17 -6,-17! -8,-4! 2,-5 9,3 6,14 -2,18 -10,16",
     "11,-17 1,-17 -7,-16! -6,-5 4,-2 9,7 2,17 -10,16"},
    {"6,-18 -4,-11 -10,3 -6,15 2,18 10,11 6,3 -3,4 -9,11",
     "1,-18 -7,-5 -10,8 -3,18 7,15 8,6 1,2 -8,9",
     "9,-15 3,-18 -6,-11 -10,4 -4,17 6,16 9,8 2,2 -9,8"},
    {"-11,-16 0,-17 11,-17! 3,0 -3,18",
     "-11,-16 0,-17 11,-17! 3,0 -3,18| -7,1 1,0 10,0",
     "-11,-11 -11,-17! 0,-16 12,-17! 4,-1 -1,18"},
    {"8,-14 0,-18 -8,-12 -1,-3 8,7 3,17 -6,16 -8,9 0,-1 8,-9 8,-15",
     "0,-1 -8,-9 0,-18 8,-10 0,-1 -9,8 0,18 9,9 0,-1",
     "2,-18 -7,-14 -5,-6 3,0 8,9 1,18 -8,12 -4,2 5,-5 8,-13 2,-18"},
    {"8,-11 2,-18 -7,-14 -8,-5 0,-2 7,-7 8,-13! 8,2 5,18",
     "7,-14 -2,-18 -9,-10 -3,-2 6,-6 9,-14! 9,0 4,14 -7,17",
     "8,-8 4,-17 -5,-16 -8,-8 -1,-2 6,-7 8,-16! 3,2 -1,18"},
};

typedef struct {
    double x, y; /* pixels */
    char after;  /* ' ': goes on smoothly, '!': turns, '|' or 0: lifted */
} point;

/* Reads one point; returns where the next one starts, or the closing 0. */
static const char *read_point(const char *text, point *p)
{
    char *end;
    p->x = (double)strtol(text, &end, 10) / 2;
    p->y = (double)strtol(end + 1, &end, 10) / 2;
    p->after = *end;
    return *end == '\0' ? end : end + 1;
}

/**
## The hand

All six factors are uniform in their range and independent of each other and of
the digit, so that each can be asked for alone. The ranges are set after MNIST:
most people slant to the right, a line is two or three pixels wide, and the mean
pixel comes out as there, at 0.13.
*/

enum { ROTATION, SCALE, SHEAR, THICKNESS, X, Y, FACTORS };

static const char *const factor_names[FACTORS] = {
    [ROTATION] = "rotation",   [SCALE] = "scale", [SHEAR] = "shear",
    [THICKNESS] = "thickness", [X] = "x",         [Y] = "y",
};

static const double factor_range[FACTORS][2] = {
    [ROTATION] = {-0.25, 0.25}, /* radians, counter-clockwise */
    [SCALE] = {0.8, 1.05},
    [SHEAR] = {-0.1, 0.4},    /* to the right, a pixel of height */
    [THICKNESS] = {1.5, 3.7}, /* pixels */
    [X] = {-1.5, 1.5},        /* pixels to the right */
    [Y] = {-1.5, 1.5},        /* pixels down */
};

static const double width_range[2] = {0.9, 1.3}; /* times the glyph's */
static const double jitter_sd = 0.4;             /* of each point, pixels */

static void draw_factors(const gsl_rng *rng, double *factors)
{
    for (int k = 0; k < FACTORS; k++)
        factors[k] = gsl_ran_flat(rng, factor_range[k][0], factor_range[k][1]);
}

/**
A point $p$ of the glyph first misses its place a little, then goes to
$$ \begin{pmatrix} x \\ y \end{pmatrix} + s
\begin{pmatrix} \cos\varphi & \sin\varphi \\ -\sin\varphi & \cos\varphi
\end{pmatrix} \begin{pmatrix} 1 & -h \\ 0 & 1 \end{pmatrix} p, $$
with rotation $\varphi$, scale $s$ and shear $h$, seen from the middle of the
picture. The signs are those of pictures, where $y$ points down: positive $h$
leans to the right. Narrow and wide writing is noise like the jitter, not a
factor: a code that finds it is right, but gets no credit.
*/

static int write_glyph(const char *glyph, const double *f, const gsl_rng *rng,
                       point *out)
{
    double c = f[SCALE] * cos(f[ROTATION]), s = f[SCALE] * sin(f[ROTATION]);
    double middle = (SIDE - 1) / 2.0;
    double width = gsl_ran_flat(rng, width_range[0], width_range[1]);
    int n = 0;
    while (*glyph != '\0') {
        REQUIRE(n < POINTS, "a glyph has too many points");
        point *p = out + n++;
        glyph = read_point(glyph, p);
        double y = p->y + gsl_ran_gaussian(rng, jitter_sd);
        double x = p->x * width + gsl_ran_gaussian(rng, jitter_sd);
        x -= f[SHEAR] * y;
        p->x = middle + f[X] + c * x + s * y;
        p->y = middle + f[Y] - s * x + c * y;
    }
    return n;
}

/**
## The ink

A round pen blackens every place that is nearer to its path than half its
thickness. So all we need is each pixel's distance to the path, or rather its
square, since the root can wait until the nearest piece is found. The nearest
place of the segment from $a$ to $b = a + u$ is $a + t u$ with
$t = (p - a) \cdot u / |u|^2$, held between 0 and 1.

Only rows that the pen reaches are visited, but each of them from edge to edge
and a bit beyond, to 32: that is more work than a tight box would be, yet the
loop has a fixed length and no branch, so the compiler takes eight pixels at
once.
*/

typedef struct {
    float distance2[SIDE][STRIDE]; /* squared, to the path so far */
    double reach;                  /* farther pixels get no ink */
} sheet;

static void ink_row(float *restrict row, float ax, float ay, float ux, float uy)
{
    /* The small number keeps a segment without length from 0/0. */
    float scale = 1.0F / (ux * ux + uy * uy + 1e-12F);
    for (int j = 0; j < STRIDE; j++) {
        float x = (float)j - ax;
        float t = (x * ux - ay * uy) * scale;
        t = t < 0.0F ? 0.0F : t;
        t = t > 1.0F ? 1.0F : t;
        float dx = x - t * ux, dy = ay + t * uy;
        float d = dx * dx + dy * dy;
        row[j] = d < row[j] ? d : row[j];
    }
}

static void ink_segment(sheet *s, point a, point b)
{
    int first = (int)ceil(fmax(fmin(a.y, b.y) - s->reach, 0));
    int last = (int)floor(fmin(fmax(a.y, b.y) + s->reach, SIDE - 1));
    for (int i = first; i <= last; i++)
        ink_row(s->distance2[i], (float)a.x, (float)(a.y - i),
                (float)(b.x - a.x), (float)(b.y - a.y));
}

/**
A smooth curve through $n$ points is a pair of cubic splines, $x(t)$ and $y(t)$.
The parameter $t$ is the length of the straight way through the points: a pen
moves at an even speed, and with $t = 0, 1, 2, \dots$ it would overshoot where
two points lie close together. Two points make a straight line. The curve is
then cut into straight pieces of about 1.5 pixels.
*/

static gsl_interp *spline(const double *t, const double *x, size_t n)
{
    gsl_interp *result =
        gsl_interp_alloc(n < 3 ? gsl_interp_linear : gsl_interp_cspline, n);
    gsl_interp_init(result, t, x, n);
    return result;
}

static void ink_curve(sheet *s, const point *p, size_t n)
{
    double x[POINTS] = {p->x}, y[POINTS] = {p->y}, t[POINTS] = {0};
    for (size_t k = 1; k < n; k++) {
        x[k] = p[k].x, y[k] = p[k].y;
        t[k] = t[k - 1] + hypot(x[k] - x[k - 1], y[k] - y[k - 1]);
    }
    gsl_interp *spline_x = spline(t, x, n), *spline_y = spline(t, y, n);
    double length = t[n - 1], pieces = ceil(length / 1.5);
    point from = p[0];
    for (int k = 1; k <= pieces; k++) {
        double at = fmin(length * k / pieces, length);
        point to = {.x = gsl_interp_eval(spline_x, t, x, at, NULL),
                    .y = gsl_interp_eval(spline_y, t, y, at, NULL)};
        ink_segment(s, from, to);
        from = to;
    }
    gsl_interp_free(spline_x);
    gsl_interp_free(spline_y);
}

static void ink_path(sheet *s, const point *p, int n)
{
    for (int first = 0, k = 0; k < n; k++) {
        if (p[k].after == ' ')
            continue;
        ink_curve(s, p + first, (size_t)(k - first + 1));
        first = p[k].after == '!' ? k : k + 1;
    }
}

/**
The edge of the ink is one pixel wide: a pixel whose centre lies on it is half
grey. That is what a camera sees, and it makes the picture change smoothly with
every factor, as a decoder has to.
*/

static void develop(const sheet *s, float radius, unsigned char *pixels)
{
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            float ink = radius + 0.5F - sqrtf(s->distance2[i][j]);
            ink = ink < 0.0F ? 0.0F : ink;
            ink = ink > 1.0F ? 1.0F : ink;
            pixels[i * SIDE + j] = (unsigned char)(255.0F * ink + 0.5F);
        }
}

static void draw(const char *glyph, const double *factors, const gsl_rng *rng,
                 unsigned char *pixels)
{
    point path[POINTS];
    int n = write_glyph(glyph, factors, rng, path);
    double radius = factors[THICKNESS] / 2;
    sheet s = {.reach = radius + 0.5};
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < STRIDE; j++)
            s.distance2[i][j] = 1e9F;
    ink_path(&s, path, n);
    develop(&s, (float)radius, pixels);
}

/**
## The set

Picture $i$ is to depend on the seed and on $i$ alone, not on how many pictures
were asked for; so the generator starts afresh for each. GSL's generators take
32 bits of seed. If we cut a hash of the seed and $i$ to 32 bits, 70 000
pictures would on average hold $\binom{70000}{2} / 2^{32} \approx 0.6$ equal
pairs, and one could fall into the train and the test set. So we hash the
seed only (with the last step of *splitmix64*, so that seeds 1 and 2 do not
overlap) and add $i$: no two pictures of a set share a start. Neighbouring
starts do no harm to the Mersenne Twister, which stirs its seed well.
*/

static uint64_t stir(uint64_t z)
{
    z += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/**
The first thing that is drawn is the digit. Where only one is wanted, the others
are left at that, which takes a tenth of the time.
*/

static gsl_rng *start(gsl_rng *rng, uint64_t seed, int i)
{
    gsl_rng_set(rng, (uint32_t)(stir(seed) + (uint64_t)i));
    return rng;
}

static unsigned long digit_of(const gsl_rng *rng)
{
    return gsl_rng_uniform_int(rng, DIGITS);
}

static dataset strokes_alloc(int n)
{
    dataset d = dataset_alloc(n, 1, SIDE, SIDE);
    d.classes = DIGITS;
    d.labels = must_alloc((size_t)n, 1);
    d.n_factors = FACTORS;
    d.factor_names = factor_names;
    d.factors = must_alloc((size_t)n * FACTORS, sizeof *d.factors);
    return d;
}

/* Picture b of d, by a generator that was started. */
static void draw_picture(dataset *d, int b, const gsl_rng *rng)
{
    unsigned long digit = digit_of(rng);
    unsigned long variant = gsl_rng_uniform_int(rng, VARIANTS);
    double factors[FACTORS];
    draw_factors(rng, factors);
    draw(glyphs[digit][variant], factors, rng,
         d->pixels + (size_t)b * SIDE * SIDE);
    d->labels[b] = (unsigned char)digit;
    for (int k = 0; k < FACTORS; k++)
        d->factors[b * FACTORS + k] = (float)factors[k];
}

dataset strokes(int n, uint64_t seed)
{
    dataset d = strokes_alloc(n);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < n; i++)
        draw_picture(&d, i, start(rng, seed, i));
    gsl_rng_free(rng);
    return d;
}

dataset strokes_of(int digit, int n, int most, uint64_t seed)
{
    int *which = must_alloc((size_t)n, sizeof *which), count = 0;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < n && count < most; i++)
        if (digit_of(start(rng, seed, i)) == (unsigned long)digit)
            which[count++] = i;
    dataset d = strokes_alloc(count);
    for (int b = 0; b < count; b++)
        draw_picture(&d, b, start(rng, seed, which[b]));
    gsl_rng_free(rng);
    free(which);
    return d;
}
