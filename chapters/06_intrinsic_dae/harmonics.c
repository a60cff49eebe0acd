// SPDX-License-Identifier: GPL-3.0-or-later
#include "harmonics.h"

#include "fail.h"
#include "image.h"
#include "sphere.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_legendre.h>
#include <gsl/gsl_sort_vector.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Light by harmonics

The sphere has all normals, so its shading under one lamp is the function
$\max(0, \cos t)$ of the angle $t$ between normal and lamp. How smooth is it? On
the sphere, smoothness is counted by *spherical harmonics*: polynomials of the
normal $(x, y, z)$, one of degree 0, three of degree 1 ($x$, $y$, $z$), five of
degree 2 ($xy$, $xz$, $yz$, $x^2 - y^2$, $3z^2 - 1$), and so on. A function of
the angle alone is a sum of Legendre polynomials, $\sum_l a_l P_l(\cos t)$, with

$$ a_l = \frac{2l + 1}{2} \int_0^1 c \, P_l(c) \, dc, $$

and by the addition theorem each $P_l(\cos t)$ is a sum of the $2l + 1$
harmonics of degree $l$, whose weights depend on the lamp. Since $\int_{-1}^1
P_l^2 = 2/(2l + 1)$ and $\int_0^1 c^2 = 1/3$, degree $l$ has the share $6 a_l^2
/ (2l + 1)$ of the mean square.
*/

enum { NODES = 16 }; /* of the quadrature: exact up to degree 31 */

double lambert_coefficient(int degree)
{
    REQUIRE(degree >= 0 && degree < 2 * NODES - 1, "degree must be 0 to 30");
    gsl_integration_glfixed_table *t =
        gsl_integration_glfixed_table_alloc(NODES);
    double sum = 0;
    for (size_t i = 0; i < NODES; i++) {
        double c, weight;
        gsl_integration_glfixed_point(0, 1, i, &c, &weight, t);
        sum += weight * c * gsl_sf_legendre_Pl(degree, c);
    }
    gsl_integration_glfixed_table_free(t);
    return (2 * degree + 1) / 2.0 * sum;
}

double lambert_share(int degree)
{
    return 6 * gsl_pow_2(lambert_coefficient(degree)) / (2 * degree + 1);
}

double lambert_series(int degree, double c)
{
    double sum = 0;
    for (int l = 0; l <= degree; l++)
        sum += lambert_coefficient(l) * gsl_sf_legendre_Pl(l, c);
    return sum;
}

/**
Nine harmonics hold nearly everything, whatever the lamp [@basri2003;
@ramamoorthi2001]: odd degrees above 1 are absent, and degree 4 is small. That
is proved for all normals, each as often as the others. A camera sees half of
them, and those at the rim foreshortened. So the same question is asked of
pictures: many lamps in front of the sphere, and the best fit of 1, 4 and 9
harmonics to the pixels that are seen. The harmonics are the columns of a
matrix; $Q R$ makes them orthogonal one after the other, so a single
decomposition answers for all three.
*/

enum { COUNTS = 3, HARMONICS = 9, LIGHTS = 100 };

static const int counts[COUNTS] = {1, 4, HARMONICS};

static void harmonics_at(direction n, double *row)
{
    const double all[HARMONICS] = {1,
                                   n.x,
                                   n.y,
                                   n.z,
                                   n.x * n.y,
                                   n.x * n.z,
                                   n.y * n.z,
                                   n.x * n.x - n.y * n.y,
                                   3 * n.z * n.z - 1};
    for (int k = 0; k < HARMONICS; k++)
        row[k] = all[k];
}

/* The k-th of lamps that are spread evenly over the half sphere in front. */
static direction spread_light(int k)
{
    double z = (k + 0.5) / LIGHTS, rim = sqrt(1 - z * z);
    double angle = k * M_PI * (3 - sqrt(5)); /* the golden angle */
    return (direction){rim * cos(angle), rim * sin(angle), z};
}

/* Harmonics (pixels, 9) and shadings (pixels, LIGHTS) of the pixels seen. */
static void see_sphere(gsl_matrix **harmonics, gsl_matrix **shadings)
{
    size_t seen = 0;
    direction n;
    for (int k = 0; k < SPHERE_AREA; k++)
        seen += sphere_normal(k, &n);
    *harmonics = gsl_matrix_alloc(seen, HARMONICS);
    *shadings = gsl_matrix_alloc(seen, LIGHTS);
    for (int k = SPHERE_AREA - 1; k >= 0; k--)
        if (sphere_normal(k, &n)) {
            harmonics_at(n, gsl_matrix_ptr(*harmonics, --seen, 0));
            for (int i = 0; i < LIGHTS; i++)
                gsl_matrix_set(*shadings, seen, (size_t)i,
                               lambert(n, spread_light(i)));
        }
}

static void number(const run *r, int count, const char *key, double x)
{
    results_keyed(r->results, x, "harmonics_%d_%s", count, key);
}

/* Shares of the sum of squares, from what each component adds to it. */
static void write_shares(const run *r, const char *key, const double *parts,
                         double total)
{
    double sum = 0;
    int before = 0;
    for (int i = 0; i < COUNTS; i++) {
        for (; before < counts[i]; before++)
            sum += parts[before];
        number(r, counts[i], key, sum / total);
    }
}

static double fit(const run *r, gsl_matrix *harmonics,
                  const gsl_matrix *shadings)
{
    double parts[HARMONICS] = {0}, total = 0;
    gsl_vector *tau = gsl_vector_alloc(HARMONICS);
    gsl_vector *s = gsl_vector_alloc(shadings->size1);
    gsl_linalg_QR_decomp(harmonics, tau);
    for (size_t i = 0; i < LIGHTS; i++) {
        gsl_matrix_get_col(s, shadings, i);
        total += gsl_pow_2(gsl_blas_dnrm2(s));
        gsl_linalg_QR_QTvec(harmonics, tau, s);
        for (size_t k = 0; k < HARMONICS; k++)
            parts[k] += gsl_pow_2(gsl_vector_get(s, k));
    }
    write_shares(r, "fitted", parts, total);
    gsl_vector_free(tau);
    gsl_vector_free(s);
    return total;
}

/**
And no nine pictures at all, harmonics or not, can explain more than the nine
largest eigenvalues of the table of scalar products of the shadings.
*/

static void best(const run *r, const gsl_matrix *shadings, double total)
{
    gsl_matrix *products = gsl_matrix_alloc(LIGHTS, LIGHTS);
    gsl_vector *values = gsl_vector_alloc(LIGHTS);
    gsl_eigen_symm_workspace *w = gsl_eigen_symm_alloc(LIGHTS);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, shadings, shadings, 0,
                   products);
    gsl_eigen_symm(products, values, w);
    gsl_sort_vector(values);
    gsl_vector_reverse(values);
    write_shares(r, "best", values->data, total);
    gsl_eigen_symm_free(w);
    gsl_vector_free(values);
    gsl_matrix_free(products);
}

static void on_the_picture(const run *r)
{
    gsl_matrix *harmonics, *shadings;
    see_sphere(&harmonics, &shadings);
    double total = fit(r, harmonics, shadings);
    best(r, shadings, total);
    results_count(r->results, "harmonics_lights", LIGHTS);
    gsl_matrix_free(harmonics);
    gsl_matrix_free(shadings);
}

static void write_curve(const run *r)
{
    double least = 0;
    out_file csv = run_table(r, "harmonics_curve.csv",
                             "angle,lambert,degree_0,degree_1,degree_2");
    for (int degrees = 0; degrees <= 180; degrees += 2) {
        double c = cos(degrees * M_PI / 180);
        fprintf(csv.stream, "%d,%.5g", degrees, fmax(0, c));
        for (int l = 0; l < COUNTS; l++)
            fprintf(csv.stream, ",%.5g", lambert_series(l, c));
        fprintf(csv.stream, "\n");
        least = fmin(least, lambert_series(2, c));
    }
    file_commit(&csv);
    results_number(r->results, "harmonics_most_negative", least);
}

/* The shading by the series up to a degree, or the shading itself. */
enum { ITSELF = -1, ZOOM = 4 };

static const double gain = 2;

static void draw_series(int degree, real *shading, real *difference)
{
    const direction light = light_at(50, 25);
    for (int k = 0; k < SPHERE_AREA; k++) {
        direction n;
        shading[k] = difference[k] = 0;
        if (!sphere_normal(k, &n))
            continue;
        double truth = lambert(n, light);
        double c = n.x * light.x + n.y * light.y + n.z * light.z;
        double sum = lambert_series(degree, c);
        shading[k] = (real)(degree == ITSELF ? truth : sum);
        difference[k] = (real)(gain * fabs(sum - truth));
    }
}

static void draw_sheet(const run *r)
{
    sheet s = sheet_alloc(2, 1 + COUNTS, 1, SPHERE_SIDE, SPHERE_SIDE, ZOOM);
    real shading[SPHERE_AREA], difference[SPHERE_AREA];
    for (int degree = ITSELF; degree < COUNTS; degree++) {
        draw_series(degree, shading, difference);
        sheet_put(&s, 0, 1 + degree, shading);
        if (degree != ITSELF)
            sheet_put(&s, 1, 1 + degree, difference);
    }
    char *path = run_path(r, "harmonics.png");
    sheet_write(&s, path);
    free(path);
    results_number(r->results, "harmonics_gain", gain);
}

void harmonics_part(const run *r)
{
    double parts[HARMONICS] = {0};
    for (int l = 0; l < COUNTS; l++) /* a degree's first harmonic for all */
        parts[l * l] = lambert_share(l);
    write_shares(r, "share", parts, 1);
    on_the_picture(r);
    write_curve(r);
    draw_sheet(r);
}
