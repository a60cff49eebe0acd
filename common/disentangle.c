// SPDX-License-Identifier: GPL-3.0-or-later
#include "disentangle.h"

#include "explicitness.h"
#include "fail.h"
#include "information.h"
#include "linear_fit.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>

static double sum_of(const gsl_vector *v)
{
    double total = 0;
    for (size_t i = 0; i < v->size; i++)
        total += gsl_vector_get(v, i);
    return total;
}

/* 1 - entropy of v / sum(v) in units of ln(size); 0 if the sum is 0, or if
 * there is but one place. */
static double concentration(const gsl_vector *v)
{
    double total = sum_of(v), disorder = 0;
    if (!(total > 0) || v->size < 2)
        return total > 0;
    for (size_t i = 0; i < v->size; i++) {
        double p = gsl_vector_get(v, i) / total;
        disorder -= p > 0 ? p * log(p) : 0;
    }
    return 1 - disorder / log((double)v->size);
}

/* Concentration of the rows of m, weighted by their sums. */
static double weighted_rows(const gsl_matrix *m)
{
    double total = 0, score = 0;
    for (size_t j = 0; j < m->size1; j++) {
        gsl_vector_const_view row = gsl_matrix_const_row(m, j);
        total += sum_of(&row.vector);
        score += sum_of(&row.vector) * concentration(&row.vector);
    }
    return total > 0 ? score / total : 0;
}

double dci_disentanglement(const gsl_matrix *importance)
{
    return weighted_rows(importance);
}

double dci_completeness(const gsl_matrix *importance)
{
    gsl_matrix *columns =
        gsl_matrix_alloc(importance->size2, importance->size1);
    gsl_matrix_transpose_memcpy(columns, importance);
    double score = weighted_rows(columns);
    gsl_matrix_free(columns);
    return score;
}

double dci_completeness_plain(const gsl_matrix *importance)
{
    double score = 0;
    for (size_t k = 0; k < importance->size2; k++) {
        gsl_vector_const_view column = gsl_matrix_const_column(importance, k);
        score += concentration(&column.vector);
    }
    return score / (double)importance->size2;
}

/* The largest number of a column minus the second largest. */
static double gap(const gsl_matrix *m, size_t k)
{
    double best = 0, second = 0;
    for (size_t j = 0; j < m->size1; j++) {
        double value = gsl_matrix_get(m, j, k);
        second = GSL_MAX(second, GSL_MIN(best, value));
        best = GSL_MAX(best, value);
    }
    return best - second;
}

double mutual_information_gap(const gsl_matrix *information,
                              const gsl_vector *entropies)
{
    REQUIRE(information->size1 >= 2, "a gap needs two units");
    double score = 0;
    for (size_t k = 0; k < information->size2; k++) {
        double most = gsl_vector_get(entropies, k);
        score += most > 0 ? gap(information, k) / most : 0;
    }
    return score / (double)information->size2;
}

double modularity(const gsl_matrix *information, const bool *active)
{
    size_t factors = information->size2;
    int units = 0;
    double score = 0;
    REQUIRE(factors >= 2, "modularity needs two factors");
    for (size_t j = 0; j < information->size1; j++) {
        if (active && !active[j])
            continue;
        double best = 0, squares = 0;
        for (size_t k = 0; k < factors; k++) {
            double value = gsl_matrix_get(information, j, k);
            squares += value * value;
            best = GSL_MAX(best, value * value);
        }
        units++;
        score += best > 0
                     ? 1 - (squares - best) / ((double)(factors - 1) * best)
                     : 0;
    }
    return units ? score / units : 0;
}

gsl_matrix *single_r2(const gsl_matrix *codes, const gsl_matrix *factors)
{
    gsl_matrix *z = standardised(codes), *v = standardised(factors);
    gsl_matrix *r2 = gsl_matrix_alloc(codes->size2, factors->size2);
    for (size_t j = 0; j < codes->size2; j++)
        for (size_t k = 0; k < factors->size2; k++) {
            double total = 0;
            for (size_t i = 0; i < codes->size1; i++)
                total += gsl_matrix_get(z, i, j) * gsl_matrix_get(v, i, k);
            double r = total / (double)codes->size1;
            gsl_matrix_set(r2, j, k, r * r < 1e-18 ? 0 : r * r);
        }
    gsl_matrix_free(z);
    gsl_matrix_free(v);
    return r2;
}

double separated_predictability(const gsl_matrix *r2)
{
    REQUIRE(r2->size1 >= 2, "a gap needs two units");
    double score = 0;
    for (size_t k = 0; k < r2->size2; k++)
        score += gap(r2, k);
    return score / (double)r2->size2;
}

gsl_matrix *information_table(const gsl_matrix *codes,
                              const gsl_matrix *factors, int bins,
                              gsl_vector *entropies)
{
    gsl_matrix *table = gsl_matrix_alloc(codes->size2, factors->size2);
    for (size_t k = 0; k < factors->size2; k++) {
        gsl_vector_const_view factor = gsl_matrix_const_column(factors, k);
        classes v = classes_of_factor(&factor.vector, bins);
        if (entropies)
            gsl_vector_set(entropies, k, entropy(&v));
        for (size_t j = 0; j < codes->size2; j++) {
            gsl_vector_const_view code = gsl_matrix_const_column(codes, j);
            classes z = bins ? classes_equal(&code.vector, bins)
                             : classes_distinct(&code.vector);
            gsl_matrix_set(table, j, k, mutual_information(&z, &v));
            classes_free(&z);
        }
        classes_free(&v);
    }
    return table;
}

static double mean_of(const gsl_vector *v)
{
    return sum_of(v) / (double)v->size;
}

static void from_information(scores *s, const gsl_matrix *codes,
                             const gsl_matrix *factors, const bool *active,
                             int bins)
{
    gsl_vector *entropies = gsl_vector_alloc(factors->size2);
    gsl_matrix *table = information_table(codes, factors, bins, entropies);
    bool vary[codes->size2];
    for (size_t j = 0; j < codes->size2; j++) {
        gsl_vector_const_view code = gsl_matrix_const_column(codes, j);
        vary[j] = gsl_vector_max(&code.vector) > gsl_vector_min(&code.vector);
    }
    s->mig = mutual_information_gap(table, entropies);
    s->modularity_all = modularity(table, NULL);
    s->modularity_active = modularity(table, active ? active : vary);
    s->dci_d_mi = dci_disentanglement(table);
    s->dci_c_mi = dci_completeness(table);
    gsl_matrix_free(table);
    gsl_vector_free(entropies);
}

static void from_fits(scores *s, const gsl_matrix *codes,
                      const gsl_matrix *factors)
{
    gsl_vector *r2 = gsl_vector_alloc(factors->size2);
    linear_r2(codes, factors, r2);
    s->r2 = mean_of(r2);
    linear_r2_held_out(codes, factors, r2);
    s->r2_held_out = mean_of(r2);
    gsl_matrix *quadratic = with_quadratic_terms(codes);
    linear_r2_held_out(quadratic, factors, r2);
    s->r2_quadratic = mean_of(r2);
    gsl_matrix_free(quadratic);
    gsl_vector_free(r2);
}

scores scores_of(const gsl_matrix *codes, const gsl_matrix *factors,
                 const bool *active, int bins)
{
    REQUIRE(codes->size1 == factors->size1, "as many codes as factors");
    scores s;
    from_information(&s, codes, factors, active, bins);
    from_fits(&s, codes, factors);
    gsl_matrix *r2 = single_r2(codes, factors);
    s.sap = separated_predictability(r2);
    gsl_matrix_free(r2);
    gsl_matrix *importance = least_squares_importance(codes, factors);
    s.dci_d = dci_disentanglement(importance);
    s.dci_c = dci_completeness(importance);
    s.dci_c_plain = dci_completeness_plain(importance);
    gsl_matrix_free(importance);
    s.explicitness = explicitness(codes, factors, bins);
    return s;
}
