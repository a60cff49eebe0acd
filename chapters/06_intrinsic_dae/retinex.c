// SPDX-License-Identifier: GPL-3.0-or-later
#include "retinex.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Retinex, in one dimension

A wall is painted in patches, and a lamp stands at its left end. Of one row of a
photograph, what is paint and what is light? The logarithm makes the product a
sum, $\ln I = \ln A + \ln S$. Then each difference $d$ of two neighbours has to
be split, $d = d_A + d_S$. Paint changes seldom, and then by much; light changes
everywhere, and by little. So let a change of paint cost a fixed price $\mu$,
and a change of light the square, as in $E_{\mathrm{shade}}$:

$$ \min_{d_A + d_S = d} \;\; \tfrac12 d_S^2 + \mu \, [d_A \ne 0]. $$

Either all of $d$ is light, at the cost $\tfrac12 d^2$, or all of it is paint,
at the cost $\mu$. The cheaper one depends on whether $|d|$ is above
$\sqrt{2\mu}$: a threshold. That is Retinex [@land1971; @horn1974]. Adding up
the differences again gives both factors, but for one constant.
*/

void retinex(const double *signal, int n, double threshold, double *albedo,
             double *shading)
{
    double paint = 0, light = 0, mean = 0; /* logarithms, added up */
    for (int k = 0; k < n; k++) {
        double d = k == 0 ? 0 : log(signal[k] / signal[k - 1]);
        paint += fabs(d) > threshold ? d : 0;
        light += fabs(d) > threshold ? 0 : d;
        albedo[k] = paint;
        shading[k] = light;
        mean += light / n;
    }
    for (int k = 0; k < n; k++) {
        albedo[k] = signal[0] * exp(albedo[k] + mean);
        shading[k] = exp(shading[k] - mean);
    }
}

double log_distance(const double *found, const double *truth, int n)
{
    double *d = must_alloc((size_t)n, sizeof *d);
    for (int k = 0; k < n; k++)
        d[k] = log(found[k] / truth[k]);
    /* The mean is the best factor, so the deviation from it is what is left. */
    double distance = gsl_stats_sd_with_fixed_mean(
        d, 1, (size_t)n, gsl_stats_mean(d, 1, (size_t)n));
    free(d);
    return distance;
}

/**
The wall, twice: the second time something stands before the lamp, and its
shadow ends in the middle of a patch.
*/

enum { SAMPLES = 120, PATCH = 24, SHADOW = 84 };

static const double paints[SAMPLES / PATCH] = {0.25, 0.7, 0.4, 0.85, 0.5};
static const double left_end = 1, right_end = 0.3, in_shadow = 0.45;
static const double threshold = 0.1;

static void make_wall(bool with_shadow, double *albedo, double *shading)
{
    for (int k = 0; k < SAMPLES; k++) {
        albedo[k] = paints[k / PATCH];
        shading[k] = left_end + (right_end - left_end) * k / (SAMPLES - 1);
        if (with_shadow && k >= SHADOW)
            shading[k] *= in_shadow;
    }
}

static void number(const run *r, const char *what, const char *key, double x)
{
    results_keyed(r->results, x, "retinex_%s%s", what, key);
}

/* The factors that were found, scaled so that they lie on the true ones. */
static void write_wall(const run *r, const char *name, const double *albedo,
                       const double *shading, const double *paint,
                       const double *light)
{
    char *file = must_printf("retinex_%s.csv", name);
    out_file csv = run_table(
        r, file, "k,signal,albedo,shading,found_albedo,found_shading");
    double factor = 0;
    for (int k = 0; k < SAMPLES; k++)
        factor += log(albedo[k] / paint[k]) / SAMPLES;
    for (int k = 0; k < SAMPLES; k++)
        fprintf(csv.stream, "%d,%.5g,%.5g,%.5g,%.5g,%.5g\n", k,
                albedo[k] * shading[k], albedo[k], shading[k],
                paint[k] * exp(factor), light[k] / exp(factor));
    file_commit(&csv);
    free(file);
}

static void wall(const run *r, const char *name, bool with_shadow,
                 double *paint)
{
    double albedo[SAMPLES], shading[SAMPLES], signal[SAMPLES], light[SAMPLES];
    make_wall(with_shadow, albedo, shading);
    for (int k = 0; k < SAMPLES; k++)
        signal[k] = albedo[k] * shading[k];
    retinex(signal, SAMPLES, threshold, paint, light);
    write_wall(r, name, albedo, shading, paint, light);
    number(r, name, "_error", log_distance(paint, albedo, SAMPLES));
    number(r, name, "_signal", log_distance(signal, albedo, SAMPLES));
}

/* Between which differences of logarithms the threshold has to lie. */
static void bounds(const run *r)
{
    double albedo[SAMPLES], shading[SAMPLES], slope = 0, step = INFINITY;
    make_wall(false, albedo, shading);
    for (int k = 1; k < SAMPLES; k++) {
        slope = fmax(slope, fabs(log(shading[k] / shading[k - 1])));
        if (k % PATCH == 0)
            step = fmin(step, fabs(log(albedo[k] / albedo[k - 1])));
    }
    number(r, "", "threshold", threshold);
    number(r, "", "largest_slope", slope);
    number(r, "", "smallest_step", step);
}

void retinex_part(const run *r)
{
    double paint[SAMPLES];
    bounds(r);
    wall(r, "paint", false, paint);
    number(r, "", "step_true", paints[1] / paints[0]);
    number(r, "", "step_found", paint[PATCH] / paint[PATCH - 1]);
    wall(r, "shadow", true, paint);
    number(r, "shadow", "_factor", in_shadow);
    number(r, "shadow", "_fake", paint[SHADOW] / paint[SHADOW - 1]);
}
