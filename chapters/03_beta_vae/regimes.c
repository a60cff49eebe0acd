// SPDX-License-Identifier: GPL-3.0-or-later
#include "regimes.h"

#include "fail.h"
#include "file.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Four regimes, counted

Each regime of the lecture is trained with eight seeds, each on dots of its own,
and what the lecture says of it is counted. The weights are shares of $\beta_c$;
they were chosen with other seeds than those that are counted here. Where the
end is near, small things decide: what is too large for the small dots with any
seed kills the units of the large dots altogether, so those get a little less;
and a fall that begins lower keeps the axes of the one run that is shown. The
plain variational autoencoder, with a weight of one nat, stands beside them.

Two regimes are trained once more on dots that move farther sideways than up
and down. Why, is said below.
*/

typedef struct {
    const char *name, *data;
    double from, to; /* shares of beta_c; 0: one nat */
    double sheet;    /* where it begins on the lecture's pictures */
} regime;

static const char even[] = "dots,size=16", uneven[] = "dots,size=16,y=5-10";

static const regime regimes[] = {{"low", even, 0.004, 0.004, 0.004},
                                 {"high", even, 0.9, 0.9, 0.86},
                                 {"good", even, 0.45, 0.45, 0.45},
                                 {"anneal", even, 0.52, 0.019, 0.45},
                                 {"vae", even, 0, 0, 0},
                                 {"good_uneven", uneven, 0.45, 0.45, 0},
                                 {"anneal_uneven", uneven, 0.52, 0.019, 0}};

enum {
    LOW,
    HIGH,
    GOOD,
    ANNEAL,
    VAE,
    GOOD_UNEVEN,
    ANNEAL_UNEVEN,
    REGIMES,
    LECTURE = 4, /* the first four, on the lecture's sheets */
    SEEDS = 8
};

static void add_sheets(const chapter *c, run_list *list)
{
    for (int i = 0; i < LECTURE; i++) {
        const regime *r = &regimes[i];
        char *out = run_path(&c->run, "sheet/%s", r->name);
        job *j = runs_add(list, c, out, r->sheet,
                          r->to < r->from ? r->to : r->sheet);
        if (i == ANNEAL)
            job_add(j, "--film", "40");
    }
}

/* A constant weight has settled after fewer epochs than a falling one takes. */
static int epochs_of(const chapter *c, const regime *r)
{
    return r->to < r->from ? c->run.options.epochs
                           : GSL_MAX(1, c->run.options.epochs / 2);
}

static void add_count(const chapter *c, run_list *list, const regime *r,
                      int seed)
{
    char *out = run_path(&c->run, "count/%s/%d", r->name, seed);
    job *j = r->from > 0 ? runs_add(list, c, out, r->from, r->to)
                         : runs_add_nats(list, c, out, 1);
    job_add(j, "--data", "%s", r->data);
    job_add(j, "--seed", "%d", seed);
    job_add(j, "--epochs", "%d", epochs_of(c, r));
}

void regimes_runs(const chapter *c, run_list *list)
{
    add_sheets(c, list);
    for (int i = 0; i < REGIMES; i++)
        for (int s = 1; s <= runs_seeds(c, SEEDS); s++)
            add_count(c, list, &regimes[i], s);
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
    double units, excess, none, more, sap, r2;
    bool lost;
} finding;

static finding finding_of(const chapter *c, const char *name, int seed)
{
    char *folder = must_printf("count/%s/%d", name, seed);
    finding f = {.units = run_number(&c->run, "active_units", "%s", folder),
                 .excess = run_number(&c->run, "excess", "%s", folder),
                 .none = run_number(&c->run, "frames_none", "%s", folder),
                 .more = run_number(&c->run, "frames_more", "%s", folder),
                 .sap = run_number(&c->run, "sap", "%s", folder),
                 .r2 = run_number(&c->run, "r2", "%s", folder)};
    f.lost = f.units < 2 ||
             run_number(&c->run, "unit_x", "%s", folder) ==
                 run_number(&c->run, "unit_y", "%s", folder) ||
             run_number(&c->run, "r2_x", "%s", folder) < 0.5 ||
             run_number(&c->run, "r2_y", "%s", folder) < 0.5;
    free(folder);
    return f;
}

static bool turned(const finding *f)
{
    return f->units == 2 && f->r2 > 0.9 && f->sap < 0.9;
}

/* What holds for every regime: NAME_units_mean, NAME_two_units_seeds,
 * NAME_turned_seeds, NAME_excess. */
static void report_regime(chapter *c, const char *name, const finding *f, int n)
{
    int two = 0, spin = 0;
    double units = 0, excess = 0;
    for (int s = 0; s < n; s++) {
        two += f[s].units == 2;
        spin += turned(&f[s]);
        units += f[s].units / n;
        excess += f[s].excess / n;
    }
    const char *const keys[] = {"units_mean", "two_units_seeds", "turned_seeds",
                                "excess"};
    const double values[] = {units, two, spin, excess};
    for (int k = 0; k < 4; k++) {
        results_keyed(c->run.results, values[k], "%s_%s", name, keys[k]);
    }
}

static void report(chapter *c, finding f[REGIMES][SEEDS])
{
    results *r = c->run.results;
    int n = runs_seeds(c, SEEDS);
    int many = 0, bad = 0, lost = 0, clean = 0, failed = 0;
    double r2 = 1, share = 0;
    for (int s = 0; s < n; s++) {
        many += f[LOW][s].units >= 3;
        bad += f[LOW][s].none + f[LOW][s].more > 0;
        share += (f[LOW][s].none + f[LOW][s].more) / n;
        lost += f[HIGH][s].lost;
        if (f[ANNEAL][s].sap < 0.9)
            continue;
        clean++;
        failed += f[ANNEAL][s].r2 < 0.97;
        r2 = GSL_MIN(r2, f[ANNEAL][s].r2);
    }
    results_count(r, "seeds", n);
    for (int i = 0; i < REGIMES; i++)
        report_regime(c, regimes[i].name, f[i], n);
    results_count(r, "low_many_seeds", many);
    results_count(r, "low_bad_seeds", bad);
    results_number(r, "low_bad_percent", 100 * share);
    results_count(r, "high_lost_seeds", lost);
    results_count(r, "anneal_sap_seeds", clean);
    results_number(r, "anneal_r2_min", r2);
    results_count(r, "anneal_r2_failed_seeds", failed);
}

static void counts(chapter *c)
{
    finding f[REGIMES][SEEDS];
    out_file csv =
        run_table(&c->run, "counts.csv",
                  "regime,name,seed,units,excess,none,more,sap,r2,lost");
    for (int i = 0; i < REGIMES; i++)
        for (int s = 0; s < runs_seeds(c, SEEDS); s++) {
            f[i][s] = finding_of(c, regimes[i].name, s + 1);
            fprintf(csv.stream, "%d,%s,%d,%g,%.6g,%.6g,%.6g,%.6g,%.6g,%d\n", i,
                    regimes[i].name, s + 1, f[i][s].units, f[i][s].excess,
                    f[i][s].none, f[i][s].more, f[i][s].sap, f[i][s].r2,
                    f[i][s].lost);
        }
    file_commit(&csv);
    report(c, f);
}

/* What the text says of the four models on the sheets. */
static void sheet_numbers(chapter *c)
{
    static const char *const keys[] = {
        "active_units", "sap",      "r2",
        "excess",       "mig",      "modularity_all",
        "dci_d",        "dci_c",    "modularity_active",
        "explicitness", "test_mse", "test_kl",
        "train_s"};
    static const char *const angles[] = {"code_correlation", "gradient_angle_5",
                                         "gradient_angle_50",
                                         "gradient_angle_95"};
    for (int i = 0; i < LECTURE; i++) {
        char *name = must_printf("sheet_%s", regimes[i].name);
        char *folder = must_printf("sheet/%s", regimes[i].name);
        run_quote(&c->run, name, keys, sizeof keys / sizeof *keys, folder);
        run_quote(&c->run, name, angles, sizeof angles / sizeof *angles,
                  folder);
        free(folder);
        free(name);
    }
}

void regimes_results(chapter *c)
{
    results_number(c->run.results, "beta_c",
                   run_number(&c->run, "beta_c", "sheet/good"));
    results_number(c->run.results, "beta_c_16",
                   run_number(&c->run, "beta_c", "count/good/1"));
    counts(c);
    sheet_numbers(c);
}
