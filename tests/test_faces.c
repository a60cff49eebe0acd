// SPDX-License-Identifier: GPL-3.0-or-later
/* Faces: what a picture is made of, the set, and what may be asked for. */
#include "check.h"

#include "face.h"
#include "faces.h"
#include "specs.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 48, AREA = SIZE * SIZE, MOST_SIZE = 3 * AREA };

static const faces_form colour = {.size = SIZE, .lights = 1};
static const faces_form grey = {.size = SIZE, .lights = 1, .gray = true};

/* A picture and all of its truth. */
typedef struct {
    real picture[MOST_SIZE], albedo[MOST_SIZE], shading[AREA], head[AREA],
        warp[2 * AREA];
} drawn;

static void draw(const faces_form *f, const float *factors, drawn *d)
{
    faces_draw(
        f, factors,
        &(faces_truth){d->picture, d->albedo, d->shading, d->head, d->warp});
}

/* Random factors, or of each the one end or the other. */
static void any(float *factors, unsigned seed, bool ends)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus);
    gsl_rng_set(rng, seed + 1);
    for (int k = 0; k < FACES_FACTORS; k++) {
        double u = gsl_rng_uniform(rng);
        u = ends ? u < 0.5 : u;
        factors[k] =
            (float)(faces_range[k][0] * (1 - u) + faces_range[k][1] * u);
    }
    gsl_rng_free(rng);
}

/* The middle of all ranges: a head that looks at us, lit from the front. */
static void usual(float *factors)
{
    for (int k = 0; k < FACES_FACTORS; k++)
        factors[k] = (float)((faces_range[k][0] + faces_range[k][1]) / 2);
}

/* ---- what a picture is made of ------------------------------------------- */

/* Kills a shading of one channel only, and a grey picture of which the shading
 * is taken twice. */
static void a_picture_is_albedo_times_shading(void **state)
{
    (void)state;
    drawn d;
    float factors[FACES_FACTORS];
    for (unsigned seed = 0; seed < 20; seed++) {
        const faces_form *f = seed % 2 ? &grey : &colour;
        any(factors, seed, false);
        draw(f, factors, &d);
        for (int i = 0; i < (f->gray ? 1 : 3) * AREA; i++)
            CHECK_CLOSE(d.picture[i], d.albedo[i] * d.shading[i % AREA], 1e-6);
    }
}

static void albedo_and_shading_stay_in_their_ranges(void **state)
{
    (void)state;
    drawn d;
    float factors[FACES_FACTORS];
    for (unsigned seed = 0; seed < 40; seed++) {
        any(factors, seed, seed % 2);
        draw(&colour, factors, &d);
        double ambient = (double)factors[FACES_AMBIENT], least = 1;
        for (int i = 0; i < AREA; i++) {
            assert_true((double)d.shading[i] >= ambient - 1e-6 &&
                        (double)d.shading[i] <= 1 + 1e-6);
            least = GSL_MIN(least, (double)d.shading[i]);
            for (int k = 0; k < 3; k++)
                assert_true(d.albedo[k * AREA + i] > 0 &&
                            d.albedo[k * AREA + i] < 1);
        }
        assert_true(least < 0.75); /* there is light and shade */
        CHECK_CLOSE(d.shading[0], 1, 0);
        CHECK_CLOSE(d.head[0], 0, 0);
        CHECK_CLOSE(d.head[SIZE / 2 * SIZE + SIZE / 2], 1, 0);
    }
}

/* Lambert's law with the normal at the place that the warp tells. Kills a lamp
 * with another sign, and ambient light that is added on top. */
static void shading_follows_lamberts_law(void **state)
{
    (void)state;
    drawn d;
    float factors[FACES_FACTORS], n[3];
    for (unsigned seed = 0; seed < 10; seed++) {
        any(factors, seed, false);
        draw(&colour, factors, &d);
        const face_looks f = {.nose = factors[FACES_IDENTITY + 6]};
        double a = (double)factors[FACES_AMBIENT];
        double az = (double)factors[FACES_AZIMUTH];
        double el = (double)factors[FACES_ELEVATION];
        for (int i = 0; i < AREA; i++) {
            float u = (float)d.warp[i], v = (float)d.warp[AREA + i];
            if (u * u + v * v > 0.8F)
                continue;
            face_normal(&f, u, v, n);
            double cosine = (double)n[0] * sin(az) * cos(el) +
                            (double)n[1] * sin(el) +
                            (double)n[2] * cos(az) * cos(el);
            CHECK_CLOSE(d.shading[i], a + (1 - a) * GSL_MAX(0, cosine), 1e-5);
        }
    }
}

/* Mean shading of the head, right half less left half, upper less lower. */
static void sides(const drawn *d, double *right, double *upper)
{
    double pixels = 0;
    *right = *upper = 0;
    for (int i = 0; i < AREA; i++) {
        double s = (double)(d->head[i] * d->shading[i]);
        *right += i % SIZE < SIZE / 2 ? -s : s;
        *upper += i / SIZE < SIZE / 2 ? s : -s;
        pixels += (double)d->head[i];
    }
    *right /= pixels / 2;
    *upper /= pixels / 2;
}

static void a_lamp_lights_its_side(void **state)
{
    (void)state;
    drawn d;
    float factors[FACES_FACTORS];
    double right, upper, top;
    usual(factors);
    draw(&colour, factors, &d);
    sides(&d, &right, &upper);
    CHECK_CLOSE(right, 0, 1e-5);
    for (int side = -1; side <= 1; side += 2) {
        usual(factors);
        factors[FACES_AZIMUTH] = (float)(side * M_PI / 4);
        draw(&colour, factors, &d);
        sides(&d, &right, &top);
        assert_true(side * right > 0.2);
        usual(factors);
        factors[FACES_ELEVATION] = (float)(side * M_PI / 6);
        draw(&colour, factors, &d);
        sides(&d, &right, &top);
        assert_true(side * (top - upper) > 0.1);
    }
}

/* What has a side to it, on the other side. */
static void mirror(float *factors)
{
    float *pose = factors + FACES_POSE;
    factors[FACES_IDENTITY + 2] = 1 - factors[FACES_IDENTITY + 2];
    pose[0] = -pose[0]; /* yaw, roll, x */
    pose[2] = -pose[2];
    pose[3] = -pose[3];
    factors[FACES_AZIMUTH] = -factors[FACES_AZIMUTH];
}

/* A symmetric face under the mirrored lamp, and any face under the mirrored
 * lamp whose parting and pose are mirrored, too: the mirrored picture. */
static void a_mirrored_lamp_mirrors_the_picture(void **state)
{
    (void)state;
    drawn a, b;
    float factors[FACES_FACTORS];
    for (unsigned seed = 0; seed < 10; seed++) {
        any(factors, seed, false);
        if (seed % 2) {
            factors[FACES_IDENTITY + 2] = 0.5F;
            factors[FACES_POSE] = factors[FACES_POSE + 2] =
                factors[FACES_POSE + 3] = 0;
        }
        draw(&colour, factors, &a);
        mirror(factors);
        draw(&colour, factors, &b);
        for (int i = 0; i < MOST_SIZE; i++)
            CHECK_CLOSE(b.picture[i],
                        a.picture[i / SIZE * SIZE + SIZE - 1 - i % SIZE], 1e-4);
    }
}

/* A new lamp leaves the paint, new paint leaves the light. */
static void the_factors_have_their_maps(void **state)
{
    (void)state;
    drawn a, b;
    float factors[FACES_FACTORS];
    for (int k = 0; k < FACES_FACTORS; k++) {
        any(factors, 3, false);
        draw(&colour, factors, &a);
        factors[k] += (float)(0.1 * (faces_range[k][1] - faces_range[k][0]));
        draw(&colour, factors, &b);
        bool nose = k == FACES_IDENTITY + 6, light = k >= FACES_AZIMUTH;
        bool paint = k < FACES_PROPORTIONS && !nose;
        assert_int_equal(memcmp(a.albedo, b.albedo, sizeof a.albedo) != 0,
                         !nose && !light);
        assert_int_equal(memcmp(a.shading, b.shading, sizeof a.shading) != 0,
                         !paint);
        assert_int_equal(memcmp(a.warp, b.warp, sizeof a.warp) != 0,
                         k >= FACES_PROPORTIONS && !light);
    }
}

static void gray_is_the_luminance(void **state)
{
    (void)state;
    drawn a, b;
    float factors[FACES_FACTORS];
    any(factors, 5, false);
    draw(&colour, factors, &a);
    draw(&grey, factors, &b);
    assert_memory_equal(a.shading, b.shading, sizeof a.shading);
    for (int i = 0; i < AREA; i++) {
        const real *p = a.picture + i;
        CHECK_CLOSE(b.picture[i],
                    0.299 * (double)p[0] + 0.587 * (double)p[AREA] +
                        0.114 * (double)p[2 * AREA],
                    1e-5);
    }
}

/* ---- the warp ---------------------------------------------------------- */

/* Cells within the head that are folded. */
static int folds(const real *warp, int *inside)
{
    static real cells[(SIZE - 1) * (SIZE - 1)];
    int folded = 0;
    cell_determinants(warp, SIZE, SIZE, cells);
    for (int i = 0; i < SIZE - 1; i++)
        for (int j = 0; j < SIZE - 1; j++) {
            const real *u = warp + i * SIZE + j, *v = u + AREA;
            if (*u * *u + *v * *v > 1)
                continue;
            ++*inside;
            folded += cells[i * (SIZE - 1) + j] <= 0;
        }
    return folded;
}

static void no_head_is_folded(void **state)
{
    (void)state;
    drawn d;
    float factors[FACES_FACTORS];
    for (unsigned seed = 0; seed < 300; seed++) {
        int inside = 0;
        any(factors, seed, seed % 2);
        draw(&grey, factors, &d);
        assert_int_equal(folds(d.warp, &inside), 0);
        assert_in_range(inside, AREA / 3, AREA);
    }
}

/* ---- the set ---------------------------------------------------------- */

static void factors_fill_their_ranges(void **state)
{
    (void)state;
    enum { N = 3000 };
    static double column[FACES_FACTORS][N];
    split s = data_load("faces:gray,size=24,lights=1,n=3000", 3, 0, 8);
    assert_string_equal(s.train.factor_names[FACES_TONE], "tone");
    assert_string_equal(s.train.factor_names[FACES_POSE], "yaw");
    assert_string_equal(s.train.factor_names[FACES_AMBIENT], "ambient");
    for (int k = 0; k < FACES_FACTORS; k++) {
        for (int b = 0; b < N; b++) {
            double u = ((double)s.train.factors[b * FACES_FACTORS + k] -
                        faces_range[k][0]) /
                       (faces_range[k][1] - faces_range[k][0]);
            assert_true(u >= -1e-6 && u <= 1 + 1e-6);
            column[k][b] = u;
        }
        CHECK_CLOSE(gsl_stats_mean(column[k], 1, N), 0.5, 0.022);
        CHECK_CLOSE(gsl_stats_variance(column[k], 1, N), 1 / 12.0, 0.006);
        for (int l = 0; l < k; l++)
            CHECK_CLOSE(gsl_stats_correlation(column[k], 1, column[l], 1, N), 0,
                        4 / sqrt(N));
    }
    split_free(&s);
}

/* The picture of the seed and of its number alone, whatever n; the person of
 * the number of the person, whatever lights. */
static void a_picture_depends_on_its_number_alone(void **state)
{
    (void)state;
    enum { PICTURE = 3 * 24 * 24, ROW = FACES_FACTORS * sizeof(float) };
    faces_form four = {.size = 24, .lights = 4}, two = four;
    two.lights = 2;
    dataset a = faces(&four, 10, 5), b = faces(&four, 20, 5);
    dataset c = faces(&two, 10, 5), other = faces(&four, 10, 6);
    assert_memory_equal(a.pixels, b.pixels, 10 * PICTURE);
    assert_memory_equal(a.factors, b.factors, 10 * ROW);
    for (int i = 0; i < 10; i++) {
        const float *mine = a.factors + i * FACES_FACTORS;
        const float *person = a.factors + i / 4 * 4 * FACES_FACTORS;
        assert_memory_equal(mine, person, FACES_POSE * sizeof *mine);
        assert_memory_equal(mine + FACES_POSE,
                            c.factors + i * FACES_FACTORS + FACES_POSE,
                            ROW - FACES_POSE * sizeof *mine);
        for (int k = 0; k < FACES_FACTORS; k++)
            if (i > 0 && (k >= FACES_POSE || i % 4 == 0))
                assert_true(mine[k] < mine[k - FACES_FACTORS] ||
                            mine[k] > mine[k - FACES_FACTORS]);
        assert_memory_not_equal(mine, other.factors + i * FACES_FACTORS, ROW);
    }
    for (int person = 0; person < 3; person++)
        assert_memory_equal(a.factors + person * 4 * FACES_FACTORS,
                            c.factors + person * 2 * FACES_FACTORS,
                            FACES_POSE * sizeof *a.factors);
    dataset_free(&a);
    dataset_free(&b);
    dataset_free(&c);
    dataset_free(&other);
}

static void a_set_is_what_its_factors_say(void **state)
{
    (void)state;
    drawn d;
    split s = data_load("faces,n=16", 3, 0, 0);
    assert_int_equal(s.train.n, 16);
    assert_int_equal(s.test.n, 4);
    assert_int_equal(s.test.n_factors, FACES_FACTORS);
    assert_ptr_equal(s.test.factor_names, faces_names);
    for (int b = 0; b < s.test.n; b++) {
        draw(&colour, s.test.factors + b * FACES_FACTORS, &d);
        for (int i = 0; i < MOST_SIZE; i++)
            CHECK_CLOSE(s.test.pixels[b * MOST_SIZE + i], 255 * d.picture[i],
                        0.51);
    }
    size_t person = FACES_POSE * sizeof(float);
    assert_memory_equal(s.train.factors, s.train.factors + 7 * FACES_FACTORS,
                        person);
    assert_memory_not_equal(s.train.factors,
                            s.train.factors + 8 * FACES_FACTORS, person);
    for (int b = 0; b < 16; b += 8)
        assert_memory_not_equal(s.train.factors + b * FACES_FACTORS,
                                s.test.factors, person);
    split_free(&s);
}

static void wrong_forms_are_usage_errors(void **state)
{
    (void)state;
    const char *const wrong[][2] = {
        {"faces:grey", "faces are in colour or ':gray', not ':grey'"},
        {"faces,size=23", "'23' is not a number from 24 to 128"},
        {"faces,size=129", "'129' is not a number from 24 to 128"},
        {"faces,lights=0", "'0' is not a number from 1 to 1000"},
        {"faces,lights=1001", "'1001' is not a number from 1 to 1000"},
        {"faces,n=7", "'7' is not a number from 8"},
        {"faces,turn=0-90", "',turn=0-90' is not an option of faces"},
        {"faces,lights=4,lights=5", "',lights=5' is not an option"},
    };
    check_wrong_specs(wrong, sizeof wrong / sizeof *wrong);
    CHECK_HAS(data_help, "faces[:gray][,size=S][,lights=L][,n=N]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_albedo_times_shading),
        cmocka_unit_test(albedo_and_shading_stay_in_their_ranges),
        cmocka_unit_test(shading_follows_lamberts_law),
        cmocka_unit_test(a_lamp_lights_its_side),
        cmocka_unit_test(a_mirrored_lamp_mirrors_the_picture),
        cmocka_unit_test(the_factors_have_their_maps),
        cmocka_unit_test(gray_is_the_luminance),
        cmocka_unit_test(no_head_is_folded),
        cmocka_unit_test(factors_fill_their_ranges),
        cmocka_unit_test(a_picture_depends_on_its_number_alone),
        cmocka_unit_test(a_set_is_what_its_factors_say),
        cmocka_unit_test(wrong_forms_are_usage_errors),
    };
    return RUN_TESTS(tests);
}
