// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_3_1.h"

#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>

/* ---- information from counts -------------------------------------------- */

/* -p ln p of a count. */
static double part(double count, double n)
{
    return count > 0 ? -count / n * log(count / n) : 0;
}

/* Entropy of the rows (by_row) or of the columns of a table of counts. */
static double entropy(const gsl_matrix *counts, bool by_row, double n)
{
    double total = 0;
    for (size_t i = 0; i < (by_row ? counts->size1 : counts->size2); i++) {
        double sum = 0;
        for (size_t j = 0; j < (by_row ? counts->size2 : counts->size1); j++)
            sum += by_row ? gsl_matrix_get(counts, i, j)
                          : gsl_matrix_get(counts, j, i);
        total += part(sum, n);
    }
    return total;
}

/* H(a) + H(b) - H(a, b). */
static double information(const gsl_matrix *counts)
{
    double n = 0, joint = 0;
    for (size_t i = 0; i < counts->size1 * counts->size2; i++)
        n += counts->data[i];
    for (size_t i = 0; i < counts->size1 * counts->size2; i++)
        joint += part(counts->data[i], n);
    return entropy(counts, true, n) + entropy(counts, false, n) - joint;
}

/* Random counts; with probability `empty` a cell has none. */
static gsl_matrix *random_counts(size_t rows, size_t columns, double empty,
                                 uint64_t which)
{
    gsl_rng *rng = rng_at(31, RNG_SAMPLE, which);
    gsl_matrix *counts = gsl_matrix_calloc(rows, columns);
    for (size_t i = 0; i < rows * columns; i++)
        if (gsl_rng_uniform(rng) >= empty)
            counts->data[i] = 1 + (double)gsl_rng_uniform_int(rng, 40);
    counts->data[0] += 3;
    gsl_rng_free(rng);
    return counts;
}

static void check_full(void)
{
    const size_t sizes[][2] = {{2, 2}, {3, 5}, {6, 2}, {4, 4}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        gsl_matrix *counts = random_counts(sizes[k][0], sizes[k][1], 0, k);
        expect_close(mutual_nats(counts), information(counts), 1e-12,
                     SAY("%zu classes by %zu", "классов %zu на %zu"),
                     sizes[k][0], sizes[k][1]);
        gsl_matrix_free(counts);
    }
}

static void check_empty(void)
{
    for (uint64_t k = 0; k < 4; k++) {
        gsl_matrix *counts = random_counts(4, 7, 0.6, 10 + k);
        expect_close(mutual_nats(counts), information(counts), 1e-12,
                     SAY("4 classes by 7, many cells empty",
                         "классов 4 на 7, многие ячейки пусты"));
        gsl_matrix_free(counts);
    }
    gsl_matrix *equal = gsl_matrix_calloc(3, 3), *one = gsl_matrix_calloc(2, 3);
    for (size_t i = 0; i < 3; i++)
        gsl_matrix_set(equal, i, i, 5);
    expect_close(mutual_nats(equal), log(3), 1e-12,
                 SAY("a thing and itself, three classes",
                     "величина и она сама, три класса"));
    gsl_matrix_set(one, 1, 2, 9);
    expect_close(mutual_nats(one), 0, 1e-12,
                 SAY("two constants", "две постоянные"));
    gsl_matrix_free(equal);
    gsl_matrix_free(one);
}

/* ---- codes of two factors on a grid ------------------------------------- */

/* Factors v and w have n and m levels; all pairs come once. */
enum { MOST = 12, UNITS = 3 };

typedef struct {
    const char *english, *russian;
    size_t units;
    double (*unit[UNITS])(int v, int w);
    double right[2]; /* for n = 4, m = 10 and for n = 10, m = 4 */
} code;

static double first_factor(int v, int w)
{
    (void)w;
    return v;
}

static double other_factor(int v, int w)
{
    (void)v;
    return -3 * w + 1;
}

static double nothing(int v, int w)
{
    (void)v;
    (void)w;
    return 0.7;
}

static double packed(int v, int w)
{
    return v + 100 * w;
}

static double odd(int v, int w)
{
    (void)w;
    return v % 2;
}

static const code codes[] = {
    {"(v, w)", "(v, w)", 2, {first_factor, other_factor}, {1, 1}},
    {"(v, v, w): one factor twice",
     "(v, v, w): один фактор дважды",
     3,
     {first_factor, first_factor, other_factor},
     {0.5, 0.5}},
    {"(v, 0): w is missing",
     "(v, 0): нет w",
     2,
     {first_factor, nothing},
     {0.5, 0.5}},
    {"(v + 100 w, 0): both in one unit",
     "(v + 100 w, 0): оба в одном элементе",
     2,
     {packed, nothing},
     {1, 1}},
    {"(v + 100 w, v + 100 w): that, twice",
     "(v + 100 w, v + 100 w): то же дважды",
     2,
     {packed, packed},
     {0, 0}},
    {"(v mod 2, w): half of v", /* ln 2 of ln 4, of ln 10 */
     "(v mod 2, w): половина v",
     2,
     {odd, other_factor},
     {0.75, 0.650514997831991}},
};

/* Numbers as classes: each distinct one has its place in `seen`. */
static size_t class_of(double value, double *seen, size_t *count)
{
    size_t i = 0;
    while (i < *count && seen[i] != value)
        i++;
    if (i == *count)
        seen[(*count)++] = value;
    return i;
}

/* Counts of a unit's classes (rows) by a factor's levels. */
static gsl_matrix *counted(double (*unit)(int, int), int n, int m, bool first)
{
    double seen[MOST * MOST];
    size_t count = 0;
    gsl_matrix *counts =
        gsl_matrix_calloc((size_t)(n * m), (size_t)(first ? n : m));
    for (int v = 0; v < n; v++)
        for (int w = 0; w < m; w++)
            ++*gsl_matrix_ptr(counts, class_of(unit(v, w), seen, &count),
                              (size_t)(first ? v : w));
    return counts;
}

static double gap_of(const code *c, int n, int m)
{
    gsl_matrix *table = gsl_matrix_alloc(c->units, 2);
    gsl_vector *of_units = gsl_vector_alloc(c->units);
    gsl_vector *of_factors = gsl_vector_alloc(2);
    for (size_t u = 0; u < c->units; u++)
        for (size_t f = 0; f < 2; f++) {
            gsl_matrix *counts = counted(c->unit[u], n, m, f == 0);
            gsl_matrix_set(table, u, f, information(counts));
            gsl_vector_set(of_units, u, entropy(counts, true, n * m));
            gsl_vector_set(of_factors, f, entropy(counts, false, n * m));
            gsl_matrix_free(counts);
        }
    knowledge k = {table, of_units, of_factors};
    double gap = information_gap(&k);
    gsl_matrix_free(table);
    gsl_vector_free(of_units);
    gsl_vector_free(of_factors);
    return gap;
}

static void check_codes(void)
{
    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
        const code *c = codes + k;
        const char *name = SAY(c->english, c->russian);
        double got = gap_of(c, 4, 10);
        expect_close(got, c->right[0], 1e-9,
                     SAY("code %s, 4 levels by 10", "код %s, уровней 4 на 10"),
                     name);
        expect_close(gap_of(c, 10, 4), c->right[1], 1e-9,
                     SAY("code %s, 10 levels by 4", "код %s, уровней 10 на 4"),
                     name);
        exercise_note(SAY("MIG %.3f: %s", "MIG %.3f: %s"), got, name);
    }
}

/* ---- tables as they come ------------------------------------------------ */

static knowledge random_knowledge(size_t units, size_t factors, uint64_t which)
{
    gsl_rng *rng = rng_at(32, RNG_SAMPLE, which);
    gsl_matrix *table = gsl_matrix_alloc(units, factors);
    gsl_vector *of_units = gsl_vector_alloc(units);
    gsl_vector *of_factors = gsl_vector_alloc(factors);
    for (size_t u = 0; u < units; u++)
        gsl_vector_set(of_units, u, 2 + gsl_rng_uniform(rng));
    for (size_t f = 0; f < factors; f++) {
        gsl_vector_set(of_factors, f, 1 + 2 * gsl_rng_uniform(rng));
        for (size_t u = 0; u < units; u++)
            gsl_matrix_set(table, u, f, gsl_rng_uniform(rng));
    }
    gsl_rng_free(rng);
    return (knowledge){table, of_units, of_factors};
}

static void forget(knowledge *k)
{
    gsl_matrix_free((gsl_matrix *)k->information);
    gsl_vector_free((gsl_vector *)k->of_units);
    gsl_vector_free((gsl_vector *)k->of_factors);
}

/* Two largest numbers, by sorting. */
static double right_gap(const knowledge *k)
{
    size_t units = k->information->size1, factors = k->information->size2;
    gsl_vector *column = gsl_vector_alloc(units);
    double score = 0;
    for (size_t f = 0; f < factors; f++) {
        gsl_matrix_get_col(column, k->information, f);
        gsl_sort_vector(column);
        if (gsl_vector_get(k->of_factors, f) > 0)
            score += (gsl_vector_get(column, units - 1) -
                      gsl_vector_get(column, units - 2)) /
                     gsl_vector_get(k->of_factors, f) / (double)factors;
    }
    gsl_vector_free(column);
    return score;
}

static void check_tables(void)
{
    const size_t sizes[][2] = {{2, 1}, {2, 3}, {5, 2}, {6, 4}, {10, 3}};
    for (uint64_t k = 0; k < 10; k++) {
        const size_t *size = sizes[k % 5];
        knowledge known = random_knowledge(size[0], size[1], k);
        expect_close(information_gap(&known), right_gap(&known), 1e-12,
                     SAY("a table of %zu units by %zu factors",
                         "таблица: элементов %zu, факторов %zu"),
                     size[0], size[1]);
        forget(&known);
    }
}

static void check_constant(void)
{
    knowledge known = random_knowledge(4, 3, 20);
    gsl_vector_set((gsl_vector *)known.of_factors, 1, 0);
    for (size_t u = 0; u < 4; u++)
        gsl_matrix_set((gsl_matrix *)known.information, u, 1, 0);
    expect_close(information_gap(&known), right_gap(&known), 1e-12,
                 SAY("three factors, one is always the same",
                     "три фактора, один всегда одинаков"));
    forget(&known);
}

#define COUNTS "common/information.h: Mutual information from samples"
#define MEASURES "common/disentangle.h: Measures of disentanglement"

static const check checks[] = {
    {"information from counts", "информация по частотам", check_full, COUNTS},
    {"empty cells", "пустые ячейки", check_empty, COUNTS},
    {"codes whose gap is known", "коды с известным разрывом", check_codes,
     MEASURES},
    {"any table", "любая таблица", check_tables, MEASURES},
    {"a factor that does not vary", "фактор, который не меняется",
     check_constant, MEASURES},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
