// SPDX-License-Identifier: GPL-3.0-or-later
#include "concepts.h"

#include "chance.h"
#include "constructed.h"
#include "disentangle.h"
#include "dots.h"
#include "image.h"
#include "linear_fit.h"
#include "readings.h"
#include "rng.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>

/**
# The concepts, computed

## A unit for each object

Four objects, two kinds in two colours, and three codes of four units. *Local*:
a unit for each object. *Turned*: the same after a random rotation, which no
linear reader can notice. *By factors*: the first unit tells the kind, the
second the colour, two are idle. The codes are graded against kind and colour;
and then against a single factor, the number of the object, which is what the
units of the local code stand for.
*/

enum { OBJECTS = 4, REPEATS = 5, LEVELS = 4, BINS = 10 };

typedef enum { LOCAL, SPUN, FACTORS, MAPS } object_code;

static const char *const map_names[] = {"local", "spun", "factors"};

/* A random orthogonal matrix: Q of a matrix of normal numbers. */
static gsl_matrix *random_rotation(uint64_t seed)
{
    gsl_matrix *a = gsl_matrix_alloc(OBJECTS, OBJECTS);
    gsl_matrix *q = gsl_matrix_alloc(OBJECTS, OBJECTS);
    gsl_matrix *r = gsl_matrix_alloc(OBJECTS, OBJECTS);
    gsl_vector *tau = gsl_vector_alloc(OBJECTS);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 3);
    for (size_t i = 0; i < OBJECTS * OBJECTS; i++)
        a->data[i] = gsl_ran_ugaussian(rng);
    gsl_linalg_QR_decomp(a, tau);
    gsl_linalg_QR_unpack(a, tau, q, r);
    gsl_rng_free(rng);
    gsl_vector_free(tau);
    gsl_matrix_free(r);
    gsl_matrix_free(a);
    return q;
}

/* A row an object, a column a unit. */
static gsl_matrix *object_map(object_code which, uint64_t seed)
{
    if (which == SPUN)
        return random_rotation(seed);
    gsl_matrix *m = gsl_matrix_calloc(OBJECTS, OBJECTS);
    if (which == LOCAL)
        gsl_matrix_set_identity(m);
    for (size_t i = 0; i < OBJECTS && which == FACTORS; i++) {
        gsl_matrix_set(m, i, 0, i / 2 ? 1 : -1);
        gsl_matrix_set(m, i, 1, i % 2 ? 1 : -1);
    }
    return m;
}

/* Every object several times, for the held-out rows; its kind and colour, and
 * its number. */
static void shown(const gsl_matrix *map, gsl_matrix **codes,
                  gsl_matrix **factors, gsl_matrix **number)
{
    size_t rows = OBJECTS * REPEATS;
    *codes = gsl_matrix_alloc(rows, OBJECTS);
    *factors = gsl_matrix_alloc(rows, 2);
    *number = gsl_matrix_alloc(rows, 1);
    for (size_t i = 0; i < rows; i++) {
        size_t object = i % OBJECTS;
        gsl_vector_const_view code = gsl_matrix_const_row(map, object);
        gsl_matrix_set_row(*codes, i, &code.vector);
        gsl_matrix_set(*factors, i, 0, (double)(object / 2));
        gsl_matrix_set(*factors, i, 1, (double)(object % 2));
        gsl_matrix_set(*number, i, 0, (double)object);
    }
}

static void concept_number(chapter *c, const char *code, const char *key,
                           double value)
{
    results_keyed(c->run.results, value, "concept_%s_%s", code, key);
}

/* Scores of kind and colour; the information about the number goes to told
 * (units, 1). */
static void grade_map(chapter *c, const char *name, const gsl_matrix *map,
                      gsl_matrix **told)
{
    gsl_matrix *codes, *factors, *number;
    gsl_vector *entropy = gsl_vector_alloc(1);
    shown(map, &codes, &factors, &number);
    scores s = scores_of(codes, factors, NULL, 0);
    *told = information_table(codes, number, 0, entropy);
    concept_number(c, name, "modularity", s.modularity_active);
    concept_number(c, name, "completeness", s.dci_c_mi);
    concept_number(c, name, "r2", s.r2);
    concept_number(c, name, "unit_nats", gsl_matrix_get(*told, 0, 0));
    concept_number(c, name, "object_nats", gsl_vector_get(entropy, 0));
    concept_number(c, name, "object_completeness", dci_completeness(*told));
    concept_number(c, name, "object_mig",
                   mutual_information_gap(*told, entropy));
    gsl_vector_free(entropy);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
    gsl_matrix_free(number);
}

static void objects(chapter *c)
{
    out_file csv = run_table(&c->run, "concept_objects.csv",
                             "code,object,unit,value,nats_of_unit");
    for (object_code m = 0; m < MAPS; m++) {
        gsl_matrix *map = object_map(m, (uint64_t)c->run.options.seed), *told;
        grade_map(c, map_names[m], map, &told);
        for (size_t i = 0; i < OBJECTS; i++)
            for (size_t j = 0; j < OBJECTS; j++)
                fprintf(csv.stream, "%d,%zu,%zu,%.6g,%.6g\n", (int)m, i + 1,
                        j + 1, gsl_matrix_get(map, i, j),
                        gsl_matrix_get(told, j, 0));
        gsl_matrix_free(told);
        gsl_matrix_free(map);
    }
    file_commit(&csv);
}

/**
## One factor or two

Discs of different size and grey level. In the first code the unit $z_1$ is the
size and $z_2$ the grey level, both with mean 0 and variance 1; the second code
is the first turned by 45 degrees. To see what $z_1$ does it runs while $z_2$
stays at 0, as in a traversal.
*/

enum { DISCS = 2000, STRIP = 9, DISC_PIXELS = 15 };

static const double size_range[] = {1.5, 6.5}, grey_range[] = {0.2, 1};

/* A number in the range for a standardised one of a uniform distribution. */
static double within(const double *range, double standardised)
{
    double middle = (range[0] + range[1]) / 2;
    return middle + standardised * (range[1] - range[0]) / sqrt(12);
}

static void draw_strip(const chapter *c, const char *name, double angle)
{
    real picture[DISC_PIXELS * DISC_PIXELS];
    double z[2 * STRIP] = {0};
    sheet s = sheet_alloc(1, STRIP, 1, DISC_PIXELS, DISC_PIXELS, 6);
    for (int i = 0; i < STRIP; i++)
        z[2 * i] =
            (cos(angle) + sin(angle)) * sqrt(3) * (2.0 * i / (STRIP - 1) - 1);
    gsl_matrix_view codes = gsl_matrix_view_array(z, STRIP, 2);
    gsl_matrix *v = turned_by(&codes.matrix, -angle);
    for (int i = 0; i < STRIP; i++) {
        const double *at = gsl_matrix_const_ptr(v, (size_t)i, 0);
        dots_form f = dots_ordinary(DISC_PIXELS, within(size_range, at[0]));
        f.grey = true;
        const float factors[] = {DISC_PIXELS / 2, DISC_PIXELS / 2,
                                 (float)within(grey_range, at[1])};
        dots_draw(&f, factors, picture);
        sheet_put(&s, 0, i, picture);
    }
    char *path = run_path(&c->run, "concept_strip_%s.png", name);
    sheet_write(&s, path);
    free(path);
    gsl_matrix_free(v);
}

static gsl_matrix *random_discs(uint64_t seed)
{
    gsl_matrix *v = gsl_matrix_alloc(DISCS, 2);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 4);
    for (size_t i = 0; i < 2 * DISCS; i++)
        v->data[i] = sqrt(3) * (2 * gsl_rng_uniform(rng) - 1);
    gsl_rng_free(rng);
    return v;
}

static void one_factor_or_two(chapter *c)
{
    static const char *const names[] = {"one", "two"};
    gsl_matrix *v = random_discs((uint64_t)c->run.options.seed);
    out_file csv =
        run_table(&c->run, "concept_modularity.csv", "code,z1,size,grey");
    for (int k = 0; k < 2; k++) {
        double angle = k * M_PI / 4;
        gsl_matrix *z = turned_by(v, angle);
        gsl_matrix *m = information_table(z, v, BINS, NULL);
        scores s = scores_of(z, v, NULL, BINS);
        concept_number(c, names[k], "size_nats", gsl_matrix_get(m, 0, 0));
        concept_number(c, names[k], "grey_nats", gsl_matrix_get(m, 0, 1));
        concept_number(c, names[k], "modularity", s.modularity_all);
        concept_number(c, names[k], "dci_d", s.dci_d);
        for (size_t i = 0; i < DISCS / 5; i++)
            fprintf(csv.stream, "%d,%.4g,%.4g,%.4g\n", k,
                    gsl_matrix_get(z, i, 0),
                    within(size_range, gsl_matrix_get(v, i, 0)),
                    within(grey_range, gsl_matrix_get(v, i, 1)));
        draw_strip(c, names[k], angle);
        gsl_matrix_free(m);
        gsl_matrix_free(z);
    }
    file_commit(&csv);
    gsl_matrix_free(v);
}

/**
## Blind to each other

Three tables of unit by factor: a perfect code, one with every factor twice, and
one that packs both factors into one unit. The second is modular and not
complete, the third complete and not modular.
*/

static void blind_to_each_other(chapter *c)
{
    static const constructed which[] = {PERFECT, TWICE, PACKED};
    static const char *const names[] = {"perfect", "twice", "packed"};
    out_file csv = run_table(&c->run, "concept_tables.csv",
                             "code,unit,factor,nats,coefficient");
    for (int k = 0; k < 3; k++) {
        gsl_matrix *z, *v;
        constructed_grid(which[k], LEVELS, &z, &v);
        gsl_matrix *m = information_table(z, v, 0, NULL);
        gsl_matrix *w = least_squares_importance(z, v);
        scores s = scores_of(z, v, NULL, 0);
        concept_number(c, names[k], "modularity", s.modularity_active);
        concept_number(c, names[k], "completeness", s.dci_c_mi);
        concept_number(c, names[k], "mig", s.mig);
        for (size_t i = 0; i < m->size1 * m->size2; i++)
            fprintf(csv.stream, "%d,%zu,%zu,%.6g,%.6g\n", k, i / 2 + 1,
                    i % 2 + 1, m->data[i], w->data[i]);
        gsl_matrix_free(m);
        gsl_matrix_free(w);
        gsl_matrix_free(z);
        gsl_matrix_free(v);
    }
    file_commit(&csv);
}

void concepts_part(chapter *c)
{
    objects(c);
    one_factor_or_two(c);
    blind_to_each_other(c);
    readings_part(c);
    chance_part(c);
}
