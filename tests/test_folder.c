// SPDX-License-Identifier: GPL-3.0-or-later
/* Folders of pictures. */
#include "check.h"

#include "file.h"
#include "specs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>

static const char *here; /* a folder of its own for each test */

static const char *at(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", here, name);
    return path;
}

static void begin(const char *name)
{
    static char folder[200];
    snprintf(folder, sizeof folder, "%s/%s", check_folder(), name);
    folder_make(folder);
    here = folder;
}

static void save_text(const char *name, const char *text, size_t length)
{
    FILE *stream = fopen(at(name), "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(text, 1, length, stream), length);
    fclose(stream);
}

/* A JPEG file, 4 x 3 pixels of the grey 80, coded by hand: the tables quantise
 * all by 8 and have one code each, a 0 for "six bits follow" and for "the rest
 * is 0". The data are 0, 001111 for -48 and 0: mean = 128 - 48 * 8 / 8. */
static void save_jpeg(const char *name)
{
#define EIGHT "\x08\x08\x08\x08\x08\x08\x08\x08"
    const char file[] =
        "\xff\xd8\xff\xc0\0\x0b\x08\0\x03\0\x04\x01\x01\x11\0\xff\xdb\0\x43"
        "\0" EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT
        "\xff\xc4\0\x14\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x06"
        "\xff\xc4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\xff\xda\0\x08\x01\x01\0\0\x3f\0\x1e\xff\xd9";
    save_text(name, file, sizeof file - 1);
}

static void save(const char *name, int w, int h, int channels,
                 const unsigned char *pixels)
{
    const char *dot = strrchr(name, '.');
    if (strcmp(dot, ".png") == 0)
        assert_true(stbi_write_png(at(name), w, h, channels, pixels, 0));
    else if (strncmp(dot, ".j", 2) == 0)
        save_jpeg(name);
    else {
        FILE *stream = fopen(at(name), "wb");
        assert_non_null(stream);
        fprintf(stream, "P5\n%d %d\n255\n", w, h);
        fwrite(pixels, 1, (size_t)(w * h), stream);
        fclose(stream);
    }
}

/* A grey picture, 4 wide and 3 high, of one level. */
static void save_level(const char *name, int level)
{
    unsigned char pixels[12];
    memset(pixels, level, sizeof pixels);
    save(name, 4, 3, 1, pixels);
}

/* Leaves k n-ths of a file. */
static void cut(const char *name, int k, int n)
{
    struct stat status;
    assert_int_equal(stat(at(name), &status), 0);
    assert_int_equal(truncate(at(name), status.st_size * k / n), 0);
}

static split load_here(const char *words, int train, int test)
{
    char *spec = must_printf("folder:%s%s", here, words);
    split s = data_load(spec, 1, train, test);
    free(spec);
    return s;
}

static void fails(const char *words, const char *text)
{
    char *spec = must_printf("folder:%s%s", here, words);
    CHECK_FAILS(load, spec, 1, text);
    free(spec);
}

static void files_come_in_the_order_of_their_bytes(void **state)
{
    (void)state;
    const char *names[] = {"10.png",  "9.PNG", "B.pgm", "Z.png", "_.jpeg",
                           "a-b.png", "a.png", "b.Pgm", "c.png", "d.png"};
    begin("order");
    for (int i = 9; i >= 0; i--) {
        if (i == 1 || i == 7) {
            save_level(i == 1 ? "x.png" : "x.pgm", 20 * i);
            char *from = must_printf("%s", at(i == 1 ? "x.png" : "x.pgm"));
            assert_int_equal(rename(from, at(names[i])), 0);
            free(from);
        } else
            save_level(names[i], 20 * i);
    }
    save_level(".hidden.png", 7);
    save_text("notes.txt", "no picture", 10);
    save_text("png", "no picture", 10);
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.n, 8);
    assert_int_equal(s.test.n, 2);
    assert_int_equal(s.train.channels, 1);
    assert_int_equal(s.train.height, 3);
    assert_int_equal(s.train.width, 4);
    assert_null(s.train.labels);
    assert_int_equal(s.train.classes, 0);
    for (int i = 0; i < 10; i++) {
        dataset *d = i % 5 == 4 ? &s.test : &s.train;
        int k = i % 5 == 4 ? i / 5 : i - i / 5;
        assert_string_equal(d->names[k], names[i]);
        for (int j = 0; j < 12; j++)
            assert_int_equal(d->pixels[12 * k + j], 20 * i);
    }
    split_free(&s);
}

static void limits_spare_the_decoding(void **state)
{
    (void)state;
    begin("limits");
    for (int i = 0; i < 12; i++) {
        char name[9];
        snprintf(name, sizeof name, "%02d.png", i);
        save_level(name, 10 * i);
    }
    cut("11.png", 5, 8);
    split s = load_here("", 3, 1);
    assert_int_equal(s.train.n, 3);
    assert_int_equal(s.test.n, 1);
    assert_int_equal(s.train.pixels[24], 20);
    assert_int_equal(s.test.pixels[0], 40);
    split_free(&s);
    fails("", "/11.png: cannot be decoded: ");
}

static void a_few_pictures_have_no_test_set(void **state)
{
    (void)state;
    begin("few");
    save_jpeg("a.jpg");
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.n, 1);
    assert_int_equal(s.train.channels, 1);
    assert_int_equal(s.train.pixels[11], 80);
    assert_int_equal(s.test.n, 0);
    split_free(&s);
}

static void channels_are_those_of_the_files_or_as_asked_for(void **state)
{
    (void)state;
    const unsigned char rgb[] = {10, 20, 30, 40, 60, 50, 255, 0, 0, 9, 8, 7};
    const int grey[] = {18, 52, 76, 8}; /* (77 r + 150 g + 29 b) / 256 */
    begin("colour");
    save("a.png", 2, 2, 1, (unsigned char[]){1, 2, 3, 4});
    save("b.png", 2, 2, 3, rgb);
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.channels, 3);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < 4; i++) {
            assert_int_equal(s.train.pixels[4 * c + i], i + 1);
            assert_int_equal(s.train.pixels[12 + 4 * c + i], rgb[3 * i + c]);
        }
    split_free(&s);
    s = load_here(",gray", 0, 0);
    assert_int_equal(s.train.channels, 1);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(s.train.pixels[i], i + 1);
        assert_int_equal(s.train.pixels[4 + i], grey[i]);
    }
    split_free(&s);
    remove(at("b.png"));
    s = load_here(",rgb", 0, 0);
    assert_int_equal(s.train.channels, 3);
    for (int i = 0; i < 12; i++)
        assert_int_equal(s.train.pixels[i], i % 4 + 1);
    split_free(&s);
}

static void opacity_must_be_full(void **state)
{
    (void)state;
    const unsigned char opaque[] = {1, 2, 3, 255, 4, 5, 6, 255};
    begin("opaque");
    save("a.png", 2, 1, 4, opaque);
    save("b.png", 2, 1, 2, (unsigned char[]){7, 255, 8, 255});
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.channels, 3);
    assert_memory_equal(s.train.pixels,
                        ((unsigned char[]){1, 4, 2, 5, 3, 6, 7, 8, 7, 8, 7, 8}),
                        12);
    split_free(&s);
    save("b.png", 2, 1, 2, (unsigned char[]){7, 255, 8, 254});
    fails("", "/b.png: has transparent pixels");
    fails(",gray", "/b.png: has transparent pixels");
    remove(at("a.png"));
    save("b.png", 2, 1, 2, (unsigned char[]){7, 255, 8, 255});
    s = load_here("", 0, 0);
    assert_int_equal(s.train.channels, 1);
    assert_int_equal(s.train.pixels[1], 8);
    split_free(&s);
}

/* 8 x 4 pixels to 2 x 2: columns 2 to 5 are the middle square, and each new
 * pixel is the mean of four. */
static void size_takes_the_middle_square(void **state)
{
    (void)state;
    unsigned char wide[32], tall[32];
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 8; x++)
            wide[8 * y + x] = tall[4 * x + y] =
                (unsigned char)(x < 2 || x > 5 ? 255 : 16 * x + 32 * y);
    begin("size");
    save("a.png", 8, 4, 1, wide);
    save("b.png", 4, 8, 1, tall);
    split s = load_here(",size=2", 0, 0);
    assert_int_equal(s.train.height, 2);
    assert_int_equal(s.train.width, 2);
    const int expected[] = {56, 88, 120, 152};
    for (int i = 0; i < 4; i++) {
        CHECK_CLOSE(s.train.pixels[i], expected[i], 1);
        CHECK_CLOSE(s.train.pixels[4 + i % 2 * 2 + i / 2], expected[i], 1);
    }
    split_free(&s);
}

static void size_may_enlarge_and_may_fit(void **state)
{
    (void)state;
    unsigned char exact[27];
    for (int i = 0; i < 27; i++)
        exact[i] = (unsigned char)(9 * i);
    begin("enlarge");
    save("a.png", 1, 1, 3, (unsigned char[]){11, 22, 33});
    save("b.png", 3, 3, 3, exact);
    split s = load_here(",size=3,rgb", 0, 0);
    assert_int_equal(s.train.n, 2);
    for (int i = 0; i < 27; i++) {
        assert_int_equal(s.train.pixels[i], 11 * (1 + i / 9));
        assert_int_equal(s.train.pixels[27 + i], exact[i % 9 * 3 + i / 9]);
    }
    split_free(&s);
}

static void sizes_must_agree_without_size(void **state)
{
    (void)state;
    begin("sizes");
    save_level("a.png", 1);
    save("b.png", 2, 1, 1, (unsigned char[]){1, 2});
    fails("", "/b.png: 2 x 1 pixels, those before it 4 x 3");
}

static void folders_are_classes(void **state)
{
    (void)state;
    const char *names[] = {"B/1.png", "B/2.png",  "a/1.png",
                           "a/2.png", "a-/1.png", "c/x.png"};
    begin("classes");
    for (int i = 0; i < 6; i++) {
        char *slash = must_printf("%s", names[i]);
        *strchr(slash, '/') = '\0';
        folder_make(at(slash));
        save_level(names[i], i);
        free(slash);
    }
    folder_make(at("b"));
    folder_make(at(".hidden"));
    save_level(".hidden/1.png", 99);
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.classes, 5); /* B a a- b c */
    assert_int_equal(s.test.classes, 5);
    assert_int_equal(s.train.n, 5);
    assert_int_equal(s.test.n, 1);
    assert_memory_equal(s.train.labels, ((unsigned char[]){0, 0, 1, 1, 4}), 5);
    assert_int_equal(s.test.labels[0], 2);
    assert_string_equal(s.test.names[0], "a-/1.png");
    assert_string_equal(s.train.names[4], "c/x.png");
    assert_int_equal(s.train.pixels[12 * 4], 5);
    split_free(&s);
    save_level("loose.png", 1);
    fails("", "pictures beside folders of pictures");
}

static void a_label_is_a_byte(void **state)
{
    (void)state;
    char name[20];
    begin("many");
    for (int i = 0; i < 256; i++) {
        snprintf(name, sizeof name, "%03d", i);
        folder_make(at(name));
    }
    save_level("000/a.pgm", 1);
    fails("", "256 sub-folders, more than 255 classes");
    assert_int_equal(rmdir(at("200")), 0);
    split s = load_here("", 0, 0);
    assert_int_equal(s.train.classes, 255);
    split_free(&s);
}

static void a_folder_must_be_there_and_hold_pictures(void **state)
{
    (void)state;
    begin("nothing");
    fails("", "nothing: no picture");
    folder_make(at("sub"));
    save_text("sub/notes.txt", "x", 1);
    fails("", "nothing: no picture");
    fails("x", "nothingx: cannot be read: No such file");
    save_level("a.png", 1);
    fails("/a.png", "/a.png: cannot be read: Not a directory");
}

static void a_bad_file_is_refused(void **state)
{
    (void)state;
    unsigned char noise[48 * 48];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)(i * i * 31 % 253);
    begin("bad");
    save_text("a.png", "not a png", 9);
    fails("", "/a.png: no picture that can be read: ");
    stbi_write_bmp(at("a.png"), 4, 4, 1, noise); /* a format left out */
    fails("", "/a.png: no picture that can be read: ");
    save("a.png", 48, 48, 1, noise);
    FILE *stream = fopen(at("a.png"), "r+b");
    fseek(stream, 37, SEEK_SET); /* the name of the chunk with the data */
    fwrite("\n\033[1", 1, 4, stream);
    fclose(stream);
    fails("", "/a.png: cannot be decoded: ??[1");
    save("a.png", 48, 48, 1, noise);
    cut("a.png", 1, 2);
    fails("", "/a.png: cannot be decoded: ");
    remove(at("a.png"));
    save_jpeg("a.jpg");
    cut("a.jpg", 139, 140); /* without its end mark */
    fails("", "/a.jpg: cannot be decoded: ");
    remove(at("a.jpg"));
    save_text("a.pgm", "P5\n9000 10\n255\n", 15);
    fails("", "/a.pgm: 9000 x 10 pixels, not 1 to 8192 a side");
    fails(",size=8", "/a.pgm: 9000 x 10 pixels, not 1 to 8192 a side");
    save_text("a.pgm", "P5\n#x # y\n 4\n#z\n3 255\n12345678", 30);
    fails("", "/a.pgm: 4 bytes short of what its header promises");
    save_text("a.pgm", "P5 2 1 65535\n1234", 17);
    fails("", "/a.pgm: its white is 65535, only 255 can be read");
    remove(at("a.pgm"));
    assert_int_equal(symlink("nowhere", at("a.jpg")), 0);
    fails("", "/a.jpg: cannot be read: No such file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_in_the_order_of_their_bytes),
        cmocka_unit_test(limits_spare_the_decoding),
        cmocka_unit_test(a_few_pictures_have_no_test_set),
        cmocka_unit_test(channels_are_those_of_the_files_or_as_asked_for),
        cmocka_unit_test(opacity_must_be_full),
        cmocka_unit_test(size_takes_the_middle_square),
        cmocka_unit_test(size_may_enlarge_and_may_fit),
        cmocka_unit_test(sizes_must_agree_without_size),
        cmocka_unit_test(folders_are_classes),
        cmocka_unit_test(a_label_is_a_byte),
        cmocka_unit_test(a_folder_must_be_there_and_hold_pictures),
        cmocka_unit_test(a_bad_file_is_refused),
    };
    return RUN_TESTS(tests);
}
