// SPDX-License-Identifier: GPL-3.0-or-later
/* IDX files, good and bad. */
#include "check.h"

#include "file.h"
#include "idx_files.h"
#include "specs.h"

#include <stdlib.h>

/* idx:A or, if b is given, idx:A,B in the folder of this program. */
static char *spec_of(const char *a, const char *b)
{
    return b ? must_printf("idx:%s,%s", at(a), at(b))
             : must_printf("idx:%s", at(a));
}

static split load_idx(const char *a, const char *b, int train, int test)
{
    char *spec = spec_of(a, b);
    split s = data_load(spec, 1, train, test);
    assert_string_equal(s.spec, spec);
    free(spec);
    return s;
}

/* Loading must fail with the path of `culprit` followed by `text`. */
static void fails(const char *a, const char *b, const char *culprit,
                  const char *text)
{
    char *spec = spec_of(a, b);
    char *line = must_printf("%s: %s", at(culprit), text);
    CHECK_FAILS(load, spec, 1, line);
    free(line);
    free(spec);
}

static void every_fifth_picture_is_test(void **state)
{
    (void)state;
    save("a", MAKE(12 * 6, grey, 12, 2, 3));
    save("l", make_labels(12));
    split s = load_idx("a", "l", 0, 0);
    assert_int_equal(s.train.n, 10);
    assert_int_equal(s.test.n, 2);
    assert_int_equal(s.train.channels, 1);
    assert_int_equal(s.train.height, 2);
    assert_int_equal(s.train.width, 3);
    assert_int_equal(s.train.classes, 10);
    assert_int_equal(s.test.classes, 10);
    int count[2] = {0, 0};
    for (int i = 0; i < 12; i++) {
        dataset *d = i % 5 == 4 ? &s.test : &s.train;
        int k = count[i % 5 == 4]++;
        assert_int_equal(d->labels[k], (i * 7 + 3) % 10);
        for (int j = 0; j < 6; j++)
            assert_int_equal(d->pixels[6 * k + j],
                             content((size_t)(6 * i + j)));
    }
    split_free(&s);
}

static void limits_keep_the_first(void **state)
{
    (void)state;
    save("a", MAKE(12 * 6, grey, 12, 2, 3));
    split s = load_idx("a", NULL, 5, 1);
    assert_int_equal(s.train.n, 5);
    assert_int_equal(s.test.n, 1);
    assert_null(s.train.labels);
    assert_int_equal(s.train.classes, 0);
    assert_int_equal(s.train.pixels[4 * 6], content(5 * 6));
    assert_int_equal(s.test.pixels[0], content(4 * 6));
    split_free(&s);
    save("four", MAKE(4 * 6, grey, 4, 2, 3));
    s = load_idx("four", NULL, 0, 0);
    assert_int_equal(s.train.n, 4);
    assert_int_equal(s.test.n, 0);
    split_free(&s);
}

static void four_dimensions_have_channels(void **state)
{
    (void)state;
    save("c", MAKE(4 * 30, colour, 4, 3, 2, 5));
    split s = load_idx("c", NULL, 0, 0);
    assert_int_equal(s.train.n, 4);
    assert_int_equal(s.train.channels, 3);
    assert_int_equal(s.train.height, 2);
    assert_int_equal(s.train.width, 5);
    assert_int_equal(s.train.pixels[119], content(119));
    split_free(&s);
}

static void packed_files_are_read_alike(void **state)
{
    (void)state;
    char plain[65], packed[65];
    blob a = MAKE(12 * 6, grey, 12, 2, 3), l = make_labels(12);
    save("a", a);
    save("l", l);
    save("a.gz", pack(a));
    save("l.gz", pack(l));
    split s = load_idx("a", "l", 0, 0);
    split z = load_idx("a.gz", "l.gz", 0, 0);
    split_sha256(&s, plain);
    split_sha256(&z, packed);
    assert_string_equal(plain, packed);
    split_free(&s);
    split_free(&z);
}

static void headers_are_not_believed(void **state)
{
    (void)state;
    const struct {
        blob b;
        const char *text;
    } bad[] = {
        {MAKE(0, -1), "ends within its header"},
        {MAKE(2, grey, 5), "ends within its header"},
        {MAKE(8, 0xd03, 1, 1, 2), "no IDX file of pictures: magic number "
                                  "00000d03"},
        {MAKE(8, 0x1000803, 2, 2, 2), "no IDX file of pictures"},
        {make_labels(4), "no IDX file of pictures: magic number 00000801"},
        {MAKE(8, 0x805, 2, 2, 2, 1, 1), "no IDX file of pictures"},
        {MAKE(0, grey, 0, 2, 2), "empty: dimension 1 is 0"},
        {MAKE(0, grey, 2, 0, 2), "empty: dimension 2 is 0"},
        {MAKE(0, colour, 2, 2, 2, 0), "empty: dimension 4 is 0"},
        {MAKE(9, grey, 1, 65536, 65536), "dimension 3, 65536, is too large"},
        {MAKE(9, grey, 0xffffffff, 1, 1), "dimension 1, 4294967295, is too"},
        {MAKE(9, colour, 1, 0xffffffff, 0xffffffff, 0xffffffff),
         "dimension 2, 4294967295, is too large"},
        {MAKE(0, grey, 100000, 1000, 1000),
         "100000000000 bytes short of the 100000000016 its header promises"},
        {MAKE(28, grey, 10, 2, 2), "12 bytes short of the 56 its header"},
        {MAKE(41, grey, 10, 2, 2), "longer than the 56 bytes its header"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        save("bad", bad[i].b);
        fails("bad", NULL, "bad", bad[i].text);
    }
}

static void damaged_packed_files_are_found(void **state)
{
    (void)state;
    blob good = pack(MAKE(1500, grey, 15, 10, 10)), cut = good, wrong = good;
    for (cut.n = good.n - 1; cut.n > 9; cut.n -= 4) {
        save("cut.gz", cut);
        fails("cut.gz", NULL, "cut.gz",
              cut.n > good.n - 9 ? "cannot be read to its end: unexpected end"
                                 : "cannot be read to its end: ");
    }
    wrong.bytes[good.n - 6] ^= 1; /* in the checksum */
    save("crc.gz", wrong);
    fails("crc.gz", NULL, "crc.gz",
          "cannot be read to its end: incorrect data check");
    save("short.gz", pack(MAKE(1488, grey, 15, 10, 10)));
    fails("short.gz", NULL, "short.gz", "12 bytes short of the 1516 its");
    save("long.gz", pack(MAKE(1501, grey, 15, 10, 10)));
    fails("long.gz", NULL, "long.gz", "longer than the 1516 bytes");
    save("boast.gz", pack(MAKE(9, grey, 100000, 1000, 1000)));
    fails("boast.gz", NULL, "boast.gz", "too small for the 100000000016 bytes");
}

static void labels_must_match(void **state)
{
    (void)state;
    blob cut = make_labels(12);
    cut.n -= 2;
    save("a", MAKE(12 * 6, grey, 12, 2, 3));
    save("less", make_labels(11));
    save("more", make_labels(13));
    save("cut", cut);
    fails("a", "less", "less", "11 labels for 12 pictures");
    fails("a", "more", "more", "13 labels for 12 pictures");
    fails("a", "cut", "cut", "2 bytes short of the 20 its header promises");
    fails("a", "a", "a", "no IDX file of labels");
    fails("a", "none", "none", "cannot be read: No such file");
}

static void files_must_be_files(void **state)
{
    (void)state;
    fails("none", NULL, "none", "cannot be read: No such file");
    folder_make(at("folder"));
    fails("folder", NULL, "folder", "is not a file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fifth_picture_is_test),
        cmocka_unit_test(limits_keep_the_first),
        cmocka_unit_test(four_dimensions_have_channels),
        cmocka_unit_test(packed_files_are_read_alike),
        cmocka_unit_test(headers_are_not_believed),
        cmocka_unit_test(damaged_packed_files_are_found),
        cmocka_unit_test(labels_must_match),
        cmocka_unit_test(files_must_be_files),
    };
    return RUN_TESTS(tests);
}
