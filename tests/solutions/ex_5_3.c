// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 5.3 How threes bend
# 5.3 Как гнутся тройки

fill, 60 minutes

## Statement

Each class has its template, and each picture a warp. In which ways do the
warps of *one* class differ? Let $w_b$ be those of its $n$ pictures, rows of
`size` numbers, and $\bar w$ their mean. The singular value decomposition

$$ \frac{1}{\sqrt n}\,[\,w_1 - \bar w, \dots, w_n - \bar w\,]
   = U \operatorname{diag}(\sigma)\, V^T $$

gives directions $u_k$ and, along them, standard deviations $\sigma_k$:
principal components, only that here an axis can be *shown*, as the template
warped by $\bar w \pm 2 \sigma_k u_k$.

Write it with gsl_linalg_SV_decomp, which wants a matrix with at least as many
rows as columns. A program that is run twice must give the same picture twice,
so length and sign of the axes are fixed: see ex_5_3.h. The check trains a small
model and shows the first two deformations of its threes. Do you recognise them?

## Задание

У каждого класса свой шаблон, у каждого изображения своя деформация. Чем
различаются деформации *одного* класса? Пусть $w_b$ - деформации его $n$
изображений, строки по `size` чисел, а $\bar w$ - их среднее. Сингулярное
разложение

$$ \frac{1}{\sqrt n}\,[\,w_1 - \bar w, \dots, w_n - \bar w\,]
   = U \operatorname{diag}(\sigma)\, V^T $$

даёт направления $u_k$ и стандартные отклонения $\sigma_k$ вдоль них: главные
компоненты, только здесь ось можно *показать* - это шаблон, деформированный
полем $\bar w \pm 2 \sigma_k u_k$.

Напишите это с помощью gsl_linalg_SV_decomp; ей нужна матрица, в которой строк
не меньше, чем столбцов. Программа, запущенная дважды, должна дважды дать одно
изображение, поэтому длина и знак осей заданы: см. ex_5_3.h. Проверка обучит
маленькую модель и покажет две первые деформации её троек. Узнаёте ли вы их?
*/
#include "ex_5_3.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

static size_t members(const gsl_matrix *warps, const int *labels, int which)
{
    size_t n = 0;
    for (size_t b = 0; b < warps->size1; b++)
        n += labels[b] == which;
    return n;
}

/* The mean of the warps of that class. */
static gsl_vector *mean_of(const gsl_matrix *warps, const int *labels,
                           int which)
{
    gsl_vector *mean = gsl_vector_calloc(warps->size2);
    double share = 1 / (double)members(warps, labels, which);
    // gap(warps, labels, which, mean, share): into mean
    for (size_t b = 0; b < warps->size1; b++) {
        gsl_vector_const_view row = gsl_matrix_const_row(warps, b);
        if (labels[b] == which)
            gsl_blas_daxpy(share, &row.vector, mean);
    }
    // end
    return mean;
}

/* How each of them differs from it, a column each: (size, members). */
static gsl_matrix *differences(const gsl_matrix *warps, const int *labels,
                               int which, const gsl_vector *mean)
{
    gsl_matrix *columns =
        gsl_matrix_alloc(warps->size2, members(warps, labels, which));
    // gap(warps, labels, which, mean, columns): into columns
    size_t k = 0;
    for (size_t b = 0; b < warps->size1; b++) {
        gsl_vector_const_view row = gsl_matrix_const_row(warps, b);
        if (labels[b] != which)
            continue;
        gsl_vector_view column = gsl_matrix_column(columns, k++);
        gsl_vector_memcpy(&column.vector, &row.vector);
        gsl_vector_sub(&column.vector, mean);
    }
    // end
    return columns;
}

deformations principal_deformations(const gsl_matrix *warps, const int *labels,
                                    int which, int count)
{
    size_t size = warps->size2, axes = (size_t)count;
    deformations d = {.mean = mean_of(warps, labels, which),
                      .axes = gsl_matrix_alloc(size, axes),
                      .deviations = gsl_vector_alloc(axes)};
    gsl_matrix *u = differences(warps, labels, which, d.mean);
    size_t n = u->size2;
    gsl_matrix *v = gsl_matrix_alloc(n, n);
    gsl_vector *s = gsl_vector_alloc(n), *work = gsl_vector_alloc(n);
    // gap(u, v, s, work, d, n, axes): decompose; length and sign of each axis
    gsl_linalg_SV_decomp(u, v, s, work);
    for (size_t k = 0; k < axes; k++) {
        gsl_vector_view axis = gsl_matrix_column(u, k);
        double least, most;
        gsl_vector_minmax(&axis.vector, &least, &most);
        if (-least > most)
            gsl_vector_scale(&axis.vector, -1);
        gsl_matrix_set_col(d.axes, k, &axis.vector);
        gsl_vector_set(d.deviations, k, gsl_vector_get(s, k) / sqrt((double)n));
    }
    // end
    gsl_matrix_free(u);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(work);
    return d;
}
/**
## Hint 1

gsl_linalg_SV_decomp(A, V, S, work) puts $U$ into A, its columns beside each
other, and the singular values, falling, into S. If a warp is a *column* of A,
as here, the columns of $U$ are deformations; those of $V$ are not.

## Подсказка 1

gsl_linalg_SV_decomp(A, V, S, work) записывает $U$ на место A, столбец за
столбцом, а сингулярные числа по убыванию - в S. Если деформация - *столбец* A,
как здесь, то деформации - столбцы $U$, а не $V$.

## Hint 2

Without subtracting the mean, the first axis would be the mean itself, and with
the mean of all classes it would be the way from there to this class. The
decomposition is of the columns as they are, not divided by $\sqrt n$: divide
the singular values afterwards.

## Подсказка 2

Если не вычесть среднее, первой осью окажется само среднее, а если вычесть
среднее всех классов - путь от него к этому классу. Раскладываются столбцы как
есть, без деления на $\sqrt n$: разделите на него сингулярные числа потом.

## Hint 3

The columns of $U$ have the length 1 already. For the sign: gsl_vector_minmax;
if the least number is farther from 0 than the largest, turn the axis by
gsl_vector_scale(axis, -1).

## Подсказка 3

Столбцы $U$ уже имеют длину 1. Знак: gsl_vector_minmax; если наименьшее число
дальше от 0, чем наибольшее, разверните ось через gsl_vector_scale(axis, -1).

## Paper

Cootes, Taylor, Cooper and Graham, Active shape models: their training and
application, 1995: https://doi.org/10.1006/cviu.1995.1004

## Wrong answers

- the mean is not removed: `gsl_vector_sub(&column.vector, mean);` -> `;`
- the mean of all classes: `if (labels[b] == which) gsl_blas_daxpy(share,
  &row.vector, mean);` -> `gsl_blas_daxpy(1 / (double)warps->size1, &row.vector,
  mean);`
- one class, less the mean of all: `gsl_vector_sub(&column.vector, mean);` ->
  `for (size_t c = 0; c < warps->size1; c++) { gsl_vector_const_view other =
  gsl_matrix_const_row(warps, c); gsl_blas_daxpy(-1 / (double)warps->size1,
  &other.vector, &column.vector); }`
- the first pictures, whatever they show: `if (labels[b] != which) continue;` ->
  `if (k == columns->size2) continue;`
- the mean of all numbers, not of each: `gsl_vector_sub(&column.vector, mean);`
  -> `gsl_vector_add_constant(&column.vector, -gsl_vector_sum(mean) /
  (double)mean->size);`
- the sum for the mean: `gsl_blas_daxpy(share, &row.vector, mean);` ->
  `gsl_blas_daxpy(1, &row.vector, mean);`
- singular values for deviations: `gsl_vector_get(s, k) / sqrt((double)n)` ->
  `gsl_vector_get(s, k)`
- variances for deviations: `gsl_vector_get(s, k) / sqrt((double)n)` ->
  `gsl_vector_get(s, k) * gsl_vector_get(s, k) / (double)n`
- divided by n - 1: `sqrt((double)n)` -> `sqrt((double)n - 1)`
- divided by the size of a warp: `sqrt((double)n)` -> `sqrt((double)u->size1)`
- the sign as it comes: `if (-least > most)` -> `if (0)`
- the first number positive: `if (-least > most)` ->
  `if (gsl_vector_get(&axis.vector, 0) < 0)`
- axes as long as their deviation: `gsl_matrix_set_col(d.axes, k,
  &axis.vector);` -> `gsl_vector_scale(&axis.vector, gsl_vector_get(s, k));
  gsl_matrix_set_col(d.axes, k, &axis.vector);`
- the smallest first: `gsl_vector_view axis = gsl_matrix_column(u, k);` ->
  `gsl_vector_view axis = gsl_matrix_column(u, axes - 1 - k);`
*/
