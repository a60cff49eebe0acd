// SPDX-License-Identifier: GPL-3.0-or-later
#include "warp_inverse.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_poly.h>

/**
# The way back

A warp leads from the picture to the template. A landmark of the template, say
the tip of the middle finger, is to be found in the picture: that is the other
way, and $W(p) = t$ has to be solved for $p$. Between pixels the warp is taken
as bilinear, as the sampler takes the texture.

The equation could be solved by iteration, $p \leftarrow p + t - W(p)$, which
converges as long as the warp is close to the identity, or by Newton's method
(see the box). But a warp is a sheet of cells, and in one cell the equation can
be solved exactly. With the corners $A, B$ above and $C, D$ below,

$$ W(u, v) = A + u E + v F + u v\,G, \qquad
   E = B - A, \; F = C - A, \; G = D - C - E, $$

$H = t - A$ must be $u\,(E + v G) + v F$. So $H - v F$ is parallel to
$E + v G$, their cross product is zero, and that is a quadratic equation in
$v$ alone:

$$ H \times E + v\,(H \times G - F \times E) - v^2\, F \times G = 0. $$

So all cells are asked in turn. A cell whose corners all lie on one side of $t$
need not be asked, and that is nearly all of them. If none has the answer, those
at the border are asked once more, a little beyond it.
*/

typedef struct {
    double x, y;
} point;

static point minus(point a, point b)
{
    return (point){a.x - b.x, a.y - b.y};
}

static double cross(point a, point b)
{
    return a.x * b.y - a.y * b.x;
}

/* A cell's map, and where it is valid. */
typedef struct {
    point a, e, f, g;
    double left, right, top, bottom; /* limits of u and v */
} cell;

/* Row i, column j of the cells; at the border with a margin. */
static cell cell_at(const real *warp, int height, int width, int i, int j,
                    int margin)
{
    const real *x = warp + i * width + j, *y = x + height * width;
    point a = {(double)x[0], (double)y[0]};
    point b = {(double)x[1], (double)y[1]};
    point c = {(double)x[width], (double)y[width]};
    point d = {(double)x[width + 1], (double)y[width + 1]};
    point e = minus(b, a);
    return (cell){.a = a,
                  .e = e,
                  .f = minus(c, a),
                  .g = minus(minus(d, c), e),
                  .left = j == 0 ? -margin : 0,
                  .right = j == width - 2 ? 1 + margin : 1,
                  .top = i == 0 ? -margin : 0,
                  .bottom = i == height - 2 ? 1 + margin : 1};
}

static point in_cell(const cell *c, double u, double v)
{
    return (point){c->a.x + u * c->e.x + v * c->f.x + u * v * c->g.x,
                   c->a.y + u * c->e.y + v * c->f.y + u * v * c->g.y};
}

static int cell_of(double x, int size)
{
    return (int)GSL_MAX_DBL(0, GSL_MIN_DBL(floor(x), size - 2));
}

warp_point warp_at(const real *warp, int height, int width, double x, double y)
{
    REQUIRE(height > 1 && width > 1, "a warp of one row has no cells");
    int i = cell_of(y, height), j = cell_of(x, width);
    cell c = cell_at(warp, height, width, i, j, 0);
    double u = x - j, v = y - i;
    point w = in_cell(&c, u, v);
    return (warp_point){w.x,
                        w.y,
                        c.e.x + v * c.g.x,
                        c.f.x + u * c.g.x,
                        c.e.y + v * c.g.y,
                        c.f.y + u * c.g.y};
}

/* Whether t lies between the smallest and the largest number of the corners,
 * in both coordinates: not all of them are on one side of it. */
static bool near(const cell *c, point t)
{
    int left = 0, right = 0, above = 0, below = 0;
    for (int k = 0; k < 4; k++) {
        point w =
            in_cell(c, k % 2 ? c->right : c->left, k / 2 ? c->bottom : c->top);
        left += w.x < t.x;
        right += w.x > t.x;
        above += w.y < t.y;
        below += w.y > t.y;
    }
    return left < 4 && right < 4 && above < 4 && below < 4;
}

/* Solves the cell's equation; true if the solution lies in the cell. */
static bool solve(const cell *c, point t, double *u, double *v)
{
    const double slack = 1e-9;
    point h = minus(t, c->a);
    double roots[2] = {NAN, NAN};
    int count = gsl_poly_solve_quadratic(-cross(c->f, c->g),
                                         cross(h, c->g) - cross(c->f, c->e),
                                         cross(h, c->e), &roots[0], &roots[1]);
    for (int k = 0; k < count; k++) {
        *v = roots[k];
        point along = {c->e.x + *v * c->g.x, c->e.y + *v * c->g.y};
        point rest = {h.x - *v * c->f.x, h.y - *v * c->f.y};
        *u = (rest.x * along.x + rest.y * along.y) /
             (gsl_pow_2(along.x) + gsl_pow_2(along.y));
        if (*u >= c->left - slack && *u <= c->right + slack &&
            *v >= c->top - slack && *v <= c->bottom + slack)
            return true;
    }
    return false;
}

/* Asks all cells. */
static bool search(const real *warp, int height, int width, int margin, point t,
                   point *p)
{
    for (int k = 0; k < (height - 1) * (width - 1); k++) {
        int i = k / (width - 1), j = k % (width - 1);
        cell c = cell_at(warp, height, width, i, j, margin);
        double u, v;
        if (near(&c, t) && solve(&c, t, &u, &v)) {
            *p = (point){j + u, i + v};
            return true;
        }
    }
    return false;
}

bool warp_inverse(const real *warp, int height, int width, double tx, double ty,
                  double *px, double *py)
{
    REQUIRE(height > 1 && width > 1, "a warp of one row has no cells");
    point p, t = {tx, ty};
    bool found = search(warp, height, width, 0, t, &p) ||
                 search(warp, height, width, 1, t, &p);
    if (found) {
        *px = p.x;
        *py = p.y;
    }
    return found;
}
