// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SPHERE_H
#define SPHERE_H

#include "run.h"

#include <stdbool.h>

/* A painted sphere that fills a square picture, seen from far away. x points to
 * the right, y up, z to the viewer; directions have length 1. */
enum { SPHERE_SIDE = 64, SPHERE_AREA = SPHERE_SIDE * SPHERE_SIDE };

typedef struct {
    double x, y, z;
} direction;

/* The normal at a pixel's centre; false if the pixel is not on the sphere. */
bool sphere_normal(int pixel, direction *normal);

/* Where a light is, in degrees: to the right of the viewer, and above. */
direction light_at(double azimuth, double elevation);

/* max(0, <normal, light>): Lambert's law, with its attached shadow. */
double lambert(direction normal, direction light);

/* Ways to write one picture as a product. */
typedef enum {
    TRUE_FACTORS,
    SCALED,  /* albedo times 2, shading by 2 */
    TINTED,  /* albedo times a colour, shading by it */
    PAINTED, /* the light painted on: shading 1, albedo the picture */
    FACTORINGS
} factoring;

/* Albedo and shading, each (3, SPHERE_SIDE, SPHERE_SIDE); both are 0 outside
 * the sphere. */
void sphere_factors(direction light, factoring how, real *albedo,
                    real *shading);

/* Mean squared difference of neighbouring pixels that are both on the sphere,
 * along rows and columns, over the channels: E_shade, there. */
double sphere_roughness(const real *shading);

/* sphere.png (rows albedo, shading, product; columns lights from left to
 * right), factorings.png (the first of these pictures, a column a factoring),
 * and results
 *   sphere_{true,scaled,tinted,painted}_roughness    of the shading
 *   sphere_{true,scaled,tinted,painted}_difference   largest one of the product
 *                                                    from the picture
 *   sphere_shadow   share of the pixels in the attached shadow, first light
 *   sphere_ambient, sphere_azimuth   of the lights: share, largest angle */
void sphere_part(const run *r);

#endif
