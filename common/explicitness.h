// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EXPLICITNESS_H
#define EXPLICITNESS_H

#include "information.h"

#include <gsl/gsl_matrix.h>

/**
# Explicitness

$R^2$ asks for a factor's number. A factor may also be a kind, ball or car, or
have a few levels; then one asks for its class. *Explicitness* (Ridgeway and
Mozer 2018) reads the classes of each factor from the code by a soft-max of
linear maps,

$$ p(c \mid z) = \frac{e^{w_c \cdot z + b_c}}{\sum_d e^{w_d \cdot z + b_d}} , $$

and asks how well $p(c \mid z)$ tells the rows of the class $c$ from all others.
The measure of that is the *area under the ROC curve*, the chance that a row of
the class gets a higher $p(c \mid z)$ than a row of another class, where a tie
counts one half. It is 1 if the class can be read without error and
$\tfrac12$ if the code says nothing. No curve is needed, only ranks.

The soft-max must be one for all classes. A reader of its own for each class,
yes or no, can only cut the line at one place, and the classes in the middle of
an ordered factor would look unreadable: a perfect code of four levels would
get 0.83.

The weights are fitted by Newton's method to the rows that are then judged; so
with few rows and many units the score is too good. A weak ridge keeps the
weights finite where classes can be separated completely.
*/

/* The chance that a row of the class gets a higher score than a row of another
 * one, ties (to 1e-9) counted half: scores (n), y (n). Rows of the class and
 * others are needed. */
double rank_area(const gsl_vector *scores, const classes *y, int which);

/* The mean of that over the classes of each factor (classes_of_factor), and
 * over factors: codes (n, L), factors (n, K). A constant factor counts as 1/2.
 * Time and memory grow with the square of (L + 1) times the classes. */
double explicitness(const gsl_matrix *codes, const gsl_matrix *factors,
                    int bins);

#endif
