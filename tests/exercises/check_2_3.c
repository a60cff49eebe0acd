// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_2_3.h"

#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* ---- a model whose likelihood is known ---------------------------------- */

/* Each pixel of a picture belongs to one code: x = weight z + noise. So the
 * pixels are independent, and so are the codes, given the picture. */
enum { CODES = 3 };

static const double x[CODES] = {0.7, -2.9, 1.8}, weight[CODES] = {1.3, 0.4, -2};
static const double deviation = 0.6; /* of the noise */

static double log_normal(double at, double mean, double sd)
{
    return log(gsl_ran_gaussian_pdf(at - mean, sd));
}

static double log_likelihood(const double *z)
{
    double sum = 0;
    for (int j = 0; j < CODES; j++)
        sum += log_normal(x[j], weight[j] * z[j], deviation);
    return sum;
}

static double log_evidence(void)
{
    double sum = 0;
    for (int j = 0; j < CODES; j++)
        sum += log_normal(x[j], 0, gsl_hypot(weight[j], deviation));
    return sum;
}

/* The picture with its true posterior, or, if `off` is not 0, with an encoder
 * that is wrong by about so many of its deviations. */
static picture seen(double off)
{
    static double mu[CODES], logvar[CODES];
    for (int j = 0; j < CODES; j++) {
        double all = gsl_pow_2(weight[j]) + gsl_pow_2(deviation);
        double sd = deviation / sqrt(all);
        mu[j] = weight[j] * x[j] / all + off * sd * (j - 0.7);
        logvar[j] = 2 * log(sd) + off;
    }
    return (picture){CODES, mu, logvar, log_likelihood};
}

static void draw(double *eps, int n, uint64_t which)
{
    gsl_rng *rng = rng_at(23, RNG_SAMPLE, which);
    for (int i = 0; i < n; i++)
        eps[i] = gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
}

/* ---- the weights -------------------------------------------------------- */

enum { FEW = 9 };

static void check_weights(void)
{
    double eps[FEW * CODES], got[FEW];
    picture p = seen(0.5);
    draw(eps, FEW * CODES, 1);
    log_weights(&p, eps, FEW, got);
    for (int k = 0; k < FEW; k++) {
        double z[CODES], expected = 0;
        for (int j = 0; j < CODES; j++) {
            double sd = exp(p.logvar[j] / 2);
            z[j] = p.mu[j] + sd * eps[k * CODES + j];
            expected += log_normal(z[j], 0, 1) - log_normal(z[j], p.mu[j], sd);
        }
        expect_close(got[k], log_likelihood(z) + expected, 1e-9,
                     SAY("log weight %d of %d", "логарифм веса %d из %d"), k,
                     FEW);
    }
}

static void check_posterior(void)
{
    double eps[FEW * CODES], got[FEW];
    picture p = seen(0);
    draw(eps, FEW * CODES, 2);
    log_weights(&p, eps, FEW, got);
    for (int k = 0; k < FEW; k++)
        expect_close(got[k], log_evidence(), 1e-9,
                     SAY("q is the true posterior, so each log weight is "
                         "ln p(x); number %d",
                         "q - истинное апостериорное распределение, и логарифм "
                         "каждого веса равен ln p(x); номер %d"),
                     k);
}

/* ---- the logarithm of a mean -------------------------------------------- */

static void check_mean(void)
{
    enum { SHIFTS = 5, NUMBERS = 4 };
    const double shifts[SHIFTS] = {0, -3.7, 2.9, -1000, 1000};
    const double parts[NUMBERS] = {0.4, 2.5, 1.1, 0.7};
    for (int s = 0; s < SHIFTS; s++)
        for (int n = 1; n <= NUMBERS; n++) {
            double a[NUMBERS];
            for (int i = 0; i < n; i++)
                a[i] = shifts[s] + log(parts[i]);
            expect_close(log_mean_exp(a, n),
                         shifts[s] + log(gsl_stats_mean(parts, 1, (size_t)n)),
                         1e-9, SAY("%d numbers near %g", "чисел %d, около %g"),
                         n, shifts[s]);
        }
}

static void check_spread(void)
{
    const double rows[][3] = {{-900, 700, 705}, {705, 700, -900}, {0, 0, 2000}};
    for (int r = 0; r < 3; r++) {
        const double *a = rows[r];
        double largest = GSL_MAX(a[0], GSL_MAX(a[1], a[2]));
        double rest = r < 2 ? exp(-5) : 0;
        expect_close(log_mean_exp(a, 3), largest + log((1 + rest) / 3), 1e-9,
                     SAY("the numbers %g, %g, %g", "числа %g, %g, %g"), a[0],
                     a[1], a[2]);
    }
}

/* ---- the bounds --------------------------------------------------------- */

enum { LEVELS = 13, SAMPLES = 1 << (LEVELS - 1) };

static void check_rising(void)
{
    static double row[SAMPLES];
    double got[LEVELS];
    for (int trial = 0; trial < 20; trial++) {
        draw(row, SAMPLES, (uint64_t)(100 + trial));
        for (int i = 0; i < SAMPLES; i++)
            row[i] = 40 * trial * row[i] - 1000;
        bounds(row, SAMPLES, got);
        for (int i = 1; i < LEVELS; i++)
            expect(got[i] >= got[i - 1] - 1e-9, SAY("it falls", "убывает"),
                   SAY("not less than before", "не меньше прежнего"),
                   SAY("from K = %d to K = %d", "от K = %d к K = %d"),
                   1 << (i - 1), 1 << i);
    }
}

static void check_groups(void)
{
    const double row[] = {-3.1, 0.4, -700.2, 1.3, 2.2, -0.6, -5.5, 0.9};
    double got[4];
    for (int size = 1, levels = 1; size <= 8; size *= 2, levels++) {
        bounds(row, size, got);
        for (int i = 0; i < levels; i++) {
            double expected = 0;
            for (int first = 0; first < size; first += 1 << i) {
                double mean = 0;
                for (int k = 0; k < 1 << i; k++)
                    mean += exp(row[first + k]) / (1 << i);
                expected += log(mean) * (1 << i);
            }
            expect_close(got[i], expected / size, 1e-9,
                         SAY("%d weights, K = %d", "весов %d, K = %d"), size,
                         1 << i);
        }
    }
}

static void check_evidence(void)
{
    static double eps[SAMPLES * CODES], row[SAMPLES];
    double got[LEVELS];
    picture p = seen(0.8);
    draw(eps, SAMPLES * CODES, 3);
    log_weights(&p, eps, SAMPLES, row);
    bounds(row, SAMPLES, got);
    expect_close(got[LEVELS - 1], log_evidence(), 0.1,
                 SAY("the bound with %d samples, against ln p(x)",
                     "граница при выборке %d против ln p(x)"),
                 SAMPLES);
    for (int i = 0; i < LEVELS; i += 4)
        exercise_note(SAY("K = %d: %.3f nats", "K = %d: %.3f нат"), 1 << i,
                      got[i]);
    exercise_note(SAY("ln p(x): %.3f nats", "ln p(x): %.3f нат"),
                  log_evidence());
}

#define CODE "common/op_gaussian.c: Codes that are distributions"
#define PRICE "common/op_gaussian.c: The price of a code"
#define LOGARITHMS "common/op_loss.c: Losses"

static const check checks[] = {
    {"the logarithms of the weights", "логарифмы весов", check_weights, CODE},
    {"a perfect encoder", "идеальный кодер", check_posterior, PRICE},
    {"the logarithm of a mean of exponentials", "логарифм среднего экспонент",
     check_mean, LOGARITHMS},
    {"numbers far apart", "числа, далёкие друг от друга", check_spread,
     LOGARITHMS},
    {"the bound does not fall", "граница не убывает", check_rising, PRICE},
    {"groups of K", "группы по K", check_groups, PRICE},
    {"the bound reaches ln p(x)", "граница доходит до ln p(x)", check_evidence,
     PRICE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
