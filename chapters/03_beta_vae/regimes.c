// SPDX-License-Identifier: GPL-3.0-or-later
#include "regimes.h"

#include "data.h"
#include "fail.h"
#include "file.h"
#include "jobs.h"
#include "threshold.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Four regimes, counted

One seed proves nothing. Each regime of the lecture is therefore trained with
eight seeds, each on dots of its own, and what the lecture says of it is
counted. The weights are shares of $\beta_c$; they were chosen with other seeds
than those that are counted here. Where the end is near, small things decide:
what is too large for the small dots with any seed kills the units of the large
dots altogether, so those get a little less; and a fall that begins lower keeps
the axes of the one run that is shown.
*/

typedef struct {
    const char *name, *data;
    double from, to; /* shares of beta_c */
    double sheet;    /* where it begins on the lecture's pictures */
} regime;

static const char small[] = "dots,size=16", uneven[] = "dots,size=16,y=5-10";

static const regime regimes[] = {{"low", small, 0.004, 0.004, 0.004},
                                 {"high", small, 0.9, 0.9, 0.86},
                                 {"good", small, 0.45, 0.45, 0.45},
                                 {"anneal", small, 0.52, 0.019, 0.45},
                                 {"uneven", uneven, 0.45, 0.45, 0.45}};
static const double shares[] = {0.004, 0.02, 0.07, 0.2,  0.45,
                                0.7,   0.86, 0.95, 1.05, 1.2};
static const int units[] = {2, 5, 10};

enum {
    LOW,
    HIGH,
    GOOD,
    ANNEAL,
    UNEVEN,
    REGIMES,
    LECTURE = 4, /* the first four, on the lecture's sheets */
    SEEDS_MOST = 8,
    SHARES = sizeof shares / sizeof *shares,
    SIZES = sizeof units / sizeof *units
};

static int seeds_of(const chapter *c)
{
    return c->run.options.quick ? 2 : SEEDS_MOST;
}

/* beta_c of dots as a regime has them. */
static double threshold_of(const char *data, uint64_t seed)
{
    double beta_c;
    split s = data_load(data, seed, 0, 0);
    if (thresholds(&s.train, false, &beta_c, 1) == 0)
        fail("give other pictures", "%s: no pixel varies", data);
    split_free(&s);
    return beta_c;
}

static job job_for(char *out, double beta_c, double from, double to)
{
    job j = {.out = out};
    job_add(&j, "--only", "model");
    job_add(&j, "--beta", "%.10g", from * beta_c);
    job_add(&j, "--beta-to", "%.10g", to * beta_c);
    return j;
}

static void add_sheets(const chapter *c, double beta_c, job *jobs, int *count)
{
    for (int i = 0; i < LECTURE; i++) {
        double to = i == ANNEAL ? regimes[i].to : regimes[i].sheet;
        job j = job_for(run_path(&c->run, "sheet/%s", regimes[i].name), beta_c,
                        regimes[i].sheet, to);
        job_add(&j, "--epochs", "%d", c->run.options.epochs);
        jobs[(*count)++] = j;
    }
}

static void add_counts(const chapter *c, const double *beta_c, job *jobs,
                       int *count)
{
    for (int i = 0; i < REGIMES; i++)
        for (int s = 1; s <= seeds_of(c); s++) {
            job j =
                job_for(run_path(&c->run, "count/%s/%d", regimes[i].name, s),
                        beta_c[i], regimes[i].from, regimes[i].to);
            job_add(&j, "--data", "%s", regimes[i].data);
            job_add(&j, "--seed", "%d", s);
            job_add(&j, "--epochs", "%d", c->run.options.epochs);
            jobs[(*count)++] = j;
        }
}

static void add_sweep(const chapter *c, double beta_c, job *jobs, int *count)
{
    for (int i = 0; i < SIZES * SHARES; i++) {
        double share = shares[i % SHARES];
        job j =
            job_for(run_path(&c->run, "sweep/%d/%g", units[i / SHARES], share),
                    beta_c, share, share);
        job_add(&j, "--data", "%s", small);
        job_add(&j, "--latent", "%d", units[i / SHARES]);
        job_add(&j, "--epochs", "%d", GSL_MAX(1, c->run.options.epochs / 2));
        jobs[(*count)++] = j;
    }
}

/**
## What is counted

A unit is *active* if it carries more than 0.1 nat. *Bad frames*: in a
traversal there are frames without a dot, or with several. *Lost*: fewer than
two units are left, or one unit is the best for both factors, or a factor can
no longer be read ($R^2 < \tfrac12$). *Turned*: two units are left, from which
everything can be read, but SAP is below 0.9.
*/

typedef struct {
    double units, excess, bad, sap, r2;
    bool lost;
} finding;

static double read(const chapter *c, const char *name, int seed,
                   const char *key)
{
    char *path = run_path(&c->run, "count/%s/%d/results.txt", name, seed);
    double value = results_read_number(path, key);
    free(path);
    return value;
}

static finding finding_of(const chapter *c, const char *name, int seed)
{
    finding f = {.units = read(c, name, seed, "active_units"),
                 .excess = read(c, name, seed, "excess"),
                 .bad = read(c, name, seed, "frames_none") +
                        read(c, name, seed, "frames_more"),
                 .sap = read(c, name, seed, "sap"),
                 .r2 = read(c, name, seed, "r2")};
    f.lost = f.units < 2 ||
             read(c, name, seed, "unit_x") == read(c, name, seed, "unit_y") ||
             read(c, name, seed, "r2_x") < 0.5 ||
             read(c, name, seed, "r2_y") < 0.5;
    return f;
}

static bool turned(const finding *f)
{
    return f->units == 2 && f->r2 > 0.9 && f->sap < 0.9;
}

static void report(chapter *c, finding f[REGIMES][SEEDS_MOST])
{
    results *r = c->run.results;
    int n = seeds_of(c), two[REGIMES] = {0}, spin[REGIMES] = {0};
    int bad = 0, lost = 0, many = 0, clean = 0, failed = 0;
    double low_units = 0, excess[REGIMES] = {0}, r2 = 1;
    for (int s = 0; s < n; s++) {
        for (int i = 0; i < REGIMES; i++) {
            two[i] += f[i][s].units == 2;
            spin[i] += turned(&f[i][s]);
            excess[i] += f[i][s].excess / n;
        }
        low_units += f[LOW][s].units / n;
        many += f[LOW][s].units >= 3;
        bad += f[LOW][s].bad > 0;
        lost += f[HIGH][s].lost;
        clean += f[ANNEAL][s].sap >= 0.9;
        failed += f[ANNEAL][s].sap >= 0.9 && f[ANNEAL][s].r2 < 0.97;
        if (f[ANNEAL][s].sap >= 0.9)
            r2 = GSL_MIN(r2, f[ANNEAL][s].r2);
    }
    results_count(r, "seeds", n);
    results_number(r, "low_units_mean", low_units);
    results_count(r, "low_many_seeds", many);
    results_count(r, "low_bad_seeds", bad);
    results_count(r, "high_lost_seeds", lost);
    results_count(r, "good_two_units_seeds", two[GOOD]);
    results_count(r, "anneal_two_units_seeds", two[ANNEAL]);
    results_count(r, "anneal_sap_seeds", clean);
    results_number(r, "anneal_r2_min", r2);
    results_count(r, "anneal_r2_failed_seeds", failed);
    results_number(r, "low_excess", excess[LOW]);
    results_number(r, "high_excess", excess[HIGH]);
    results_number(r, "good_excess", excess[GOOD]);
    results_number(r, "anneal_excess", excess[ANNEAL]);
    results_count(r, "good_turned_seeds", spin[GOOD]);
    results_count(r, "anneal_turned_seeds", spin[ANNEAL]);
    results_count(r, "uneven_turned_seeds", spin[UNEVEN]);
    results_count(r, "uneven_two_units_seeds", two[UNEVEN]);
}

static void counts(chapter *c)
{
    finding f[REGIMES][SEEDS_MOST];
    char *path = run_path(&c->run, "counts.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "regime,name,seed,units,excess,bad,sap,r2,lost\n");
    for (int i = 0; i < REGIMES; i++)
        for (int s = 0; s < seeds_of(c); s++) {
            f[i][s] = finding_of(c, regimes[i].name, s + 1);
            fprintf(csv.stream, "%d,%s,%d,%g,%.6g,%.6g,%.6g,%.6g,%d\n", i,
                    regimes[i].name, s + 1, f[i][s].units, f[i][s].excess,
                    f[i][s].bad, f[i][s].sap, f[i][s].r2, f[i][s].lost);
        }
    file_commit(&csv);
    report(c, f);
    free(path);
}

static void sweep(const chapter *c)
{
    char *out = run_path(&c->run, "sweep.csv");
    out_file csv = file_create(out);
    fprintf(csv.stream, "units,share,active,kl,excess\n");
    for (int i = 0; i < SIZES * SHARES; i++) {
        char *path = run_path(&c->run, "sweep/%d/%g/results.txt",
                              units[i / SHARES], shares[i % SHARES]);
        fprintf(csv.stream, "%d,%g,%g,%.6g,%.6g\n", units[i / SHARES],
                shares[i % SHARES], results_read_number(path, "active_units"),
                results_read_number(path, "test_kl"),
                results_read_number(path, "excess"));
        free(path);
    }
    file_commit(&csv);
    free(out);
}

/* What the text says of the four models on the sheets. */
static void sheet_numbers(chapter *c)
{
    static const char *const keys[] = {"active_units", "sap",
                                       "r2",           "excess",
                                       "mig",          "modularity_all",
                                       "dci_d",        "modularity_active"};
    for (int i = 0; i < LECTURE; i++) {
        char *path = run_path(&c->run, "sheet/%s/results.txt", regimes[i].name);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            char *key = must_printf("sheet_%s_%s", regimes[i].name, keys[k]);
            results_number(c->run.results, key,
                           results_read_number(path, keys[k]));
            free(key);
        }
        free(path);
    }
}

void regimes_part(chapter *c)
{
    const options *o = &c->run.options;
    uint64_t seed = (uint64_t)o->seed;
    double beta_c = threshold_of(o->data, seed), at[REGIMES];
    double even = threshold_of(small, seed), other = threshold_of(uneven, seed);
    job jobs[LECTURE + REGIMES * SEEDS_MOST + SIZES * SHARES];
    int count = 0;
    for (int i = 0; i < REGIMES; i++)
        at[i] = i == UNEVEN ? other : even;
    add_sheets(c, beta_c, jobs, &count);
    add_counts(c, at, jobs, &count);
    add_sweep(c, even, jobs, &count);
    jobs_run(o, jobs, count, "regimes, seeds and weights");
    results_number(c->run.results, "beta_c", beta_c);
    results_number(c->run.results, "beta_c_16", even);
    counts(c);
    sweep(c);
    sheet_numbers(c);
}
