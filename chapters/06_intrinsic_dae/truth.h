// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TRUTH_H
#define TRUTH_H

#include "chapter.h"
#include "faces.h"
#include "model.h"

/* True if all pictures are drawn faces, of which the truth is known. */
bool truth_known(const chapter *c);

/* How the chapter's faces are drawn. */
faces_form truth_form(const chapter *c);

/* Room for the truth of a picture like those of d, but for the warp, in one
 * block: free() of its picture frees. */
faces_truth truth_alloc(const dataset *d);

/* `count` pictures evenly spread over the test set, and so over its people. */
void unseen_people(const chapter *c, int count, int *which);

/* The factors of picture `person` of d with the light of picture `lamp`. */
void truth_relit(const dataset *d, int person, int lamp,
                 float factors[FACES_FACTORS]);

/* Errors on unseen people, against the truth. Reports, each the mean over at
 * most 500 pictures:
 *   albedo_si, shading_si      scale-invariant mean squared errors in the head
 *   albedo_picture_si, albedo_constant_si, shading_grey_si,
 *   shading_constant_si        the same of the trivial answers
 *   albedo_si_ratio, shading_si_ratio   over the better of those
 *   relight_mse, relight_nothing_mse, relight_ratio: a person under another
 *   picture's light against the true picture; doing nothing; the ratio */
void truth_part(chapter *c, const intrinsic *m);

#endif
