// SPDX-License-Identifier: GPL-3.0-or-later
#include "sphere.h"

#include "fail.h"
#include "image.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

/**
# A painted sphere

Before faces, a shape whose normals need no model: at the place $(x, y)$ of its
picture the sphere's normal is $(x, y, \sqrt{1 - x^2 - y^2})$. It is painted in
stripes of three colours, and lit by one lamp far away and by a weak light from
all sides.
*/

bool sphere_normal(int pixel, direction *normal)
{
    double x = 2 * (pixel % SPHERE_SIDE + 0.5) / SPHERE_SIDE - 1;
    double y = 1 - 2 * (pixel / SPHERE_SIDE + 0.5) / SPHERE_SIDE;
    double rest = 1 - x * x - y * y;
    if (rest <= 0)
        return false;
    *normal = (direction){x, y, sqrt(rest)};
    return true;
}

direction light_at(double azimuth, double elevation)
{
    double a = azimuth * M_PI / 180, e = elevation * M_PI / 180;
    return (direction){sin(a) * cos(e), sin(e), cos(a) * cos(e)};
}

static double dot(direction a, direction b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

double lambert(direction normal, direction light)
{
    return fmax(0, dot(normal, light));
}

enum { STRIPES = 7, PAINTS = 3 };

static const double paints[PAINTS][3] = {
    {0.48, 0.16, 0.12}, {0.48, 0.42, 0.28}, {0.12, 0.24, 0.4}};
static const double ambient = 0.2;

static const double *paint_at(direction normal)
{
    const direction axis = {0.36, 0.9, 0.25};
    double latitude = asin(dot(normal, axis) / sqrt(dot(axis, axis)));
    return paints[(int)(STRIPES * (0.5 + latitude / M_PI)) % PAINTS];
}

/**
The same picture has many pairs of factors. *Scaled*: the paint twice as bright,
the light half as strong. *Tinted*: a paint that reflects more red and less
blue, and a light that is as much bluer. And *painted*: the light is always the
same from all sides, and what looked like light is paint.
*/

static const double tint[3] = {1.8, 1.3, 0.9};

/* By what the albedo is multiplied and the shading is divided. */
static double exchanged(factoring how, int channel, double shading)
{
    switch (how) {
    case SCALED:
        return 2;
    case TINTED:
        return tint[channel];
    case PAINTED:
        return shading;
    default:
        return 1;
    }
}

void sphere_factors(direction light, factoring how, real *albedo, real *shading)
{
    for (int k = 0; k < SPHERE_AREA; k++) {
        direction normal;
        bool inside = sphere_normal(k, &normal);
        double s =
            inside ? ambient + (1 - ambient) * lambert(normal, light) : 0;
        for (int c = 0; c < 3; c++) {
            double factor = inside ? exchanged(how, c, s) : 1;
            albedo[c * SPHERE_AREA + k] =
                inside ? (real)(factor * paint_at(normal)[c]) : 0;
            shading[c * SPHERE_AREA + k] = (real)(s / factor);
        }
    }
}

static bool both_inside(int pixel, int next)
{
    direction unused;
    return next < SPHERE_AREA && sphere_normal(pixel, &unused) &&
           sphere_normal(next, &unused);
}

double sphere_roughness(const real *shading)
{
    double squares = 0;
    int pairs = 0;
    for (int k = 0; k < 3 * SPHERE_AREA; k++) {
        int pixel = k % SPHERE_AREA;
        if ((pixel + 1) % SPHERE_SIDE != 0 && both_inside(pixel, pixel + 1)) {
            squares += gsl_pow_2((double)(shading[k + 1] - shading[k]));
            pairs++;
        }
        if (both_inside(pixel, pixel + SPHERE_SIDE)) {
            squares +=
                gsl_pow_2((double)(shading[k + SPHERE_SIDE] - shading[k]));
            pairs++;
        }
    }
    return squares / pairs;
}

enum { NUMBERS = 3 * SPHERE_AREA, LIGHTS = 5, ZOOM = 4 };

static const double azimuth = 60, elevation = 20;
static const char *const names[FACTORINGS] = {"true", "scaled", "tinted",
                                              "painted"};

static void number(const run *r, const char *what, const char *key, double x)
{
    results_keyed(r->results, x, "sphere_%s%s", what, key);
}

/* A column of the sheet; returns the product, in fresh memory. */
static real *put_factors(sheet *s, int column, const real *albedo,
                         const real *shading)
{
    real *product = must_alloc(NUMBERS, sizeof *product);
    for (int k = 0; k < NUMBERS; k++)
        product[k] = albedo[k] * shading[k];
    sheet_put(s, 0, column, albedo);
    sheet_put(s, 1, column, shading);
    sheet_put(s, 2, column, product);
    return product;
}

static sheet sheet_of(int columns)
{
    return sheet_alloc(3, columns, 3, SPHERE_SIDE, SPHERE_SIDE, ZOOM);
}

static void write_sheet(const run *r, sheet *s, const char *name)
{
    char *path = run_path(r, "%s", name);
    sheet_write(s, path);
    free(path);
}

static void put_lights(const run *r)
{
    sheet s = sheet_of(LIGHTS);
    real *albedo = must_alloc(2 * NUMBERS, sizeof *albedo);
    for (int k = 0; k < LIGHTS; k++) {
        double to_the_right = azimuth * (2.0 * k / (LIGHTS - 1) - 1);
        sphere_factors(light_at(to_the_right, elevation), TRUE_FACTORS, albedo,
                       albedo + NUMBERS);
        free(put_factors(&s, k, albedo, albedo + NUMBERS));
    }
    write_sheet(r, &s, "sphere.png");
    free(albedo);
}

static double largest_difference(const real *a, const real *b)
{
    double most = 0;
    for (int k = 0; k < NUMBERS; k++)
        most = fmax(most, fabs((double)(a[k] - b[k])));
    return most;
}

static void put_factorings(const run *r)
{
    sheet s = sheet_of(FACTORINGS);
    real *albedo = must_alloc(2 * NUMBERS, sizeof *albedo);
    real *shading = albedo + NUMBERS, *products[FACTORINGS];
    for (int how = 0; how < FACTORINGS; how++) {
        sphere_factors(light_at(-azimuth, elevation), (factoring)how, albedo,
                       shading);
        products[how] = put_factors(&s, how, albedo, shading);
        number(r, names[how], "_roughness", sphere_roughness(shading));
        number(r, names[how], "_difference",
               largest_difference(products[how], products[0]));
    }
    for (int how = 0; how < FACTORINGS; how++)
        free(products[how]);
    write_sheet(r, &s, "factorings.png");
    free(albedo);
}

static double share_in_shadow(direction light)
{
    int inside = 0, dark = 0;
    direction normal;
    for (int k = 0; k < SPHERE_AREA; k++)
        if (sphere_normal(k, &normal)) {
            inside++;
            dark += lambert(normal, light) <= 0;
        }
    return (double)dark / inside;
}

void sphere_part(const run *r)
{
    put_lights(r);
    put_factorings(r);
    number(r, "", "shadow", share_in_shadow(light_at(-azimuth, elevation)));
    number(r, "", "ambient", ambient);
    number(r, "", "azimuth", azimuth);
}
