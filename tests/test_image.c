// SPDX-License-Identifier: GPL-3.0-or-later
/* Contact sheets, pixel by pixel. */
#include "check.h"

#include "file.h"
#include "image.h"
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>

#define STBI_NO_STDIO /* its code is in the library: data/folder.c */
#include <stb/stb_image.h>

static const unsigned char *pixel(const unsigned char *rgb, int width, int x,
                                  int y)
{
    return rgb + 3 * (y * width + x);
}

static int is_colour(const unsigned char *rgb, int r, int g, int b)
{
    return rgb[0] == r && rgb[1] == g && rgb[2] == b;
}

static unsigned char *decoded(const char *path, int *w, int *h, int *channels)
{
    static unsigned char bytes[10000];
    FILE *file = file_open(path, "");
    int count = (int)fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return stbi_load_from_memory(bytes, count, w, h, channels, 3);
}

/* Two rows, three columns of pictures 2 high and 4 wide, zoom 3: cells of
 * 12 x 6 pixels, gaps of 3. */
static void a_sheet_has_exact_squares_and_gaps(void **state)
{
    (void)state;
    const real numbers[] = {0,      R(0.2),  R(0.5), 1,
                            R(1.7), R(-0.3), R(0.4), R(0.999)};
    const int bytes[] = {0, 51, 128, 255, 255, 0, 102, 255};
    sheet s = sheet_alloc(2, 3, 1, 2, 4, 3);
    assert_int_equal(sheet_width(&s), 3 * (12 + 3) + 3);
    assert_int_equal(sheet_height(&s), 2 * (6 + 3) + 3);
    sheet_put(&s, 1, 2, numbers);
    char *path = path_join(check_folder(), "sheet.png");
    sheet_write(&s, path);
    assert_null(s.pixels);
    int w = 0, h = 0, channels;
    unsigned char *rgb = decoded(path, &w, &h, &channels);
    assert_non_null(rgb);
    assert_int_equal(w, 48);
    assert_int_equal(h, 21);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int i = (x - 33) / 3, j = (y - 12) / 3;
            int in = x >= 33 && i < 4 && y >= 12 && j < 2;
            int c = in ? bytes[4 * j + i] : 0;
            const unsigned char *p = pixel(rgb, w, x, y);
            assert_true(in ? is_colour(p, c, c, c)
                           : is_colour(p, 104, 128, 156));
        }
    stbi_image_free(rgb);
    free(path);
}

static void colours_and_rows_go_where_they_belong(void **state)
{
    (void)state;
    /* Two pictures (3, 1, 2): channel by channel. */
    const real numbers[] = {R(0.1), R(0.2), R(0.3), R(0.4), R(0.5), R(0.6),
                            R(0.7), R(0.8), R(0.9), 1,      0,      R(0.05)};
    sheet s = sheet_alloc(2, 2, 3, 1, 2, 1);
    sheet_put_row(&s, 1, numbers, 2);
    const unsigned char *row = pixel(s.pixels, sheet_width(&s), 0, 3);
    assert_true(is_colour(row, 104, 128, 156));
    assert_true(is_colour(row + 3, 26, 77, 128));
    assert_true(is_colour(row + 6, 51, 102, 153));
    assert_true(is_colour(row + 9, 104, 128, 156));
    assert_true(is_colour(row + 12, 179, 230, 0));
    assert_true(is_colour(row + 15, 204, 255, 13));
    sheet_free(&s);
    sheet_free(&s);
}

/* A grey picture of 1 x 2 pixels, each drawn as 2 x 2 numbers, in a sheet of
 * colours with zoom 6: squares of 3 pixels. */
static void finer_pictures_have_smaller_squares(void **state)
{
    (void)state;
    const real numbers[] = {0, R(0.2), R(0.4), R(0.6),
                            1, R(0.8), R(0.7), R(0.1)};
    const int bytes[] = {0, 51, 102, 153, 255, 204, 179, 26};
    sheet s = sheet_alloc(1, 2, 3, 1, 2, 6);
    sheet_put_fine(&s, 0, 1, numbers, 1, 2);
    int w = sheet_width(&s);
    for (int y = 0; y < sheet_height(&s); y++)
        for (int x = 0; x < w; x++) {
            int i = (x - 24) / 3, j = (y - 6) / 3;
            bool in = x >= 24 && i < 4 && y >= 6 && j < 2;
            int c = in ? bytes[4 * j + i] : 0;
            const unsigned char *p = pixel(s.pixels, w, x, y);
            assert_true(in ? is_colour(p, c, c, c)
                           : is_colour(p, 104, 128, 156));
        }
    sheet_free(&s);
}

static void what_is_no_number_is_black(void **state)
{
    (void)state;
    const real numbers[] = {NAN, INFINITY, -INFINITY};
    sheet s = sheet_alloc(1, 1, 1, 3, 1, 1);
    sheet_put(&s, 0, 0, numbers);
    assert_true(is_colour(pixel(s.pixels, 3, 1, 1), 0, 0, 0));
    assert_true(is_colour(pixel(s.pixels, 3, 1, 2), 255, 255, 255));
    assert_true(is_colour(pixel(s.pixels, 3, 1, 3), 0, 0, 0));
    sheet_free(&s);
}

/* 15 pictures of one pixel: a row of 12, and 3 in the next; the rest of the
 * 6 x 12 cells is empty. */
static void a_sheet_of_samples_is_as_large_as_its_zoom(void **state)
{
    (void)state;
    char *path = path_join(check_folder(), "samples.png");
    dataset d = dataset_alloc(15, 1, 1, 1);
    for (int b = 0; b < 15; b++)
        d.pixels[b] = (unsigned char)(10 + 3 * b);
    for (int zoom = 1; zoom <= 5; zoom += 2) {
        int w = 0, h = 0, channels;
        samples_sheet(&d, zoom, path);
        unsigned char *rgb = decoded(path, &w, &h, &channels);
        assert_non_null(rgb);
        assert_int_equal(w, (2 * SAMPLE_COLUMNS + 1) * zoom);
        assert_int_equal(h, (2 * SAMPLE_ROWS + 1) * zoom);
        for (int i = 0; i < SAMPLES; i++) {
            int x = (2 * (i % SAMPLE_COLUMNS) + 2) * zoom - 1;
            int y = (2 * (i / SAMPLE_COLUMNS) + 2) * zoom - 1;
            const unsigned char *p = pixel(rgb, w, x, y);
            int c = 10 + 3 * i;
            assert_true(i < 15 ? is_colour(p, c, c, c)
                               : is_colour(p, 104, 128, 156));
        }
        stbi_image_free(rgb);
    }
    dataset_free(&d);
    free(path);
}

enum {
    row_2,
    row_minus,
    column_3,
    four_pictures,
    two_channels,
    colours,
    uneven,
    WRONG
};

static void misuse(void *how)
{
    const real numbers[16] = {0};
    sheet s = sheet_alloc(2, 3, 1, 2, 2, 1);
    switch (*(int *)how) {
    case row_2:
        sheet_put(&s, 2, 0, numbers);
        break;
    case row_minus:
        sheet_put(&s, -1, 0, numbers);
        break;
    case column_3:
        sheet_put(&s, 0, 3, numbers);
        break;
    case four_pictures:
        sheet_put_row(&s, 0, numbers, 4);
        break;
    case two_channels:
        sheet_alloc(1, 1, 2, 2, 2, 1);
        break;
    case colours:
        sheet_put_fine(&s, 0, 0, numbers, 3, 1);
        break;
    case uneven:
        sheet_put_fine(&s, 0, 0, numbers, 1, 2);
        break;
    }
}

static void what_does_not_fit_stops_the_program(void **state)
{
    (void)state;
    const char *text[WRONG] = {"no such cell", "no such cell", "no such cell",
                               "no such cell", "grey or RGB",  "other channels",
                               "no multiple"};
    for (int how = 0; how < WRONG; how++)
        CHECK_STOPS(misuse, &how, text[how]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_has_exact_squares_and_gaps),
        cmocka_unit_test(colours_and_rows_go_where_they_belong),
        cmocka_unit_test(finer_pictures_have_smaller_squares),
        cmocka_unit_test(what_is_no_number_is_black),
        cmocka_unit_test(a_sheet_of_samples_is_as_large_as_its_zoom),
        cmocka_unit_test(what_does_not_fit_stops_the_program),
    };
    return RUN_TESTS(tests);
}
