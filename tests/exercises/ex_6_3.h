// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_6_3_H
#define EX_6_3_H

#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* The factor s that brings a map closest to its truth, 0 for a map that is
 * black inside the mask, and the error with it: the mean over the channels and
 * the pixels inside the mask of (s map - truth)^2. */
typedef struct {
    double factor, error;
} fit;

typedef struct {
    fit albedo, shading;
} intrinsic_fit;

/* Maps and truths of one picture are (channels, pixels), an albedo of any
 * number of channels and a shading of one. The mask is (pixels): 1 inside the
 * head, 0 outside; some pixels are inside. */
intrinsic_fit intrinsic_errors(const gsl_matrix *albedo,
                               const gsl_matrix *true_albedo,
                               const gsl_matrix *shading,
                               const gsl_matrix *true_shading,
                               const gsl_vector *mask);

#endif
