// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep.h"

#include "file.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# How many units speak, and how much

The same dots at seven weights, from next to nothing to above the threshold, and
with two, five and ten units to choose from.
*/

static const double shares[] = {0.004, 0.07, 0.2, 0.45, 0.86, 0.95, 1.05};
static const int units[] = {2, 5, 10};

enum {
    SHARES = sizeof shares / sizeof *shares,
    SIZES = sizeof units / sizeof *units
};

void sweep_runs(const chapter *c, run_list *list)
{
    for (int i = 0; i < SIZES * SHARES; i++) {
        double share = shares[i % SHARES];
        char *out = run_path(&c->run, "sweep/%d/%g", units[i / SHARES], share);
        job *j = runs_add(list, c, out, share, share);
        job_add(j, "--data", "dots,size=16");
        job_add(j, "--latent", "%d", units[i / SHARES]);
        job_add(j, "--epochs", "%d", GSL_MAX(1, c->run.options.epochs / 2));
    }
}

void sweep_results(const chapter *c)
{
    out_file csv =
        run_table(&c->run, "sweep.csv", "units,share,active,kl,excess");
    for (int i = 0; i < SIZES * SHARES; i++) {
        int n = units[i / SHARES];
        double share = shares[i % SHARES];
        fprintf(csv.stream, "%d,%g,%g,%.6g,%.6g\n", n, share,
                run_number(&c->run, "active_units", "sweep/%d/%g", n, share),
                run_number(&c->run, "test_kl", "sweep/%d/%g", n, share),
                run_number(&c->run, "excess", "sweep/%d/%g", n, share));
    }
    file_commit(&csv);
}
