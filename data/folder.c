// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "fail.h"
#include "file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/**
# A folder of pictures

The reader's own pictures: `folder:DIR`. The decoders are Sean Barrett's
stb_image, cut down to three formats, so that a file with a strange content
reaches as little code as possible; stb_image_resize scales. Each is one header
file that becomes code in the one place where its `IMPLEMENTATION` is defined.
*/

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNM
#define STBI_NO_LINEAR
#include <stb/stb_image.h>
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb/stb_image_resize.h>

enum { most_classes = 255, longest_side = 8192 };

static const char *folder_hint =
    "DIR is a folder of .png, .jpg, .jpeg or .pgm files, or of such folders";

/**
## Which files

A pile is the list of files found, by their names below the folder. The order
must be the same on every machine, whatever its language, or the test set would
differ; so names are compared byte by byte, not as a dictionary would. Hidden
files, and files that are no pictures by their names, are passed over.
*/

typedef struct {
    const char *dir;
    char **names;
    int *labels; /* -1: not in a sub-folder */
    int n, room, classes;
} pile;

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_picture_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot &&
           (strcasecmp(dot, ".png") == 0 || strcasecmp(dot, ".jpg") == 0 ||
            strcasecmp(dot, ".jpeg") == 0 || strcasecmp(dot, ".pgm") == 0);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void add(pile *p, char *name, int label)
{
    if (p->n == p->room) {
        p->room = 2 * p->room + 64;
        p->names = realloc(p->names, (size_t)p->room * sizeof *p->names);
        p->labels = realloc(p->labels, (size_t)p->room * sizeof *p->labels);
    }
    if (!p->names || !p->labels)
        fail("use a smaller folder", "no memory for %d names", p->room);
    p->names[p->n] = name;
    p->labels[p->n++] = label;
}

/* Adds the files of DIR, or of its folder `sub`, which is class `label`. */
static void walk(pile *p, const char *sub, int label)
{
    struct dirent **entries;
    char *here = sub ? path_join(p->dir, sub) : must_printf("%s", p->dir);
    int n = scandir(here, &entries, is_visible, by_name);
    if (n < 0)
        fail(folder_hint, "%s: cannot be read: %s", here, strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *entry = entries[i]->d_name;
        char *name = sub ? path_join(sub, entry) : must_printf("%s", entry);
        char *path = path_join(p->dir, name);
        bool folder = is_folder(path);
        if (folder && !sub)
            walk(p, name, p->classes++);
        if (!folder && is_picture_name(name)) {
            add(p, name, label);
            name = NULL;
        }
        free(name);
        free(path);
        free(entries[i]);
    }
    free(entries);
    free(here);
}

static pile find_pictures(const char *dir)
{
    pile p = {.dir = dir};
    int loose = 0;
    walk(&p, NULL, -1);
    for (int i = 0; i < p.n; i++)
        loose += p.labels[i] < 0;
    if (p.n == 0)
        fail(folder_hint, "%s: no picture", dir);
    if (loose > 0 && loose < p.n)
        fail("keep pictures in the folder itself or in its sub-folders",
             "%s: pictures beside folders of pictures", dir);
    if (loose > 0)
        p.classes = 0;
    if (p.classes > most_classes)
        fail("a label is one byte", "%s: %d sub-folders, more than %d classes",
             dir, p.classes, most_classes);
    return p;
}

static void free_pile(pile *p)
{
    for (int i = 0; i < p->n; i++)
        free(p->names[i]);
    free(p->names);
    free(p->labels);
}

/**
## Of which size

The headers of *all* files are read before the first picture is decoded: a
wrong one is found at once, not after minutes, and a header that promises a
gigantic picture is refused before memory is asked for.
*/

typedef struct {
    int width, height, components;
} extent;

/* Why stb_image gave up. The text may quote the file: it is made printable. */
static const char *reason(void)
{
    static char text[80];
    snprintf(text, sizeof text, "%s", stbi_failure_reason());
    for (char *c = text; *c; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
    return text;
}

/* Goes behind blanks, comments and a number, which is returned, or -1. */
static int pgm_number(FILE *stream)
{
    int number, c;
    while ((c = fgetc(stream)) == '#' || isspace(c))
        while (c == '#' && (c = fgetc(stream)) != '\n' && c != EOF)
            c = '#';
    ungetc(c, stream);
    return fscanf(stream, "%d", &number) == 1 ? number : -1;
}

/**
stb_image takes a PGM file at its word: of one that is cut short it returns
memory that was never written, and it mistakes the bytes of 16-bit numbers. So
we go through the header ourselves, to see that the numbers are bytes and that
all of them are there.
*/

static void check_pgm(FILE *stream, const char *path, extent e)
{
    bool is_pgm = fgetc(stream) == 'P';
    if (is_pgm) {
        fgetc(stream);
        pgm_number(stream);
        pgm_number(stream);
        int greatest = pgm_number(stream);
        fgetc(stream);
        long first = ftell(stream);
        fseek(stream, 0, SEEK_END);
        long missing =
            first - ftell(stream) + (long)e.width * e.height * e.components;
        if (greatest != 255)
            fail("save it as a picture of 8 bits",
                 "%s: its white is %d, only 255 can be read", path, greatest);
        if (missing > 0)
            fail("the file is cut short: mend it or remove it",
                 "%s: %ld bytes short of what its header promises", path,
                 missing);
    }
    rewind(stream);
}

static extent read_extent(FILE *stream, const char *path)
{
    extent e;
    if (!stbi_info_from_file(stream, &e.width, &e.height, &e.components))
        fail("only PNG, JPEG and PGM can be read; mend the file or remove it",
             "%s: no picture that can be read: %s", path, reason());
    if (e.width > longest_side || e.height > longest_side || e.width < 1 ||
        e.height < 1)
        fail("scale it down", "%s: %d x %d pixels, not 1 to %d a side", path,
             e.width, e.height, longest_side);
    check_pgm(stream, path, e);
    return e;
}

/* The size of all pictures, and the most components one has. */
static extent survey(const pile *p, int size)
{
    extent all = {0};
    for (int i = 0; i < p->n; i++) {
        char *path = path_join(p->dir, p->names[i]);
        FILE *stream = file_open(path, folder_hint);
        extent e = read_extent(stream, path);
        fclose(stream);
        if (i == 0)
            all = e;
        if (size == 0 && (e.width != all.width || e.height != all.height))
            fail("add a size to the SPEC, as in folder:DIR,size=64",
                 "%s: %d x %d pixels, those before it %d x %d", path, e.width,
                 e.height, all.width, all.height);
        if (e.components > all.components)
            all.components = e.components;
        free(path);
    }
    return all;
}

/**
## From a file to a plane a channel

stb_image makes grey of colour and three equal channels of grey. An opacity
channel must be opaque everywhere: what would shine through is not in the file,
and the colour that is stored below a transparent pixel is arbitrary.
*/

static void drop_opacity(unsigned char *pixels, size_t n, size_t channels,
                         const char *path)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char *from = pixels + i * (channels + 1);
        if (from[channels] != 255)
            fail("lay it on a background first, e.g. with ImageMagick: "
                 "mogrify -background white -flatten FILE",
                 "%s: has transparent pixels", path);
        memmove(pixels + i * channels, from, channels);
    }
}

static unsigned char *decode(const char *path, int channels, extent *e)
{
    FILE *stream = file_open(path, folder_hint);
    *e = read_extent(stream, path);
    bool opacity = e->components == 2 || e->components == 4;
    unsigned char *pixels =
        stbi_load_from_file(stream, &e->width, &e->height, &e->components,
                            channels + (opacity ? 1 : 0));
    fclose(stream);
    if (!pixels)
        fail("the file is damaged: mend it or remove it",
             "%s: cannot be decoded: %s", path, reason());
    if (opacity)
        drop_opacity(pixels, (size_t)e->width * (size_t)e->height,
                     (size_t)channels, path);
    return pixels;
}

/**
A picture of another size is cut to its middle square, since stretching would
teach the model shapes that nobody photographed. Then it is scaled: down by the
mean over the area of each new pixel, which lets no fine pattern alias, up by
bilinear interpolation.
*/

static void scale(const unsigned char *pixels, extent e, const dataset *d,
                  unsigned char *to)
{
    int side = e.width < e.height ? e.width : e.height;
    int left = (e.width - side) / 2, top = (e.height - side) / 2;
    size_t first =
        ((size_t)top * (size_t)e.width + (size_t)left) * (size_t)d->channels;
    stbir_filter filter =
        side > d->width ? STBIR_FILTER_BOX : STBIR_FILTER_TRIANGLE;
    if (!stbir_resize_uint8_generic(
            pixels + first, side, side, e.width * d->channels, to, d->width,
            d->height, 0, d->channels, STBIR_ALPHA_CHANNEL_NONE, 0,
            STBIR_EDGE_CLAMP, filter, STBIR_COLORSPACE_LINEAR, NULL))
        fail("use smaller pictures", "no memory for scaling pictures");
}

/* Files store the channels of a pixel together, a set stores planes. */
static void to_planes(const unsigned char *pixels, const dataset *d,
                      unsigned char *planes)
{
    int area = d->width * d->height;
    for (int c = 0; c < d->channels; c++)
        for (int i = 0; i < area; i++)
            planes[c * area + i] = pixels[i * d->channels + c];
}

static void load_picture(const char *path, const dataset *d, int i,
                         unsigned char *scaled)
{
    extent e;
    size_t size = (size_t)dataset_size(d);
    unsigned char *pixels = decode(path, d->channels, &e);
    bool fits = e.width == d->width && e.height == d->height;
    if (!fits)
        scale(pixels, e, d, scaled);
    to_planes(fits ? pixels : scaled, d, d->pixels + (size_t)i * size);
    stbi_image_free(pixels);
}

/* The first `most` (0: all) train or test pictures of the pile; `shape` has
 * the number of channels in the place of components. */
static dataset load_part(const pile *p, bool testing, int most, extent shape)
{
    int n = 0, i = 0;
    for (int file = 0; file < p->n; file++)
        n += dataset_is_test(file) == testing;
    if (most > 0 && n > most)
        n = most;
    dataset d = dataset_alloc(n, shape.components, shape.height, shape.width);
    unsigned char *scaled = must_alloc((size_t)dataset_size(&d), 1);
    d.names = must_calloc((size_t)n, sizeof *d.names);
    d.classes = p->classes;
    d.labels = p->classes > 0 ? must_calloc((size_t)n, 1) : NULL;
    for (int file = 0; i < n; file++) {
        if (dataset_is_test(file) != testing)
            continue;
        char *path = path_join(p->dir, p->names[file]);
        load_picture(path, &d, i, scaled);
        free(path);
        d.names[i] = must_printf("%s", p->names[file]);
        if (d.labels)
            d.labels[i] = (unsigned char)p->labels[file];
        i++;
    }
    free(scaled);
    return d;
}

split folder_load(const char *dir, int size, int channels, int train, int test)
{
    pile p = find_pictures(dir);
    extent shape = survey(&p, size);
    if (size > 0)
        shape.width = shape.height = size;
    if (channels == 0)
        channels = shape.components > 2 ? 3 : 1;
    shape.components = channels;
    split s = {.train = load_part(&p, false, train, shape),
               .test = load_part(&p, true, test, shape)};
    free_pile(&p);
    return s;
}
