// SPDX-License-Identifier: GPL-3.0-or-later
#include "hand.h"

#include "fail.h"

#include <gsl/gsl_math.h>

/**
# The shape of a hand

A hand is put together from *limbs*. A limb is a line with a thickness that
changes evenly from one end to the other: a bone with what is around it. Three
of them make a finger, eight the palm and the forearm, and a thin one between
any two fingers is the web that joins them. What lies in one limb or more is the
hand, so nothing needs to fit exactly.

A finger turns about its root, the thumb beside the wrist, the others at their
knuckles. At each further joint it bends by a few degrees, always the same: a
hand with straight fingers looks like a rake.

The fingers are 25 degrees apart or more, which is a hand wide open, and for a
reason: any two may turn towards each other by 12 degrees each, and still do not
touch. So the valley between them is a place that can be seen in every picture.
*/

typedef struct {
    hand_point root;
    double direction, bend; /* degrees; the bend is added at each joint */
    double length[3];       /* of the bones */
    double radius[4];       /* at their ends */
    double web;             /* where it begins, from the root */
} finger;

static const finger fingers[FINGERS] = {
    [THUMB] = {.root = {-5.5, 11.5},
               .direction = 56,
               .bend = 3,
               .length = {12.5, 9, 6.4},
               .radius = {5.8, 4.1, 3.3, 2.6},
               .web = 11.2},
    [INDEX] = {.root = {-10.2, -8.3},
               .direction = 31,
               .bend = -2,
               .length = {11.2, 6.6, 4.4},
               .radius = {3.2, 3, 2.75, 2.4},
               .web = 4.5},
    [MIDDLE] = {.root = {-3.3, -10.5},
                .direction = 4.5,
                .bend = -1,
                .length = {12.6, 7.5, 4.7},
                .radius = {3.25, 3.05, 2.8, 2.45},
                .web = 4.7},
    [RING] = {.root = {4, -9.6},
              .direction = -22,
              .bend = 2,
              .length = {11.8, 6.9, 4.6},
              .radius = {3.2, 2.95, 2.7, 2.35},
              .web = 4.5},
    [LITTLE] = {.root = {10.5, -6.2},
                .direction = -49,
                .bend = 3,
                .length = {8.8, 5.1, 4},
                .radius = {2.85, 2.6, 2.4, 2.05},
                .web = 4.1},
};

static const double web_radius = 1.7;

enum { FOREARM = 7 };

static const hand_limb palm[] = {
    {{{-4.2, 13.5}, {-9, -7}}, {4.6, 4.4}}, /* from the wrist to a finger */
    {{{-1.5, 13.5}, {-3, -9}}, {5, 4.4}},
    {{{1.5, 13.5}, {3.2, -8.2}}, {5, 4.4}},
    {{{4.6, 12.5}, {8.8, -5}}, {4.8, 4.4}},
    {{{-10.2, -8.3}, {-3.3, -10.5}}, {4.2, 4.2}}, /* from knuckle to knuckle */
    {{{-3.3, -10.5}, {4, -9.6}}, {4.2, 4.2}},
    {{{4, -9.6}, {10.5, -6.2}}, {4.2, 4}},
    [FOREARM] = {{{0, 18.5}, {0, 130}}, {7.5, 13}}, /* out of any picture */
};

/**
The three great folds of a palm are named after life, head and heart. They and
the folds at the joints are what a blurred picture loses first.
*/

static const hand_line palm_folds[] = {
    {{-12.3, -2.3}, {-6.3, -1.2}}, {{-6.3, -1.2}, {-2.3, 3.2}}, /* life */
    {{-2.3, 3.2}, {-1, 9}},        {{-1, 9}, {-2, 14.5}},
    {{-12.3, -2.3}, {-4.7, -2.5}}, {{-4.7, -2.5}, {2.1, 1}},  /* head */
    {{2.1, 1}, {8, 6.3}},          {{12.8, -2}, {6.8, -2.6}}, /* heart */
    {{6.8, -2.6}, {0.5, -5.2}},    {{0.5, -5.2}, {-4.7, -10}},
    {{-7, 17.5}, {0, 18.6}},       {{0, 18.6}, {7, 17.5}}, /* wrist */
};

static const hand_limb palm_pads[] = {
    {{{-7.5, 7}, {-5.5, 11}}, {5.5, 4}}, /* the balls of the thumb */
    {{{8, 1}, {6, 11}}, {4.5, 4}},       /* and of the hand */
    {{{-9, -7.5}, {-9, -7.5}}, {3.5, 3.5}},
    {{{8.5, -5}, {8.5, -5}}, {3.5, 3.5}},
};

/**
## Putting it together

Joint after joint a finger grows in its direction, and on the way leaves its
limbs, its folds and its landmarks.
*/

/* A hand of which some parts are there. */
typedef struct {
    hand *h;
    int limbs, folds, pads;
} parts;

static hand_point towards(hand_point from, double angle, double length)
{
    return (hand_point){from.x - length * sin(angle),
                        from.y - length * cos(angle)};
}

static void add_limb(parts *p, hand_point a, hand_point b, double from,
                     double to)
{
    p->h->limbs[p->limbs++] = (hand_limb){{a, b}, {from, to}};
}

/* Across a finger of that direction and radius, not quite to its edges. */
static void add_fold(parts *p, hand_point at, double angle, double radius)
{
    double half = 0.85 * radius;
    p->h->folds[p->folds++] = (hand_line){towards(at, angle + M_PI_2, half),
                                          towards(at, angle - M_PI_2, half)};
}

/* Returns where the finger's web begins. */
static hand_point add_finger(parts *p, int k, double spread)
{
    const finger *f = fingers + k;
    double angle = f->direction * M_PI / 180 + spread;
    double bend = f->bend * M_PI / 180;
    hand_point joint = f->root, web = towards(joint, angle, f->web);
    if (k != THUMB)
        add_fold(p, towards(web, angle, 1.2), angle, f->radius[1]);
    for (int i = 0; i < 3; i++) {
        hand_point next = towards(joint, angle, f->length[i]);
        add_limb(p, joint, next, f->radius[i], f->radius[i + 1]);
        if (i < 2)
            add_fold(p, next, angle + bend / 2, f->radius[i + 1]);
        p->h->landmarks[3 * k + 2 - i] = joint = next;
        angle += bend;
    }
    p->h->pads[p->pads++] =
        (hand_limb){{joint, joint}, {f->radius[3], f->radius[3]}};
    return web;
}

/* Returns the middle of the web's upper edge. */
static hand_point add_web(parts *p, hand_point a, hand_point b)
{
    double x = b.x - a.x, y = b.y - a.y, out = web_radius / hypot(x, y);
    add_limb(p, a, b, web_radius, web_radius);
    return (hand_point){(a.x + b.x) / 2 + out * y, (a.y + b.y) / 2 - out * x};
}

/* What is between the thumb and the palm, below their web. */
static void add_thumb_muscle(parts *p, hand_point web)
{
    const finger *thumb = fingers + THUMB;
    hand_point middle = {(thumb->root.x + web.x) / 2,
                         (thumb->root.y + web.y) / 2};
    add_limb(p, middle, fingers[INDEX].root, 5, 4);
}

static void add_palm(parts *p)
{
    for (size_t k = 0; k < sizeof palm / sizeof *palm; k++)
        p->h->limbs[p->limbs++] = palm[k];
    for (size_t k = 0; k < sizeof palm_folds / sizeof *palm_folds; k++)
        p->h->folds[p->folds++] = palm_folds[k];
    for (size_t k = 0; k < sizeof palm_pads / sizeof *palm_pads; k++)
        p->h->pads[p->pads++] = palm_pads[k];
}

void hand_pose(const double spread[FINGERS], hand *h)
{
    parts p = {.h = h};
    const hand_limb *arm = palm + FOREARM;
    hand_point web[FINGERS], *landmark = h->landmarks + 3 * FINGERS;
    for (int k = 0; k < FINGERS; k++)
        web[k] = add_finger(&p, k, spread[k]);
    for (int k = 0; k + 1 < FINGERS; k++)
        *landmark++ = add_web(&p, web[k], web[k + 1]);
    add_thumb_muscle(&p, web[THUMB]);
    add_palm(&p);
    for (int side = -1; side <= 1; side += 2)
        *landmark++ =
            (hand_point){arm->axis.a.x + side * arm->radius[0], arm->axis.a.y};
    REQUIRE(p.limbs == HAND_LIMBS && p.folds == HAND_FOLDS &&
                p.pads == HAND_PADS &&
                landmark == h->landmarks + HAND_LANDMARKS,
            "a hand has so many parts");
}
