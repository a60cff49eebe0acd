// SPDX-License-Identifier: GPL-3.0-or-later
#include "image.h"

#include "fail.h"
#include "file.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* For stb, whose own compression takes several times as long. */
static unsigned char *compressed(unsigned char *bytes, int count,
                                 int *compressed_count, int level)
{
    uLongf size = compressBound((uLong)count);
    unsigned char *out = must_alloc(size, 1);
    if (compress2(out, &size, bytes, (uLong)count, level) != Z_OK)
        fail("free some memory", "no memory to compress a picture");
    *compressed_count = (int)size;
    return out;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wdouble-promotion"
#pragma GCC diagnostic ignored "-Wfloat-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#define STBIW_ZLIB_COMPRESS compressed
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

int sheet_width(const sheet *s)
{
    return s->columns * (s->width * s->zoom + s->gap) + s->gap;
}

int sheet_height(const sheet *s)
{
    return s->rows * (s->height * s->zoom + s->gap) + s->gap;
}

sheet sheet_alloc(int rows, int columns, int channels, int height, int width,
                  int zoom)
{
    REQUIRE(channels == 1 || channels == 3, "a sheet shows grey or RGB");
    sheet s = {rows, columns, channels, height, width, zoom, zoom, NULL};
    size_t count = (size_t)sheet_width(&s) * (size_t)sheet_height(&s);
    s.pixels = must_alloc(count, 3);
    for (size_t i = 0; i < count; i++)
        memcpy(s.pixels + 3 * i, (unsigned char[]){104, 128, 156}, 3);
    return s;
}

void sheet_free(sheet *s)
{
    free(s->pixels);
    s->pixels = NULL;
}

static unsigned char byte_of(real x)
{
    x = x > 0 ? x : 0;
    x = x < 1 ? x : 1;
    return (unsigned char)(255 * x + R(0.5));
}

/* A square of `side` pixels of the sheet, of colour rgb. */
static void put_square(sheet *s, int top, int left, int side,
                       const unsigned char *rgb)
{
    for (int y = top; y < top + side; y++)
        for (int x = left; x < left + side; x++)
            memcpy(s->pixels + 3 * (y * sheet_width(s) + x), rgb, 3);
}

void sheet_put_fine(sheet *s, int row, int column, const real *picture,
                    int channels, int fineness)
{
    REQUIRE(row >= 0 && row < s->rows && column >= 0 && column < s->columns,
            "the sheet has no such cell");
    REQUIRE(channels == 1 || channels == s->channels,
            "the picture has other channels than the sheet");
    REQUIRE(fineness > 0 && s->zoom % fineness == 0,
            "the zoom is no multiple of the fineness");
    int top = s->gap + row * (s->height * s->zoom + s->gap);
    int left = s->gap + column * (s->width * s->zoom + s->gap);
    int wide = s->width * fineness, area = s->height * fineness * wide;
    int side = s->zoom / fineness;
    for (int i = 0; i < area; i++) {
        unsigned char rgb[3];
        for (int c = 0; c < 3; c++)
            rgb[c] = byte_of(picture[(c % channels) * area + i]);
        put_square(s, top + i / wide * side, left + i % wide * side, side, rgb);
    }
}

void sheet_put(sheet *s, int row, int column, const real *picture)
{
    sheet_put_fine(s, row, column, picture, s->channels, 1);
}

void sheet_put_row(sheet *s, int row, const real *pictures, int n)
{
    for (int i = 0; i < n; i++)
        sheet_put(s, row, i, pictures + i * s->channels * s->height * s->width);
}

static void write_bytes(void *stream, void *data, int size)
{
    fwrite(data, 1, (size_t)size, stream);
}

void sheet_write(sheet *s, const char *path)
{
    int width = sheet_width(s);
    out_file file = file_create(path);
    stbi_write_force_png_filter = 2; /* zoomed rows repeat */
    stbi_write_png_compression_level = 6;
    stbi_write_png_to_func(write_bytes, file.stream, width, sheet_height(s), 3,
                           s->pixels, 3 * width);
    file_commit(&file);
    sheet_free(s);
}
