// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_5_3.h"

#include "deforming.h"
#include "digits.h"
#include "evaluate.h"
#include "fail.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <stdlib.h>

static void deformations_free(deformations *d)
{
    gsl_vector_free(d->mean);
    gsl_matrix_free(d->axes);
    gsl_vector_free(d->deviations);
}

/* ---- warps whose deformations are known --------------------------------- */

enum { SIZE = 24, PICTURES = 33, CLASSES = 3, COUNT = 3 };

static const double deviations[COUNT] = {1.7, 0.6, 0.25};

/* Of class k; the class's mean warp; number i of its axis j, of length 1, where
 * the axes of a class are perpendicular. */
static double mean_at(int k, int i)
{
    return i % 6 + 0.8 * sin(1.3 * i + 2.1 * k);
}

/* Columns of a mirror, the identity - 2 v v', some of them turned round. */
static double axis_at(int k, int j, int i)
{
    int column = 3 + 5 * j + k;
    double v[SIZE], square = 0;
    for (int l = 0; l < SIZE; l++) {
        v[l] = sin(1 + 2.3 * l * l + 0.7 * k);
        square += v[l] * v[l];
    }
    return ((j + k) % 2 ? -1 : 1) *
           ((i == column) - 2 * v[i] * v[column] / square);
}

/* Pictures of the classes take turns. The numbers along the axes are cosines
 * over the pictures of a class: their mean is 0, their mean square 1, and no
 * two of them are correlated. */
static gsl_matrix *warps_alloc(int *labels)
{
    gsl_matrix *w = gsl_matrix_alloc(PICTURES, SIZE);
    for (int b = 0; b < PICTURES; b++) {
        int k = labels[b] = b % CLASSES, n = PICTURES / CLASSES;
        for (int i = 0; i < SIZE; i++) {
            double sum = mean_at(k, i);
            for (int j = 0; j < COUNT; j++)
                sum += deviations[j] * (1 + 0.3 * k) * M_SQRT2 *
                       cos(M_PI * (j + 1) * (b / CLASSES + 0.5) / n) *
                       axis_at(k, j, i);
            gsl_matrix_set(w, (size_t)b, (size_t)i, sum);
        }
    }
    return w;
}

static deformations of_class(int k)
{
    int labels[PICTURES];
    gsl_matrix *w = warps_alloc(labels);
    deformations d = principal_deformations(w, labels, k, COUNT);
    gsl_matrix_free(w);
    return d;
}

static void check_mean(void)
{
    for (int k = 0; k < CLASSES; k++) {
        deformations d = of_class(k);
        for (int i = 0; i < SIZE; i++)
            expect_close(gsl_vector_get(d.mean, (size_t)i), mean_at(k, i), 1e-9,
                         SAY("mean warp of class %d, number %d",
                             "средняя деформация класса %d, число %d"),
                         k, i);
        deformations_free(&d);
    }
}

static void check_deviations(void)
{
    for (int k = 0; k < CLASSES; k++) {
        deformations d = of_class(k);
        for (int j = 0; j < COUNT; j++)
            expect_close(gsl_vector_get(d.deviations, (size_t)j),
                         deviations[j] * (1 + 0.3 * k), 1e-9,
                         SAY("deviation %d of class %d, of %d pictures",
                             "отклонение %d класса %d, изображений %d"),
                         j + 1, k, PICTURES / CLASSES);
        deformations_free(&d);
    }
}

/* Up to the sign, which comes next. */
static void check_axes(void)
{
    for (int k = 0; k < CLASSES; k++) {
        deformations d = of_class(k);
        for (size_t j = 0; j < COUNT; j++) {
            double along = 0, square = 0;
            for (size_t i = 0; i < SIZE; i++) {
                double u = gsl_matrix_get(d.axes, i, j);
                along += u * axis_at(k, (int)j, (int)i);
                square += u * u;
            }
            expect_close(sqrt(square), 1, 1e-9,
                         SAY("length of axis %zu of class %d",
                             "длина оси %zu класса %d"),
                         j + 1, k);
            expect_close(fabs(along), 1, 1e-9,
                         SAY("cosine of axis %zu of class %d and the true one",
                             "косинус между осью %zu класса %d и настоящей"),
                         j + 1, k);
        }
        deformations_free(&d);
    }
}

static void check_signs(void)
{
    for (int k = 0; k < CLASSES; k++) {
        deformations d = of_class(k);
        for (size_t j = 0; j < COUNT; j++) {
            gsl_vector_view u = gsl_matrix_column(d.axes, j);
            size_t at = 0;
            for (size_t i = 0; i < SIZE; i++)
                if (fabs(gsl_vector_get(&u.vector, i)) >
                    fabs(gsl_vector_get(&u.vector, at)) + 1e-12)
                    at = i;
            double largest = gsl_vector_get(&u.vector, at);
            expect_close(largest, fabs(largest), 1e-9,
                         SAY("the number of axis %zu of class %d that is "
                             "farthest from 0",
                             "самое далёкое от 0 число оси %zu класса %d"),
                         j + 1, k);
        }
        deformations_free(&d);
    }
}

/* ---- the threes of a trained model -------------------------------------- */

enum { TRAIN = 1500, TEST = 1000, THREE = 3, FIELD = 2 * DIGIT_SIZE };

static dae trained(const dataset *d)
{
    dae_form form = {.channels = 1,
                     .height = DIGIT_SIDE,
                     .width = DIGIT_SIDE,
                     .appearance = 1,
                     .classes = 10,
                     .shape = 8,
                     .encoder = {48},
                     .texture = 24,
                     .warp = 24,
                     .local = LOCAL_INCREMENTS,
                     .grid = 5};
    dae m = dae_alloc(
        form, (dae_weights){{.smooth = 0.04, .bias = 0.02}, .classes = 0.02},
        50, 1);
    digits_train(m.x, m.loss, d, 15, 4e-3, 1);
    return m;
}

/* Its warps of the test digits, all classes. */
static gsl_matrix *learned_warps(const dae *m, const dataset *d, int *labels)
{
    real *rows = must_alloc((size_t)(TEST * FIELD), sizeof *rows);
    gsl_matrix *w = gsl_matrix_alloc(TEST, FIELD);
    evaluate_pictures(m->x, m->warp.whole, d, rows);
    for (int i = 0; i < TEST * FIELD; i++)
        w->data[i] = (double)rows[i];
    for (int b = 0; b < TEST; b++)
        labels[b] = d->labels[b];
    free(rows);
    return w;
}

/* The template of the pictures that are there, warped by the mean plus -2 to 2
 * deviations along an axis. */
static void show(const dae *m, const deformations *d, size_t axis)
{
    enum { SHOWN = 5 };
    for (int s = 0; s < SHOWN; s++)
        for (size_t i = 0; i < FIELD; i++)
            m->warp.whole->value[(size_t)s * FIELD + i] =
                (real)(gsl_vector_get(d->mean, i) +
                       (s - 2) * gsl_vector_get(d->deviations, axis) *
                           gsl_matrix_get(d->axes, i, axis));
    exercise_note(SAY("deformation %zu of threes, from -2 to 2 deviations of "
                      "%.2f pixels each:",
                      "деформация троек %zu, от -2 до 2 отклонений по %.2f "
                      "пиксела:"),
                  axis + 1,
                  gsl_vector_get(d->deviations, axis) / sqrt(DIGIT_SIZE));
    digits_show(graph_run(m->warp.whole, m->y, SHOWN), SHOWN);
}

/* The variances, by the matrix of the pictures' products. */
static gsl_vector *right_variances(const gsl_matrix *w, const int *labels)
{
    size_t n = 0;
    gsl_matrix *x = gsl_matrix_calloc(TEST, FIELD);
    gsl_matrix *products = gsl_matrix_alloc(TEST, TEST);
    gsl_vector *values = gsl_vector_alloc(TEST);
    for (size_t b = 0; b < TEST; b++)
        n += labels[b] == THREE;
    for (size_t i = 0; i < FIELD; i++) {
        double mean = 0;
        for (size_t b = 0; b < TEST; b++)
            mean += (labels[b] == THREE) * gsl_matrix_get(w, b, i) / (double)n;
        for (size_t b = 0, k = 0; b < TEST; b++)
            if (labels[b] == THREE)
                gsl_matrix_set(x, k++, i, gsl_matrix_get(w, b, i) - mean);
    }
    gsl_matrix_view some = gsl_matrix_submatrix(x, 0, 0, n, FIELD);
    gsl_matrix_view square = gsl_matrix_submatrix(products, 0, 0, n, n);
    gsl_vector_view spectrum = gsl_vector_subvector(values, 0, n);
    gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1 / (double)n, &some.matrix, 0,
                   &square.matrix);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(n);
    gsl_eigen_symm(&square.matrix, &spectrum.vector, work);
    gsl_eigen_symm_free(work);
    gsl_sort_vector(&spectrum.vector);
    gsl_vector_reverse(&spectrum.vector);
    gsl_matrix_free(x);
    gsl_matrix_free(products);
    return values;
}

/* The three of whose class the model is surest, into the model, n times. */
static void take_surest(const dae *m, const dataset *d, int n)
{
    int codes = m->codes->size, best = 0;
    int at = dae_part(&m->form, PART_CLASS).first + THREE;
    real *rows = must_alloc((size_t)(TEST * codes), sizeof *rows);
    evaluate_pictures(m->x, m->codes, d, rows);
    for (int b = 0; b < TEST; b++)
        if (rows[b * codes + at] > rows[best * codes + at])
            best = b;
    free(rows);
    for (int b = 0; b < n; b++)
        dataset_rows(d, best, 1, m->x->value + b * DIGIT_SIZE);
    graph_run(NULL, m->y, n);
}

static void check_trained(void)
{
    static int labels[TEST];
    split data = digits(ANY_DIGIT, TRAIN, TEST);
    dae m = trained(&data.train);
    gsl_matrix *w = learned_warps(&m, &data.test, labels);
    deformations d = principal_deformations(w, labels, THREE, 2);
    gsl_vector *right = right_variances(w, labels);
    take_surest(&m, &data.test, 5);
    for (size_t k = 0; k < 2; k++) {
        show(&m, &d, k);
        expect_close(
            gsl_vector_get(d.deviations, k), sqrt(gsl_vector_get(right, k)),
            1e-4,
            SAY("deviation %zu of threes, %s", "отклонение %zu троек, %s"),
            k + 1, data.spec);
    }
    gsl_vector_free(right);
    gsl_matrix_free(w);
    deformations_free(&d);
    dae_free(&m);
    split_free(&data);
}

#define AXES "common/pca.c: Principal components"

static const check checks[] = {
    {"the mean warp of each class", "средняя деформация каждого класса",
     check_mean, AXES},
    {"the deviations", "отклонения", check_deviations, AXES},
    {"the axes", "оси", check_axes, AXES},
    {"their signs", "их знаки", check_signs, AXES},
    {"the threes of a trained model", "тройки обученной модели", check_trained,
     "common/deforming.c: The deforming autoencoder"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
