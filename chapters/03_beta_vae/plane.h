// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PLANE_H
#define PLANE_H

#include "traversal.h"

/* For pictures of one channel whose first two factors are x and y. Writes
 * path.csv: where the centre of brightness of the decoded picture goes while
 * one unit is swept from -3 to 3, the others at the means of the sheet's
 * picture (row of the sheet, value, x, y). Of the two units with the
 * most nats reports code_correlation (of their means; 0 if one is constant) and
 * gradient_angle_5, _50 and _95: percentiles over the test pictures of the
 * angle, in degrees, between the directions in which the two means grow fastest
 * in the plane. */
void plane_part(chapter *c, beta_vae *m, const unit_list *u);

/* The angle in degrees, 0 to 90, between the lines along two directions. */
double line_angle(const double *a, const double *b);

/* The direction in which z grows fastest around row `at`: the slope of a plane
 * through the NEIGHBOURS rows whose place (n, 2) is nearest. */
void local_gradient(const gsl_matrix *place, const gsl_vector *z, size_t at,
                    double *gradient);

#endif
