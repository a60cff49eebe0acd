// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TRAVERSAL_H
#define TRAVERSAL_H

#include "model.h"

enum { STEPS = 9 };

/* Units with more than 0.1 nat of divergence are active. `kl` (units) is that
 * of each, a mean over the test pictures; order[0] is the one with the most. */
static const double least_active = 0.1;

typedef struct {
    int units, active;
    double *kl;
    int *order;
} unit_list;

unit_list units_of(beta_vae *m, const dataset *test);
void units_free(unit_list *u);

/* Means of the first `count` units of the order: (n, count). */
gsl_matrix *codes_of(beta_vae *m, const unit_list *u, int count,
                     const dataset *d);

/* Decodes the latent traversal of one picture: row r sweeps unit order[r] from
 * -3 to 3 in STEPS steps, the others stay at the mean code. In each row the
 * step nearest to the unit's mean is replaced by the mean itself; its column
 * goes to own[r]. So the picture there is the same in every row. `frames` is
 * (units * STEPS, size). */
void traverse(beta_vae *m, const unit_list *u, const real *picture, int *own,
              real *frames);

/* Of the traversals of the first 12 test pictures, the shares of frames with no
 * blob, one, and more: 4-connected regions brighter than one half. */
typedef struct {
    double none, one, more;
} blob_shares;

blob_shares blobs_in_traversals(beta_vae *m, const unit_list *u,
                                const dataset *test);

/* Writes traversal.png, traversal.csv (row, unit, kl, own column, own value)
 * and traversal_base.png, the picture itself: the test picture nearest to the
 * mean of all (for dots, one near the middle); its factors, if known, are
 * results base_FACTOR. steps.png, steps.csv and steps_base.png are the same for
 * the first test picture. */
void traversal_part(chapter *c, beta_vae *m, const unit_list *u);

/* NAME.png and NAME.csv, as traversal_part writes them, of test picture `base`,
 * and the number of the picture that it takes. */
void traverse_to(const chapter *c, beta_vae *m, const unit_list *u, int base,
                 const char *name);
int middle_picture(const dataset *d);

/* The means of all units (units) for the sheet's picture. */
void base_code(beta_vae *m, const dataset *test, real *mu);

#endif
