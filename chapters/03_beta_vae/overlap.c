// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlap.h"

#include "file.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Dots that do not touch

What tells a network that one place is *beside* another? Only that the pictures
resemble each other, and they do so only if the dots overlap. Here are dots at
the same six by six places, two pixels apart: once single pixels, so that no
two places share one, and once dots of radius 3. To the loss, the places of the
single pixels are 36 pictures that differ from each other all alike, and any
order of them is as good as the right one [@michlo2022].
*/

typedef struct {
    const char *name;
    double radius;
} kind;

static const kind kinds[] = {{"apart", 0.5}, {"touching", 3}};
static const double shares[] = {0.004, 0.05, 0.45};

enum { KINDS = 2, SHARES = sizeof shares / sizeof *shares, SEEDS = 3 };

void overlap_runs(const chapter *c, run_list *list)
{
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < SHARES; i++)
            for (int s = 1; s <= runs_seeds(c, SEEDS); s++) {
                char *out = run_path(&c->run, "overlap/%s/%g/%d", kinds[k].name,
                                     shares[i], s);
                job *j = runs_add(list, c, out, shares[i], shares[i]);
                job_add(j, "--data",
                        "dots,size=17,radius=%g,x=3-13,y=3-13,spacing=2,n=2048",
                        kinds[k].radius);
                job_add(j, "--seed", "%d", s);
                job_add(j, "--epochs", "%d",
                        GSL_MAX(1, c->run.options.epochs / 2));
            }
}

void overlap_results(chapter *c)
{
    out_file csv = run_table(&c->run, "overlap.csv", "kind,share,seed,r2,sap");
    double best[KINDS] = {0}, worst[KINDS] = {1, 1}, sap[KINDS] = {0};
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < SHARES; i++)
            for (int s = 1; s <= runs_seeds(c, SEEDS); s++) {
                const char *folder = "overlap/%s/%g/%d", *name = kinds[k].name;
                double r =
                    run_number(&c->run, "r2", folder, name, shares[i], s);
                double p =
                    run_number(&c->run, "sap", folder, name, shares[i], s);
                fprintf(csv.stream, "%d,%g,%d,%.6g,%.6g\n", k, shares[i], s, r,
                        p);
                best[k] = GSL_MAX(best[k], r);
                worst[k] = GSL_MIN(worst[k], r);
                sap[k] = GSL_MAX(sap[k], p);
            }
    file_commit(&csv);
    results_count(c->run.results, "overlap_seeds", runs_seeds(c, SEEDS));
    results_number(c->run.results, "overlap_apart_r2_max", best[0]);
    results_number(c->run.results, "overlap_apart_sap_max", sap[0]);
    results_number(c->run.results, "overlap_touching_r2_min", worst[1]);
    results_number(c->run.results, "overlap_touching_sap_max", sap[1]);
}
