// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef IDX_FILES_H
#define IDX_FILES_H

/* Small IDX files for tests, in the folder of the test program. */
#include "check.h"

#include <stdio.h>
#include <zlib.h>

typedef struct {
    unsigned char bytes[2000];
    size_t n;
} blob;

static inline void put(blob *b, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        b->bytes[b->n++] = (unsigned char)(number >> shift);
}

/* The bytes 0, 1, 2, ... of a file's contents: all neighbours differ. */
static inline unsigned char content(size_t i)
{
    return (unsigned char)(i * 37 % 251);
}

/* A header, -1 after the last of its numbers, and `bytes` bytes of content. */
static inline blob make(const int64_t *header, size_t bytes)
{
    blob b = {.n = 0};
    for (; *header >= 0; header++)
        put(&b, (uint32_t)*header);
    for (size_t i = 0; i < bytes; i++)
        b.bytes[b.n++] = content(i);
    return b;
}

#define MAKE(bytes, ...) make((int64_t[]){__VA_ARGS__, -1}, bytes)

enum { grey = 0x803, colour = 0x804, label = 0x801 };

/* Labels 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, ... */
static inline blob make_labels(int n)
{
    blob b = MAKE(0, label, n);
    for (int i = 0; i < n; i++)
        b.bytes[b.n++] = (unsigned char)((i * 7 + 3) % 10);
    return b;
}

/* A name in the folder of this program; good for the next three calls. */
static inline const char *at(const char *name)
{
    static char paths[4][200];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", check_folder(), name);
    return path;
}

static inline const char *save(const char *name, blob b)
{
    const char *path = at(name);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(b.bytes, 1, b.n, stream), b.n);
    assert_int_equal(fclose(stream), 0);
    return path;
}

/* The bytes of b as gzip packs them. */
static inline blob pack(blob b)
{
    blob packed = {.n = 0};
    const char *path = at("packed");
    gzFile stream = gzopen(path, "wb");
    assert_int_equal(gzwrite(stream, b.bytes, (unsigned)b.n), b.n);
    assert_int_equal(gzclose(stream), Z_OK);
    FILE *file = fopen(path, "rb");
    packed.n = fread(packed.bytes, 1, sizeof packed.bytes, file);
    fclose(file);
    return packed;
}

#endif
