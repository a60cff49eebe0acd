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
    /* Your code: into mean. */
    not_written_yet(warps, labels, which, mean, share);
    return mean;
}

/* How each of them differs from it, a column each: (size, members). */
static gsl_matrix *differences(const gsl_matrix *warps, const int *labels,
                               int which, const gsl_vector *mean)
{
    gsl_matrix *columns =
        gsl_matrix_alloc(warps->size2, members(warps, labels, which));
    /* Your code: into columns. */
    not_written_yet(warps, labels, which, mean, columns);
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
    /* Your code: decompose; length and sign of each axis. */
    not_written_yet(u, v, s, work, d, n, axes);
    gsl_matrix_free(u);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(work);
    return d;
}
