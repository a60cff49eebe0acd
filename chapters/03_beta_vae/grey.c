// SPDX-License-Identifier: GPL-3.0-or-later
#include "grey.h"

#include "dots.h"
#include "fail.h"
#include "file.h"
#include "image.h"
#include "traversal.h"

#include <stdio.h>
#include <stdlib.h>

/**
# Place and brightness

The lecture's other picture: grey dots on a plane, with three factors, $x$, $y$
and the brightness. The Bernoulli loss would take a grey dot for coins that fall
white now and then, and coins are dear; so here the loss is the squared error.
The weight falls from a fifth of the threshold to three hundredths.

Two kinds of dots are tried that differ in one thing only: how far they move. A
dot that moves less than its own radius changes brightness and place of the same
pixels, and both are nearly linear in the pixels. A dot that moves far leaves
its pixels altogether. What can be read from the code then?
*/

typedef struct {
    const char *name;
    dots_form form;
} kind;

static const kind kinds[] = {{"near", {16, 0, 4, {5.5, 9.5}, {6, 9}, true}},
                             {"far", {16, 0, 3, {3, 12}, {4, 11}, true}}};

enum { KINDS = 2, SEEDS = 3 };

static const double from = 0.2, to = 0.03;

void grey_runs(const chapter *c, run_list *list)
{
    for (int k = 0; k < KINDS; k++)
        for (int s = 1; s <= runs_seeds(c, SEEDS); s++) {
            const dots_form *f = &kinds[k].form;
            char *out = run_path(&c->run, "grey/%s/%d", kinds[k].name, s);
            job *j = runs_add(list, c, out, from, to);
            job_add(j, "--data", "dots:grey,size=%d,radius=%g,x=%g-%g,y=%g-%g",
                    f->size, f->radius, f->x[0], f->x[1], f->y[0], f->y[1]);
            job_add(j, "--loss", "squared");
            job_add(j, "--seed", "%d", s);
        }
}

/* Three rows: one factor of the base picture swept, the others kept. */
static void ideal_sheet(const chapter *c)
{
    static const char *const factors[] = {"x", "y", "grey"};
    const dots_form *f = &kinds[0].form;
    const double range[3][2] = {
        {f->x[0], f->x[1]}, {f->y[0], f->y[1]}, {0.1, 1}};
    float base[3];
    real *picture = must_alloc((size_t)(f->size * f->size), sizeof *picture);
    sheet s = sheet_alloc(3, STEPS, 1, f->size, f->size, 6);
    for (int k = 0; k < 3; k++) {
        char *key = must_printf("base_%s", factors[k]);
        base[k] = (float)run_number(&c->run, key, "grey/near/1");
        free(key);
    }
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < STEPS; i++) {
            float v[3] = {base[0], base[1], base[2]};
            v[k] = (float)(range[k][0] +
                           (range[k][1] - range[k][0]) * i / (STEPS - 1));
            dots_draw(f, v, picture);
            sheet_put(&s, k, i, picture);
        }
    char *path = run_path(&c->run, "grey_ideal.png");
    sheet_write(&s, path);
    free(path);
    free(picture);
}

static void report(chapter *c, const kind *k, FILE *csv)
{
    static const char *const keys[] = {
        "sap",          "r2_x", "r2_y",  "r2_grey", "r2_quadratic_grey",
        "active_units", "mig",  "dci_d", "dci_c",   "modularity_active",
        "explicitness"};
    enum { KEYS = sizeof keys / sizeof *keys };
    int seeds = runs_seeds(c, SEEDS), three = 0;
    double means[KEYS] = {0};
    for (int s = 1; s <= seeds; s++) {
        fprintf(csv, "%s,%d", k->name, s);
        for (int i = 0; i < KEYS; i++) {
            double v = run_number(&c->run, keys[i], "grey/%s/%d", k->name, s);
            means[i] += v / seeds;
            fprintf(csv, ",%.6g", v);
        }
        fputc('\n', csv);
        three +=
            run_number(&c->run, "active_units", "grey/%s/%d", k->name, s) == 3;
    }
    results_keyed(c->run.results, three, "grey_%s_three_units_seeds", k->name);
    for (int i = 0; i < KEYS; i++)
        results_keyed(c->run.results, means[i], "grey_%s_%s", k->name, keys[i]);
}

void grey_results(chapter *c)
{
    out_file csv =
        run_table(&c->run, "grey.csv",
                  "kind,seed,sap,r2_x,r2_y,r2_grey,r2_quadratic_grey,"
                  "units,mig,dci_d,dci_c,modularity,explicitness");
    results_count(c->run.results, "grey_seeds", runs_seeds(c, SEEDS));
    for (int k = 0; k < KINDS; k++)
        report(c, &kinds[k], csv.stream);
    file_commit(&csv);
    ideal_sheet(c);
}
