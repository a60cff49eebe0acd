// SPDX-License-Identifier: GPL-3.0-or-later
#include "warp_picture.h"

#include "fail.h"
#include "warp_inverse.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

/**
# A warp, drawn

A field of arrows is hard to read; a warped sheet of squared paper is not. The
paper lies on the template, and the picture shows it as it shows the texture. So
its lines are where $W_x$ or $W_y$ takes one of the values of the paper's lines,
and no line has to be followed: each point of the picture asks how far from it
the next line is. In the template that is $d = |W_x - \text{line}|$; in the
picture it is $d / \|\nabla W_x\|$. Squares that look small belong to places
where the template is shown at a small size.
*/

static const double thickness = 1.5;

/* How much of a line is seen from a point at which the coordinate is w, with
 * that gradient (in fine pixels). */
static double line_at(double w, double centre, double spacing, double gradient)
{
    double lines = (w - centre) / spacing;
    double distance = fabs(lines - round(lines)) * spacing;
    double seen = thickness / 2 + 0.5 - distance / (gradient + 1e-9);
    return GSL_MAX_DBL(0, GSL_MIN_DBL(1, seen));
}

/* True if the template reaches that far: its outermost pixels' edges do. */
static bool on_template(warp_point w, int height, int width)
{
    return w.x >= -0.5 && w.x <= width - 0.5 && w.y >= -0.5 &&
           w.y <= height - 0.5;
}

void warp_grid_picture(const real *warp, int height, int width, int fineness,
                       double spacing, real *out)
{
    REQUIRE(fineness > 0 && spacing > 0, "lines need room between them");
    for (int k = 0; k < height * fineness * width * fineness; k++) {
        double x = (k % (width * fineness) + 0.5) / fineness - 0.5;
        double y = (k / (width * fineness) + 0.5) / fineness - 0.5;
        warp_point w = warp_at(warp, height, width, x, y);
        double across = line_at(w.x, (width - 1) / 2.0, spacing,
                                hypot(w.xx, w.xy) / fineness);
        double down = line_at(w.y, (height - 1) / 2.0, spacing,
                              hypot(w.yx, w.yy) / fineness);
        bool there = on_template(w, height, width);
        out[k] = (real)(there ? GSL_MAX_DBL(across, down) : 0);
    }
}
