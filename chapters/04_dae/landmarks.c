// SPDX-License-Identifier: GPL-3.0-or-later
#include "landmarks.h"

#include "evaluate.h"
#include "fail.h"
#include "image.h"
#include "warp_inverse.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

/**
# Do the same points come to lie on each other?

A sharp mean texture suggests that a model lays pictures on each other. Where
the true places of some points are known, it can be measured: the tip of the
thumb is in another place in every picture, and $W$ maps them all to the
template. There they should coincide.

How far they lie apart is the root mean square distance from their mean. In the
template it would also shrink if the whole template were smaller, and that is no
merit. So it is divided by the size of the mean shape, the root mean square
distance of the mean points from their centre, in the template as in the
pictures. What counts is the ratio of the two spreads; 1 is what the identity
has.
*/

static void mean_points(const float *points, int n, int count, float *mean)
{
    for (int i = 0; i < 2 * count; i++) {
        double sum = 0;
        for (int b = 0; b < n; b++)
            sum += (double)points[2 * count * b + i];
        mean[i] = (float)(sum / n);
    }
}

static double distance(const float *p, const float *q)
{
    return hypot((double)(p[0] - q[0]), (double)(p[1] - q[1]));
}

double landmark_size(const float *points, int n, int count)
{
    float *mean = must_alloc(2 * (size_t)count, sizeof *mean), centre[2];
    double sum = 0;
    mean_points(points, n, count, mean);
    mean_points(mean, count, 1, centre);
    for (int k = 0; k < count; k++)
        sum += gsl_pow_2(distance(mean + 2 * k, centre));
    free(mean);
    return sqrt(sum / count);
}

double landmark_spread(const float *points, int n, int count)
{
    float *mean = must_alloc(2 * (size_t)count, sizeof *mean);
    double sum = 0;
    mean_points(points, n, count, mean);
    for (int i = 0; i < n * count; i++)
        sum += gsl_pow_2(distance(points + 2 * i, mean + 2 * (i % count)));
    free(mean);
    return sqrt(sum / (n * count)) / landmark_size(points, n, count);
}

void landmarks_to_template(const dataset *d, const real *warps, float *mapped)
{
    int height = d->height, width = d->width, field = 2 * height * width;
    for (int i = 0; i < d->n * d->n_landmarks; i++) {
        const real *warp = warps + (size_t)(i / d->n_landmarks) * (size_t)field;
        const float *at = d->landmarks + 2 * i;
        warp_point w =
            warp_at(warp, height, width, (double)at[0], (double)at[1]);
        mapped[2 * i] = (float)w.x;
        mapped[2 * i + 1] = (float)w.y;
    }
}

/**
# Finding landmarks in new pictures

So a template can carry landmarks. Somebody marks them in a few pictures, their
places in the template are averaged, and then every picture gets them back by
its own warp, the inverse one this time. The model itself has never seen a
landmark: the few marks only say *which* points of the template are asked for.
The paper finds the features of faces in this way.

The inverse is computed as told above. A point of the template that a picture
does not show has none; it is put where the picture comes nearest to it, and
counted.

The mean shape is what one would guess without looking at the picture, from the
same marks.
*/

static void nearest_pixel(const real *warp, int height, int width,
                          const float *point, float *found)
{
    int area = height * width, best = 0;
    double least = INFINITY;
    for (int i = 0; i < area; i++) {
        float w[] = {(float)warp[i], (float)warp[area + i]};
        double apart = distance(w, point);
        if (apart < least) {
            least = apart;
            best = i;
        }
    }
    found[0] = (float)(best % width);
    found[1] = (float)(best / width);
}

int landmarks_from_template(const real *warp, int height, int width,
                            const float *points, int count, float *found)
{
    int lost = 0;
    for (int k = 0; k < count; k++, points += 2, found += 2) {
        double x, y;
        if (warp_inverse(warp, height, width, (double)points[0],
                         (double)points[1], &x, &y)) {
            found[0] = (float)x;
            found[1] = (float)y;
        } else {
            nearest_pixel(warp, height, width, points, found);
            lost++;
        }
    }
    return lost;
}

enum { MARKED = 20, TEACHERS = 3, SHOWN = 5, CURVE_STEPS = 40 };

static const int teachers[TEACHERS] = {5, 10, MARKED};
static const double farthest = 0.2; /* of the curve */

/* What is worked on: test pictures, their warps, and the first training
 * pictures, whose landmarks are taken as known. */
typedef struct {
    const dataset *test;
    dataset marked;
    real *warps;   /* of the test pictures */
    float *mapped; /* landmarks of the marked ones in the template */
    double size;
} task;

static float *points_for(const dataset *d)
{
    return must_alloc(2 * (size_t)d->n * (size_t)d->n_landmarks, sizeof(float));
}

static real *warps_of(const dae *m, const dataset *d)
{
    real *warps =
        must_alloc((size_t)d->n * (size_t)m->warp.whole->size, sizeof *warps);
    evaluate_pictures(m->x, m->warp.whole, d, warps);
    return warps;
}

static task task_of(const chapter *c, const dae *m)
{
    int first[MARKED], n = GSL_MIN(MARKED, c->data.train.n);
    for (int i = 0; i < n; i++)
        first[i] = i;
    task t = {.test = &c->data.test,
              .marked = dataset_pick(&c->data.train, first, n)};
    real *warps = warps_of(m, &t.marked);
    t.warps = warps_of(m, t.test);
    t.mapped = points_for(&t.marked);
    landmarks_to_template(&t.marked, warps, t.mapped);
    t.size = landmark_size(t.test->landmarks, t.test->n, t.test->n_landmarks);
    free(warps);
    return t;
}

static void task_free(task *t)
{
    free(t->mapped);
    free(t->warps);
    dataset_free(&t->marked);
}

static void report_ratio(chapter *c, const task *t)
{
    int n = t->test->n, count = t->test->n_landmarks;
    float *mapped = points_for(t->test);
    landmarks_to_template(t->test, t->warps, mapped);
    double before = landmark_spread(t->test->landmarks, n, count);
    double after = landmark_spread(mapped, n, count);
    results_count(c->run.results, "landmarks", count);
    results_number(c->run.results, "landmark_size", t->size);
    results_number(c->run.results, "landmark_spread", before);
    results_number(c->run.results, "landmark_spread_template", after);
    results_number(c->run.results, "landmark_ratio", after / before);
    free(mapped);
}

/* Points of all test pictures by the marks of the first n; how many were lost.
 */
static int find(const task *t, int n, float *found)
{
    const dataset *d = t->test;
    int count = d->n_landmarks, field = 2 * d->height * d->width, lost = 0;
    float *points = must_alloc(2 * (size_t)count, sizeof *points);
    mean_points(t->mapped, n, count, points);
    for (int b = 0; b < d->n; b++)
        lost += landmarks_from_template(t->warps + (size_t)b * (size_t)field,
                                        d->height, d->width, points, count,
                                        found + 2 * count * b);
    free(points);
    return lost;
}

/* The mean shape of the first n marked pictures, for all test pictures. */
static void guess(const task *t, int n, float *found)
{
    int count = t->test->n_landmarks;
    for (int b = 0; b < t->test->n; b++)
        mean_points(t->marked.landmarks, n, count, found + 2 * count * b);
}

static double mean_error(const task *t, const float *found)
{
    int points = t->test->n * t->test->n_landmarks;
    double sum = 0;
    for (int i = 0; i < points; i++)
        sum += distance(found + 2 * i, t->test->landmarks + 2 * i);
    return sum / points / t->size;
}

/* The share of points that are not farther than `limit` sizes. */
static double share_within(const task *t, const float *found, double limit)
{
    int points = t->test->n * t->test->n_landmarks, within = 0;
    for (int i = 0; i < points; i++)
        within += distance(found + 2 * i, t->test->landmarks + 2 * i) <=
                  limit * t->size;
    return (double)within / points;
}

static void report_error(chapter *c, const char *name, int n, double error)
{
    results_keyed(c->run.results, error, "%s_%d", name, n);
}

static void write_curve(const chapter *c, const task *t, const float *found,
                        const float *usual)
{
    out_file csv = run_table(&c->run, "landmark_curve.csv", "t,found,usual");
    for (int i = 0; i <= CURVE_STEPS; i++) {
        double limit = farthest * i / CURVE_STEPS;
        fprintf(csv.stream, "%g,%.6g,%.6g\n", limit,
                share_within(t, found, limit), share_within(t, usual, limit));
    }
    file_commit(&csv);
}

static void draw(const chapter *c, const task *t, const float *found)
{
    const dataset *d = t->test;
    int shown = GSL_MIN(SHOWN, d->n), count = d->n_landmarks;
    sheet s = sheet_alloc(1, shown, d->channels, d->height, d->width, 6);
    real *picture = must_alloc((size_t)dataset_size(d), sizeof *picture);
    out_file csv = run_table(&c->run, "landmarks.csv",
                             "picture,landmark,x,y,found_x,found_y");
    for (int i = 0; i < shown * count; i++) {
        const float *p = d->landmarks + 2 * i, *q = found + 2 * i;
        fprintf(csv.stream, "%d,%d,%.3f,%.3f,%.3f,%.3f\n", i / count, i % count,
                (double)p[0], (double)p[1], (double)q[0], (double)q[1]);
    }
    file_commit(&csv);
    for (int b = 0; b < shown; b++) {
        dataset_rows(d, b, 1, picture);
        sheet_put(&s, 0, b, picture);
    }
    char *path = run_path(&c->run, "landmarks.png");
    sheet_write(&s, path);
    free(path);
    free(picture);
}

void landmarks_part(chapter *c, const dae *m)
{
    if (!m->warp.whole || !c->data.test.landmarks || !c->data.train.landmarks)
        return;
    task t = task_of(c, m);
    float *found = points_for(t.test), *usual = points_for(t.test);
    int lost = 0;
    report_ratio(c, &t);
    for (int i = 0; i < TEACHERS; i++) {
        int n = GSL_MIN(teachers[i], t.marked.n);
        lost = find(&t, n, found);
        guess(&t, n, usual);
        report_error(c, "landmark_error", teachers[i], mean_error(&t, found));
        report_error(c, "landmark_usual_error", teachers[i],
                     mean_error(&t, usual));
    }
    results_number(c->run.results, "landmark_lost",
                   (double)lost / (t.test->n * t.test->n_landmarks));
    write_curve(c, &t, found, usual);
    draw(c, &t, found);
    free(usual);
    free(found);
    task_free(&t);
}
