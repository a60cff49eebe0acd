// SPDX-License-Identifier: GPL-3.0-or-later
#include "photographs.h"

#include "blocks.h"
#include "fail.h"
#include "linear_fit.h"

#include <ctype.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Photographs

Of a photograph the truth is not known; but where photographs were taken under
one lamp at a time, their names may say where it stood. The Extended Yale Face
Database B [@georghiades2001] has such names. People are held out whole: every
fifth person is for testing, with all lights.
*/

enum { LIGHT_FACTORS = 2 };
static const char *const light_names[] = {"azimuth", "elevation"};

/* A letter, a sign and digits, as in A+035; moves on. */
static bool angle(const char **at, char letter, double *degrees)
{
    const char *text = *at;
    if (text[0] != letter || (text[1] != '+' && text[1] != '-') ||
        !isdigit((unsigned char)text[2]))
        return false;
    char *end;
    *degrees = (double)strtol(text + 1, &end, 10);
    *at = end;
    return true;
}

/* The person's name ends at `*person`; angles in degrees. */
static bool light_of(const char *path, int *person, double *azimuth,
                     double *elevation)
{
    const char *mark = strrchr(path, '_');
    if (!mark)
        return false;
    *person = (int)(mark - path);
    const char *at = strpbrk(mark, "A");
    return at && angle(&at, 'A', azimuth) && angle(&at, 'E', elevation) &&
           *at == '.';
}

/* The pictures that tell, in ascending order; returns how many. */
static int telling(const dataset *d, int *which)
{
    int n = 0, person;
    double azimuth, elevation;
    for (int b = 0; b < d->n; b++)
        if (d->names && light_of(d->names[b], &person, &azimuth, &elevation))
            which[n++] = b;
    return n;
}

static bool most_tell(const dataset *d)
{
    int *which = must_alloc((size_t)d->n, sizeof *which);
    int n = telling(d, which);
    free(which);
    return n > d->n / 2;
}

/* Leaves out the others, e.g. a person by daylight. */
static void keep_telling(dataset *d)
{
    int *which = must_alloc((size_t)d->n, sizeof *which);
    dataset_keep(d, which, telling(d, which));
    free(which);
}

/**
The two sets that were loaded, in which every fifth *picture* is for testing,
become one pile again, and that is divided by people. Not so a test set that was
asked for by `--eval`.
*/

/* Pictures of both sets in one, in the order of their names. */
static dataset one_pile(const split *s)
{
    const dataset *parts[] = {&s->train, &s->test};
    int n = s->train.n + s->test.n, size = dataset_size(&s->train), at = 0;
    dataset all =
        dataset_alloc(n, s->train.channels, s->train.height, s->train.width);
    all.names = must_calloc((size_t)n, sizeof *all.names);
    int next[2] = {0, 0};
    for (; at < n; at++) {
        int k = next[0] == parts[0]->n ||
                (next[1] < parts[1]->n && strcmp(parts[1]->names[next[1]],
                                                 parts[0]->names[next[0]]) < 0);
        const dataset *from = parts[k];
        memcpy(all.pixels + (size_t)at * (size_t)size,
               from->pixels + (size_t)next[k] * (size_t)size, (size_t)size);
        all.names[at] = must_printf("%s", from->names[next[k]++]);
    }
    return all;
}

static void name_people(dataset *d)
{
    int before = -1, length = 0;
    free(d->labels); /* of folders */
    d->classes = 0;
    d->labels = must_alloc((size_t)d->n, 1);
    d->factors = must_alloc((size_t)(LIGHT_FACTORS * d->n), sizeof *d->factors);
    d->n_factors = LIGHT_FACTORS;
    d->factor_names = light_names;
    for (int b = 0; b < d->n; b++) {
        double azimuth = 0, elevation = 0;
        light_of(d->names[b], &length, &azimuth, &elevation);
        bool same = b > 0 && length == before &&
                    strncmp(d->names[b], d->names[b - 1], (size_t)length) == 0;
        d->classes += !same;
        if (d->classes > NO_LABEL)
            fail("take fewer people", "%s: the 256th person", d->names[b]);
        before = length;
        d->labels[b] = (unsigned char)(d->classes - 1);
        d->factors[LIGHT_FACTORS * b] = (float)(azimuth * M_PI / 180);
        d->factors[LIGHT_FACTORS * b + 1] = (float)(elevation * M_PI / 180);
    }
}

static void divide(split *s)
{
    dataset all = one_pile(s);
    name_people(&all);
    int *which = must_alloc(2 * (size_t)all.n, sizeof *which), n = 0, m = 0;
    for (int b = 0; b < all.n; b++)
        if (dataset_is_test(all.labels[b]))
            which[all.n + m++] = b;
        else
            which[n++] = b;
    dataset_free(&s->train);
    dataset_free(&s->test);
    s->train = dataset_pick(&all, which, n);
    s->test = dataset_pick(&all, which + all.n, m);
    dataset_free(&all);
    free(which);
}

void photographs_by_person(split *s, bool apart)
{
    if (!most_tell(&s->train) || !most_tell(&s->test))
        return;
    keep_telling(&s->train);
    keep_telling(&s->test);
    if (apart) {
        name_people(&s->train);
        name_people(&s->test);
    } else {
        divide(s);
    }
}

/**
Who is it? Reading a person needs no factors, only a few pictures of each: the
nearest of the means of their codes, under every other light; the pictures
between are read. A code that knows the person should do it, whatever the light.
*/

static gsl_matrix *class_means(const gsl_matrix *z, const dataset *d)
{
    gsl_matrix *means = gsl_matrix_calloc((size_t)d->classes, z->size2);
    double *counts = must_calloc((size_t)d->classes, sizeof *counts);
    for (int b = 0; b < d->n; b += 2) {
        gsl_vector_view mean = gsl_matrix_row(means, d->labels[b]);
        gsl_vector_const_view row = gsl_matrix_const_row(z, (size_t)b);
        gsl_vector_add(&mean.vector, &row.vector);
        counts[d->labels[b]]++;
    }
    for (int k = 0; k < d->classes; k++) {
        gsl_vector_view mean = gsl_matrix_row(means, (size_t)k);
        gsl_vector_scale(&mean.vector,
                         counts[k] > 0 ? 1 / counts[k] : (double)NAN);
    }
    free(counts);
    return means;
}

static double distance(const gsl_matrix *means, int k, const gsl_matrix *z,
                       int b)
{
    double sum = 0;
    for (size_t i = 0; i < z->size2; i++)
        sum += gsl_pow_2(gsl_matrix_get(means, (size_t)k, i) -
                         gsl_matrix_get(z, (size_t)b, i));
    return sum;
}

static double share_read(const gsl_matrix *z, const dataset *d)
{
    gsl_matrix *means = class_means(z, d);
    int right = 0, all = 0;
    for (int b = 1; b < d->n; b += 2, all++) {
        int best = d->labels[0];
        for (int k = 0; k < d->classes; k++)
            if (distance(means, k, z, b) < distance(means, best, z, b))
                best = k;
        right += best == d->labels[b];
    }
    gsl_matrix_free(means);
    return (double)right / all;
}

static int people_in(const dataset *d)
{
    int people = 0;
    for (int b = 0; b < d->n; b++)
        people += b == 0 || d->labels[b] != d->labels[b - 1];
    return people;
}

void photographs_part(chapter *c, const intrinsic *m)
{
    static const char *const keys[] = {"person_shading", "person_albedo"};
    const dataset *d = &c->data.test;
    if (d->factor_names != light_names)
        return;
    coded rows = encoded(m, d, d->n);
    for (int k = 0; k < 2; k++) {
        gsl_matrix *z = block_of(m, k ? BLOCK_ALBEDO : BLOCK_SHADING, &rows);
        gsl_matrix *scaled = standardised(z);
        results_number(c->run.results, keys[k], share_read(scaled, d));
        gsl_matrix_free(scaled);
        gsl_matrix_free(z);
    }
    results_count(c->run.results, "people", people_in(d));
    coded_free(&rows);
}
