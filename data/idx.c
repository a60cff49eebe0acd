// SPDX-License-Identifier: GPL-3.0-or-later
#include "idx.h"

#include "fail.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

/**
# IDX files

The format that MNIST came in, and many sets after it: a header of big-endian
32-bit numbers, then the bytes.

| bytes | meaning |
|---|---|
| 0, 0 | always |
| 8 | the type of a number: unsigned byte, the only one read here |
| d | how many dimensions |
| 4 bytes each | the d dimensions, the number of pictures first |
| the rest | the pictures, row by row |

zlib's `gzread` reads a packed and a plain file alike.

A file that has been cut short still opens and still begins well. So the header
is never believed: what it promises is compared with what the file can hold
*before* memory is asked for, and a byte too few or too many is an error.
*/

typedef struct {
    gzFile stream;
    const char *path, *hint;
    uint64_t room;            /* the most bytes this file can hold, unpacked */
    uint64_t promised, taken; /* bytes, header included */
} reader;

/**
A plain file holds its size. A packed one holds at most 1032 times its size,
which is the most that the method can pack.
*/

static reader open_reader(const char *path, const char *hint)
{
    reader r = {.path = path, .hint = hint};
    struct stat status;
    if (stat(path, &status) != 0)
        fail(hint, "%s: cannot be read: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        fail(hint, "%s: is not a file", path);
    r.stream = gzopen(path, "rb");
    if (!r.stream)
        fail(hint, "%s: cannot be read: %s", path, strerror(errno));
    gzbuffer(r.stream, 1 << 17);
    r.room = (uint64_t)status.st_size;
    if (!gzdirect(r.stream))
        r.room *= 1032;
    return r;
}

_Noreturn static void short_of(const reader *r, uint64_t bytes)
{
    if (r->promised == 0)
        fail(r->hint, "%s: ends within its header", r->path);
    fail(r->hint,
         "%s: %" PRIu64 " bytes short of the %" PRIu64 " its header promises",
         r->path, bytes, r->promised);
}

/* Ends the program if zlib met an error. Its text begins with the path. */
static void check_stream(const reader *r)
{
    int code;
    const char *reason = gzerror(r->stream, &code);
    size_t length = strlen(r->path);
    if (code == Z_OK || code == Z_STREAM_END)
        return;
    if (strncmp(reason, r->path, length) == 0 && reason[length] == ':')
        reason += length + 2;
    fail(r->hint, "%s: cannot be read to its end: %s", r->path, reason);
}

static void take(reader *r, void *to, uint64_t bytes)
{
    unsigned char *at = to;
    const unsigned most = 1u << 24;
    while (bytes > 0) {
        unsigned part = bytes < most ? (unsigned)bytes : most;
        int got = gzread(r->stream, at, part);
        if (got <= 0) {
            check_stream(r);
            short_of(r, r->promised - r->taken);
        }
        at += got;
        bytes -= (unsigned)got;
        r->taken += (unsigned)got;
    }
}

static uint32_t take_number(reader *r)
{
    unsigned char b[4];
    take(r, b, 4);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

/* The last byte has been taken: there must be no more. Only now zlib has seen
 * all of a packed file and compared its checksum. */
static void close_reader(reader *r)
{
    unsigned char more;
    int got = gzread(r->stream, &more, 1);
    check_stream(r);
    if (got > 0)
        fail(r->hint,
             "%s: longer than the %" PRIu64 " bytes its header "
             "promises",
             r->path, r->promised);
    gzclose(r->stream);
}

/**
Pictures and labels differ in the number of dimensions alone: up to four for
pictures, one for labels. Dimensions that are not there count as 1.
*/

/* Reads the dimensions into shape and returns how many there are. */
static unsigned take_header(reader *r, const char *kind, unsigned least,
                            unsigned most, int shape[4])
{
    uint64_t size = 1;
    uint32_t magic = take_number(r), dimensions = magic & 0xff;
    if (magic >> 8 != 8 || dimensions < least || dimensions > most)
        fail(r->hint, "%s: no IDX file of %s: magic number %08" PRIx32, r->path,
             kind, magic);
    for (unsigned i = 0; i < 4; i++) {
        uint32_t extent = i < dimensions ? take_number(r) : 1;
        if (extent == 0)
            fail(r->hint, "%s: empty: dimension %u is 0", r->path, i + 1);
        if (extent > INT_MAX || (i > 0 && extent * size > INT_MAX))
            fail(r->hint, "%s: dimension %u, %" PRIu32 ", is too large",
                 r->path, i + 1, extent);
        size = i > 0 ? extent * size : 1;
        shape[i] = (int)extent;
    }
    r->promised = r->taken + size * (uint64_t)shape[0];
    if (r->promised > r->room && !gzdirect(r->stream))
        fail(r->hint,
             "%s: too small for the %" PRIu64 " bytes its header "
             "promises",
             r->path, r->promised);
    if (r->promised > r->room)
        short_of(r, r->promised - r->room);
    return dimensions;
}

static unsigned char *load_labels(const char *path, const char *hint, int n,
                                  int *classes)
{
    reader r = open_reader(path, hint);
    int shape[4];
    take_header(&r, "labels", 1, 1, shape);
    if (shape[0] != n)
        fail(hint, "%s: %d labels for %d pictures", path, shape[0], n);
    unsigned char *labels = must_alloc((size_t)n, 1);
    take(&r, labels, (uint64_t)n);
    close_reader(&r);
    *classes = 0;
    for (int i = 0; i < n; i++)
        *classes = labels[i] >= *classes ? labels[i] + 1 : *classes;
    return labels;
}

dataset idx_load(const char *images, const char *labels, const char *hint)
{
    reader r = open_reader(images, hint);
    int s[4];
    bool grey = take_header(&r, "pictures", 3, 4, s) == 3;
    dataset d = grey ? dataset_alloc(s[0], 1, s[1], s[2])
                     : dataset_alloc(s[0], s[1], s[2], s[3]);
    take(&r, d.pixels, r.promised - r.taken);
    close_reader(&r);
    if (labels)
        d.labels = load_labels(labels, hint, d.n, &d.classes);
    return d;
}
