// SPDX-License-Identifier: GPL-3.0-or-later
#include "measures.h"

#include "evaluate.h"
#include "fail.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Measuring a model

*Accuracy* needs the class slice to mean what the label means. A slice that was
trained without labels has groups, too, but they have no names, and nothing says
that they are the digits. So for those *purity* is counted: within each group,
the share of its commonest digit. A model that reads all digits right has purity
1; groups that have nothing to do with digits have about a tenth.

*Texture within a class*: how much do the textures of one class differ from each
other, compared with its pictures? Near 0 there is one template a class, which
the appearance code makes only thicker or thinner. Near 1 the texture has drawn
the picture itself and the warp was not needed.
*/

double purity(const reading *r, int n, int classes)
{
    int *counts = must_calloc((size_t)(classes * classes), sizeof *counts);
    int known = 0, right = 0;
    for (int b = 0; b < n; b++)
        if (r[b].label != NO_LABEL && r[b].read != NOT_READ) {
            counts[r[b].read * classes + r[b].label]++;
            known++;
        }
    for (int g = 0; g < classes; g++) {
        int most = 0;
        for (int k = 0; k < classes; k++)
            most = GSL_MAX(most, counts[g * classes + k]);
        right += most;
    }
    free(counts);
    return known > 0 ? (double)right / known : 0;
}

/* Groups that a hundredth of the pictures are in. */
static int groups(const reading *r, int n, int classes)
{
    int *counts = must_calloc((size_t)classes, sizeof *counts), used = 0;
    for (int b = 0; b < n; b++)
        counts[r[b].read]++;
    for (int g = 0; g < classes; g++)
        used += counts[g] * 100 >= n;
    free(counts);
    return used;
}

/* Sums of the squared distances of the rows of class k to their mean; counts
 * the rows. */
static double spread_of(const real *rows, const dataset *d, int size, int k,
                        int *count)
{
    double *sums = must_calloc(2 * (size_t)size, sizeof *sums), spread = 0;
    int n = 0;
    for (int b = 0; b < d->n; b++) {
        if (d->labels[b] != k)
            continue;
        n++;
        for (int i = 0; i < size; i++) {
            double value = (double)rows[(size_t)b * (size_t)size + (size_t)i];
            sums[i] += value;
            sums[size + i] += value * value;
        }
    }
    for (int i = 0; n > 0 && i < size; i++)
        spread += sums[size + i] - sums[i] * sums[i] / n;
    free(sums);
    *count += n;
    return spread;
}

double variance_within(const real *rows, const dataset *d, int size)
{
    double spread = 0;
    int count = 0;
    for (int k = 0; d->labels && k < d->classes; k++)
        spread += spread_of(rows, d, size, k, &count);
    return count > 0 ? spread / count : 0;
}

static void texture_measure(chapter *c, const dae *m)
{
    const dataset *d = &c->data.test;
    int size = dataset_size(d);
    real *rows = must_alloc((size_t)d->n * (size_t)size, sizeof *rows);
    dataset_rows(d, 0, d->n, rows);
    double pictures = variance_within(rows, d, size);
    evaluate_pictures(m->x, m->texture, d, rows);
    if (pictures > 0)
        results_number(c->run.results, "texture_within",
                       variance_within(rows, d, size) / pictures);
    free(rows);
}

static void write_pictures(const chapter *c, const reading *r)
{
    out_file csv = run_table(&c->run, "pictures.csv",
                             "picture,label,read,probability,error,folded");
    for (int b = 0; b < c->data.test.n; b++)
        fprintf(csv.stream, "%d,%d,%d,%.4g,%.5g,%d\n", b, r[b].label, r[b].read,
                r[b].probability, r[b].error, r[b].folded);
    file_commit(&csv);
}

/* Mean error of the pictures of class k. */
static void class_error(chapter *c, const reading *r, int k)
{
    double sum = 0;
    int count = 0;
    for (int b = 0; b < c->data.test.n; b++)
        if (r[b].label == k) {
            sum += r[b].error;
            count++;
        }
    if (count > 0)
        results_keyed(c->run.results, sum / count, "test_mse_%d", k);
}

static void class_measures(chapter *c, const reading *r, int classes)
{
    int n = c->data.test.n, known = 0, wrong = 0;
    double sums[2] = {0};
    for (int b = 0; b < n; b++) {
        known += r[b].label != NO_LABEL;
        wrong += misread(&r[b]);
        sums[misread(&r[b])] += r[b].error;
    }
    results_count(c->run.results, "groups", groups(r, n, classes));
    if (known == 0)
        return;
    results_number(c->run.results, "accuracy", 1 - (double)wrong / known);
    results_number(c->run.results, "purity", purity(r, n, classes));
    results_number(c->run.results, "misread_mse",
                   wrong > 0 ? sums[1] / wrong : 0);
    results_number(c->run.results, "read_mse",
                   wrong < n ? sums[0] / (n - wrong) : 0);
}

void measures_part(chapter *c, const dae *m)
{
    int n = c->data.test.n, folded = 0;
    double sum = 0;
    reading *r = readings_of(m, &c->data.test);
    for (int b = 0; b < n; b++) {
        sum += r[b].error;
        folded += r[b].folded;
    }
    results_number(c->run.results, "test_mse", sum / n);
    results_number(c->run.results, "folded", (double)folded / n);
    texture_measure(c, m);
    for (int k = 0; k < c->data.test.classes; k++)
        class_error(c, r, k);
    if (m->form.classes > 0)
        class_measures(c, r, m->form.classes);
    write_pictures(c, r);
    free(r);
}
