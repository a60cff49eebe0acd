// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DISENTANGLE_H
#define DISENTANGLE_H

#include <gsl/gsl_matrix.h>
#include <stdbool.h>

/**
# Measures of disentanglement

A code is to be called disentangled if its units stand for the factors that the
pictures were made from. The lecture takes this apart into three properties.
*Modularity*: a unit depends on one factor at most. *Completeness* (or
compactness): a factor sits in one unit. *Informativeness*: all factors can be
read from the code. They are independent of each other, and a measure of one is
blind to the failure of another. Three codes of two factors show it:

- $(v_1, v_1, v_2, v_2)$, every factor twice: modular, but not complete;
- $v_1 + n v_2$ in one unit, two factors packed into one number: complete in the
  sense of the mutual information gap, but not modular;
- both factors turned by 45 degrees: neither, although all can be read.

Each measure begins with a table of $L$ units by $K$ factors that says how much
a unit has to do with a factor. Which table was used belongs to the number: on
a code turned by 15 degrees, disentanglement is 0.26 with the coefficients of
least squares and 0.09 with mutual information. All codes here are the
encoder's means.
*/

/* ---- DCI (Eastwood and Williams 2018), from any table of importance (L, K),
 * numbers not negative -------------------------------------------------------
 */

/* How much of each unit's importance belongs to one factor: 1 minus the entropy
 * of its row in units of ln K, the mean weighted by the rows' sums. 0 if all is
 * zero. */
double dci_disentanglement(const gsl_matrix *importance);

/* How much of each factor's importance sits in one unit: 1 minus the entropy of
 * its column in units of ln L; the mean weighted by the columns' sums, or plain
 * (a factor without any importance then counts as 0). */
double dci_completeness(const gsl_matrix *importance);
double dci_completeness_plain(const gsl_matrix *importance);

/* ---- from a table of mutual information (L, K) in nats ------------------- */

/* Mutual information gap (Chen et al. 2018): the best unit's information about
 * a factor minus the second best's, over the factor's entropy (K); the mean
 * over the factors. A measure of completeness. L >= 2. */
double mutual_information_gap(const gsl_matrix *information,
                              const gsl_vector *entropies);

/* Ridgeway and Mozer (2018): 1 minus the squared information about all other
 * factors over (K - 1) times that about the best, the mean over the units.
 * Units without information count as 0. `active` (L) leaves out the others,
 * NULL: all count. 0 if none is left. K >= 2. */
double modularity(const gsl_matrix *information, const bool *active);

/* ---- from a table of R^2 of a line through one unit (L, K) --------------- */

/* Squared correlations; 0 where a column is constant. */
gsl_matrix *single_r2(const gsl_matrix *codes, const gsl_matrix *factors);

/* Separated attribute predictability (Kumar et al. 2018): best unit minus
 * second best, the mean over the factors. L >= 2. */
double separated_predictability(const gsl_matrix *r2);

/* ---- all of them --------------------------------------------------------- */

typedef struct {
    double mig, modularity_all, modularity_active, sap;
    double r2, r2_held_out, r2_quadratic; /* means over factors; the last one is
                                             held out, too */
    double dci_d, dci_c, dci_c_plain;     /* importance by least squares */
    double dci_d_mi, dci_c_mi;            /* by mutual information */
    double explicitness;                  /* soft-max, on all rows */
} scores;

/* Scores codes (n, L) against factors (n, K); L, K >= 2. Only `active` units
 * (L; NULL: all that vary) count as such in modularity_active. Mutual
 * information by `bins` equal intervals (0: distinct values); a factor's
 * classes are those of classes_of_factor. */
scores scores_of(const gsl_matrix *codes, const gsl_matrix *factors,
                 const bool *active, int bins);

/* The table of mutual information (L, K) that it uses, and the factors'
 * entropies (K) unless NULL. */
gsl_matrix *information_table(const gsl_matrix *codes,
                              const gsl_matrix *factors, int bins,
                              gsl_vector *entropies);

#endif
