// SPDX-License-Identifier: GPL-3.0-or-later
/* The grammar of SPEC, and drawn digits. */
#include "check.h"

#include "file.h"
#include "specs.h"
#include "strokes.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_wrong_spec_is_a_usage_error(void **state)
{
    (void)state;
    const char *const wrong[][2] = {
        {"", "no such data set"},
        {"mnists", "no such data set"},
        {"MNIST", "no such data set"},
        {"mnist:10", "'10' is not a number from 0 to 9"},
        {"mnist:-1", "'-1' is not a number"},
        {"mnist:", "'' is not a number"},
        {"mnist:3x", "'3x' is not a number"},
        {"mnist,3", "',3' is not an option of mnist"},
        {"fashion:a", "'a' is not a number"},
        {"fashion,gray", "',gray' is not an option of fashion"},
        {"idx", "IMAGES is missing"},
        {"idx:", "IMAGES is missing"},
        {"idx:a,b,c", "',c' is not an option of idx"},
        {"folder", "DIR is missing"},
        {"folder:", "DIR is missing"},
        {"folder:d,sise=3", "',sise=3' is not an option of folder"},
        {"folder:d,size=", "'' is not a number"},
        {"folder:d,size=0", "'0' is not a number from 1 to 8192"},
        {"folder:d,size=8193", "'8193' is not a number"},
        {"folder:d,size=99999999999999999999", "is not a number"},
        {"folder:d,gray,rgb", "',rgb' is not an option"},
        {"folder:d,a,b,c,d,e,f,g", "too many commas"},
        {"strokes:11", "'11' is not a number"},
        {"strokes,n=5", "'5' is not a number from 6"},
        {"strokes,m=50", "',m=50' is not an option of strokes"},
        {"strokes,n=50,n=60", "',n=60' is not an option of strokes"},
    };
    check_wrong_specs(wrong, sizeof wrong / sizeof *wrong);
}

static void load_minus(void *arg)
{
    (void)arg;
    data_load("strokes", 1, -1, 0);
}

static void a_negative_limit_stops_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(load_minus, NULL, "not negative");
}

static void help_tells_all_sources(void **state)
{
    (void)state;
    const char *names[] = {"mnist[:D]", "fashion[:D]", "idx:IMAGES[,LABELS]",
                           "folder:DIR[,size=N][,gray|rgb]",
                           "strokes[:D][,n=N]"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK_HAS(data_help, names[i]);
}

static void strokes_are_drawn_as_asked(void **state)
{
    (void)state;
    split s = data_load("strokes,n=66", 5, 0, 0);
    split limited = data_load("strokes,n=66", 5, 9, 4);
    assert_int_equal(s.train.n, 66);
    assert_int_equal(s.test.n, 11);
    assert_int_equal(s.train.classes, 10);
    assert_string_equal(s.spec, "strokes,n=66");
    assert_int_equal(limited.train.n, 9);
    assert_int_equal(limited.test.n, 4);
    assert_memory_equal(limited.train.pixels, s.train.pixels, 9 * 784);
    assert_memory_equal(limited.test.pixels, s.test.pixels, 4 * 784);
    split_free(&limited);
    split_free(&s);
    s = data_load("strokes", 5, 7, 3);
    assert_int_equal(s.train.n, 7);
    assert_int_equal(s.test.n, 3);
    split_free(&s);
}

static void strokes_of_one_class(void **state)
{
    (void)state;
    dataset all = strokes(600, 8);
    split s = data_load("strokes:3,n=600", 8, 0, 5);
    split few = data_load("strokes:3,n=600", 8, 4, 5);
    int n = 0;
    for (int i = 0; i < all.n; i++)
        if (all.labels[i] == 3) {
            assert_true(n < s.train.n);
            assert_memory_equal(s.train.pixels + 784 * n, all.pixels + 784 * i,
                                784);
            assert_int_equal(s.train.labels[n++], 3);
        }
    assert_int_equal(s.train.n, n);
    assert_int_equal(s.train.classes, 10);
    assert_int_equal(s.test.n, 5);
    assert_int_equal(few.train.n, 4);
    assert_memory_equal(few.train.pixels, s.train.pixels, 4 * 784);
    split_free(&s);
    split_free(&few);
    dataset_free(&all);
}

/* Without test pictures among the training pictures, whatever the seed. */
static void strokes_for_testing_are_others(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 3; seed++) {
        split s = data_load("strokes,n=240", seed, 0, 0);
        for (int i = 0; i < s.test.n; i++)
            for (int j = 0; j < s.train.n; j++)
                assert_memory_not_equal(s.test.pixels + 784 * i,
                                        s.train.pixels + 784 * j, 784);
        split_free(&s);
    }
}

/* Ten folders below the one named. */
static void make_signs(const char *folder)
{
    for (int sign = 0; sign < 10; sign++) {
        char *path = must_printf("%s/%d", folder, sign);
        folder_make(path);
        free(path);
    }
}

static void hands_are_where_they_are_said_to_be(void **state)
{
    (void)state;
    char before[4096], *other = must_printf("%s/other", check_folder());
    assert_non_null(getcwd(before, sizeof before));
    make_signs(other);
    assert_int_equal(chdir(check_folder()), 0);
    setenv("HANDS_DIR", "", 1); /* as if it were not set */
    assert_null(data_hands());
    make_signs("data/hands");
    assert_string_equal(data_hands(), "data/hands");
    setenv("HANDS_DIR", other, 1);
    assert_string_equal(data_hands(), other);
    assert_int_equal(rmdir("other/7"), 0);
    assert_null(data_hands()); /* and no other place is looked at */
    unsetenv("HANDS_DIR");
    assert_int_equal(rmdir("data/hands/9"), 0);
    assert_null(data_hands());
    assert_int_equal(chdir(before), 0);
    free(other);
}

/* The photographs themselves: of 155 palms every fifth is for testing. */
static void open_palms_are_a_folder(void **state)
{
    (void)state;
    const char *folder = data_hands();
    if (!folder)
        CHECK_SKIP();
    for (int size = 48; size <= 64; size += 16) {
        char *spec = must_printf("folder:%s/5,size=%d", folder, size);
        split s = data_load(spec, 1, 0, 0);
        assert_in_range(s.train.n, 124, 170);
        assert_int_equal(s.test.n, (s.train.n + s.test.n) / 5);
        assert_int_equal(s.train.channels, 3);
        assert_int_equal(s.train.height, size);
        assert_string_equal(s.train.names[0], "IMG_1123.JPG");
        split_free(&s);
        free(spec);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_spec_is_a_usage_error),
        cmocka_unit_test(a_negative_limit_stops_the_program),
        cmocka_unit_test(help_tells_all_sources),
        cmocka_unit_test(open_palms_are_a_folder),
        cmocka_unit_test(hands_are_where_they_are_said_to_be),
        cmocka_unit_test(strokes_are_drawn_as_asked),
        cmocka_unit_test(strokes_of_one_class),
        cmocka_unit_test(strokes_for_testing_are_others),
    };
    return RUN_TESTS(tests);
}
