// SPDX-License-Identifier: GPL-3.0-or-later
/* Photographs whose names tell a person and a lamp. */
#include "chapters.h"

#include "data.h"
#include "file.h"
#include "noise.h"
#include "photographs.h"
#include "small_intrinsic.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { SIDE = 4, AREA = SIDE * SIDE, PEOPLE = 7, LIGHTS = 6 };

static const int azimuths[LIGHTS] = {-110, -35, 0, 20, 70, 130};
static const int elevations[LIGHTS] = {65, 0, -20, 10, -5, 40};

/* A grey picture of one level in the test folder. */
static void save(const char *name, int level)
{
    char *path = must_printf("%s/%s", check_folder(), name);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fprintf(stream, "P5\n%d %d\n255\n", SIDE, SIDE);
    for (int i = 0; i < AREA; i++)
        fputc(level, stream);
    fclose(stream);
    free(path);
}

/* All lights of all people: picture k of person p has the level 30 p + k. */
static split load_people(const char *folder, const char *form)
{
    char *path = must_printf("%s/%s", check_folder(), folder);
    folder_make(path);
    for (int p = 0; p < PEOPLE; p++)
        for (int k = 0; k < LIGHTS; k++) {
            char name[80];
            snprintf(name, sizeof name, form, folder, p, azimuths[k],
                     elevations[k]);
            save(name, 30 * p + k);
        }
    char *spec = must_printf("folder:%s", path);
    split s = data_load(spec, 1, 0, 0);
    free(spec);
    free(path);
    return s;
}

/* Each picture has its person's label and its lamp; persons are `every`. */
static void check_people(const dataset *d, const int *every, int people)
{
    assert_int_equal(d->n, people * LIGHTS);
    assert_int_equal(d->n_factors, 2);
    assert_string_equal(d->factor_names[0], "azimuth");
    assert_string_equal(d->factor_names[1], "elevation");
    int seen[PEOPLE] = {0};
    for (int b = 0; b < d->n; b++) {
        int p = d->pixels[b * AREA] / 30, k = d->pixels[b * AREA] % 30;
        assert_int_equal(d->labels[b], p);
        CHECK_CLOSE(d->factors[2 * b], azimuths[k] * M_PI / 180, 1e-6);
        CHECK_CLOSE(d->factors[2 * b + 1], elevations[k] * M_PI / 180, 1e-6);
        seen[p]++;
    }
    for (int i = 0; i < people; i++)
        assert_int_equal(seen[every[i]], LIGHTS);
}

/* Kills a split by pictures, names cut at the first _, degrees for radians, a
 * sign that is lost, and factors that do not move with their picture. */
static void every_fifth_person_is_held_out_whole(void **state)
{
    (void)state;
    split s = load_people("yale", "%s/my_yale%02d_P00A%+04dE%+03d.pgm");
    assert_null(s.train.factors);
    photographs_by_person(&s, false);
    check_people(&s.test, (const int[]){4}, 1);
    check_people(&s.train, (const int[]){0, 1, 2, 3, 5, 6}, 6);
    CHECK_HAS(s.test.names[0], "yale04");
    split_free(&s);
}

/* A set that was given as a test set stays one. */
static void a_given_test_set_stays(void **state)
{
    (void)state;
    split s = load_people("apart", "%s/p%d_A%+dE%+d.pgm");
    int train = s.train.n, test = s.test.n;
    photographs_by_person(&s, true);
    assert_int_equal(s.train.n, train);
    assert_int_equal(s.test.n, test);
    assert_int_equal(s.train.n_factors, 2);
    for (int b = 0; b < test; b++) {
        int k = s.test.pixels[b * AREA] % 30;
        CHECK_CLOSE(s.test.factors[2 * b], azimuths[k] * M_PI / 180, 1e-6);
        assert_int_equal(s.test.labels[b], s.test.pixels[b * AREA] / 30);
    }
    split_free(&s);
}

static void check_left_alone(split *s)
{
    int train = s->train.n, test = s->test.n;
    photographs_by_person(s, false);
    assert_null(s->train.factors);
    assert_null(s->test.factors);
    assert_null(s->train.labels);
    assert_int_equal(s->train.n, train);
    assert_int_equal(s->test.n, test);
    split_free(s);
}

static void other_names_leave_the_split_alone(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "%s/p%dA%+dE%+d.pgm",    /* no person */
        "%s/p%d_A%+dx%+d.pgm",   /* no elevation */
        "%s/p%d_A1%+dE%+d.pgm",  /* no sign after A */
        "%s/p%d_A%+dE%+d_.pgm",  /* more after it, and another _ */
        "%s/p%d_A%+dE%+dx.pgm",  /* more after it */
        "%s/p%d_a%+de%+d.pgm",   /* small letters */
        "%s/p%d_A+-%+dE%+d.pgm", /* two signs */
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char folder[20];
        snprintf(folder, sizeof folder, "other%zu", i);
        split s = load_people(folder, forms[i]);
        check_left_alone(&s);
    }
    split drawn = data_load("strokes,n=60", 1, 0, 0);
    float *factors = drawn.train.factors;
    photographs_by_person(&drawn, false);
    assert_ptr_equal(drawn.train.factors, factors);
    split_free(&drawn);
}

/* Pictures by daylight are left out; the others are as without them. */
static void pictures_without_a_lamp_are_left_out(void **state)
{
    (void)state;
    split s = load_people("ambient", "%s/p%d_A%+dE%+d.pgm");
    split_free(&s);
    save("ambient/p3_Ambient.pgm", 9);
    s = load_people("ambient", "%s/p%d_A%+dE%+d.pgm");
    assert_int_equal(s.train.n + s.test.n, PEOPLE * LIGHTS + 1);
    photographs_by_person(&s, false);
    check_people(&s.test, (const int[]){4}, 1);
    check_people(&s.train, (const int[]){0, 1, 2, 3, 5, 6}, 6);
    split_free(&s);
}

/* A folder for each person: its name belongs to the person's, and the labels of
 * folders are replaced. */
static void a_folder_a_person_does_as_well(void **state)
{
    (void)state;
    char *path = must_printf("%s/folders", check_folder());
    folder_make(path);
    for (int p = 0; p < PEOPLE; p++) {
        char *person = must_printf("%s/%d", path, p);
        folder_make(person);
        free(person);
    }
    free(path);
    split s = load_people("folders", "%s/%d/x_A%+dE%+d.pgm");
    assert_int_equal(s.train.classes, PEOPLE);
    photographs_by_person(&s, false);
    check_people(&s.test, (const int[]){4}, 1);
    check_people(&s.train, (const int[]){0, 1, 2, 3, 5, 6}, 6);
    split_free(&s);
}

static void too_many_people(void *data)
{
    split *s = data;
    photographs_by_person(s, false);
}

static void labels_are_bytes(void **state)
{
    (void)state;
    dataset d = dataset_alloc(257, 1, 1, 1);
    d.names = must_calloc(257, sizeof *d.names);
    for (int i = 0; i < 257; i++)
        d.names[i] = must_printf("p%03d_A+1E-2.pgm", i);
    split s = {.test = dataset_cut(&d, 2)};
    s.train = d;
    CHECK_FAILS(too_many_people, &s, 1, "the 256th person");
    split_free(&s);
}

/* People of one level each, all lights alike, are told apart by any code that
 * differs; of noise no code can tell them. */
static double person_read(bool alike)
{
    chapter c = {.run.options = {.seed = 1, .out = check_folder()},
                 .run.results = results_alloc(),
                 .run.provenance = results_alloc(),
                 .data = load_people("read", "%s/p%d_A%+dE%+d.pgm")};
    photographs_by_person(&c.data, false);
    dataset keep = c.data.test; /* all seven in place of one */
    c.data.test = c.data.train;
    c.data.train = keep;
    const dataset *d = &c.data.test;
    for (int i = 0; i < d->n * AREA; i++)
        d->pixels[i] =
            (unsigned char)(alike ? 40 * d->labels[i / AREA] : i * 7919 % 251);
    intrinsic_form f = small_intrinsic(1, SIDE, SIDE);
    intrinsic m = intrinsic_alloc(f, small_weights, 5, 3);
    noise(m.g->theta, m.g->parameters, 8);
    photographs_part(&c, &m);
    double share = reported(&c, "person_albedo");
    CHECK_CLOSE(reported(&c, "people"), 6, 0);
    intrinsic_free(&m);
    split_free(&c.data);
    return share;
}

static void people_are_read_by_the_nearest_mean(void **state)
{
    (void)state;
    CHECK_CLOSE(person_read(true), 1, 0);
    assert_true(person_read(false) < 0.6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fifth_person_is_held_out_whole),
        cmocka_unit_test(a_given_test_set_stays),
        cmocka_unit_test(other_names_leave_the_split_alone),
        cmocka_unit_test(pictures_without_a_lamp_are_left_out),
        cmocka_unit_test(a_folder_a_person_does_as_well),
        cmocka_unit_test(labels_are_bytes),
        cmocka_unit_test(people_are_read_by_the_nearest_mean),
    };
    return RUN_TESTS(tests);
}
