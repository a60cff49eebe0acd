// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LANDMARKS_H
#define LANDMARKS_H

#include "chapter.h"
#include "deforming.h"

/* Landmarks are arrays (n, count, 2): x and y in pixels of `count` points in
 * each of n pictures. Warps are fields (2, height, width), as in op_warp. */

/* Root mean square distance of the mean points from their centre, in pixels. */
double landmark_size(const float *points, int n, int count);

/* Root mean square distance of the points from their mean over the pictures, in
 * units of landmark_size. */
double landmark_spread(const float *points, int n, int count);

/* Where in the template the landmarks of d lie, by a warp (n, 2, height, width)
 * for each picture: W at the landmark. */
void landmarks_to_template(const dataset *d, const real *warps, float *mapped);

/* Where in the picture of that warp the template's points (count, 2) lie: its
 * inverse, and for points that it does not have, the pixel that comes nearest.
 * Returns how many those are. */
int landmarks_from_template(const real *warp, int height, int width,
                            const float *points, int count, float *found);

/* Of test pictures that come with landmarks, how well a model with a warp lays
 * them on each other and finds them again. Sizes and errors are in units of
 * landmark_size of the test pictures; the results are
 *   landmarks                how many each picture has
 *   landmark_size            in pixels
 *   landmark_spread          of the pictures' landmarks
 *   landmark_spread_template of the same, mapped to the template
 *   landmark_ratio           the latter over the former
 *   landmark_error_N         mean distance of points found from true ones; the
 *                            template's points are means over the first N
 *                            training pictures
 *   landmark_usual_error_N   that of the mean shape of those N
 *   landmark_lost            share of the points that the warp does not have
 * landmark_curve.csv tells for distances t which share of the points is nearer;
 * landmarks.png and landmarks.csv show test pictures with true and found
 * points. */
void landmarks_part(chapter *c, const dae *m);

#endif
