// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec.h"

#include "data.h"
#include "fail.h"
#include "file.h"
#include "folder.h"
#include "idx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/**
# Naming a data set

One short text says which pictures a program works on, wherever pictures are
asked for: `mnist`, `mnist:3`, `folder:DIR,size=64`. It is a name, after a
colon one argument, and after commas a few options.
*/

const char *const data_help =
    "SPEC, the pictures to work on, is one of\n"
    "  mnist[:D]              MNIST's digits, or those of the class D (0..9);\n"
    "                         files in $MNIST_DIR, else data/mnist\n"
    "  fashion[:D]            Fashion-MNIST, or a class of it; files in\n"
    "                         $FASHION_DIR, else data/fashion, else Debian's\n"
    "  idx:IMAGES[,LABELS]    IDX files, plain or .gz; every fifth picture is\n"
    "                         a test picture\n"
    "  folder:DIR[,size=N][,gray|rgb]\n"
    "                         PNG, JPEG and PGM files, every fifth for "
    "testing;\n"
    "                         folders in DIR are classes; size=N takes the\n"
    "                         middle square and scales it to N x N\n"
    "  strokes[:D][,n=N]      N (60000) drawn digits and N/6 test digits\n"
    "  dots[:grey][,size=S][,radius=R][,x=A-B][,y=A-B][,spacing=K][,n=N]\n"
    "                         N (4096) pictures of a white (or grey) dot, its\n"
    "                         centre in these pixels, and N/4 test pictures\n"
    "  sprites[:colour][,size=S][,turn=A-B][,n=N]\n"
    "                         N (20000) pictures of a white (or coloured) "
    "square,\n"
    "                         ellipse or heart, turned by A to B degrees "
    "(0-90),\n"
    "                         and N/4 test pictures\n"
    "  palms[:gray][,size=S][,n=N]\n"
    "                         N (10000) pictures of an open hand, in colour\n"
    "                         or grey, and N/4 test pictures\n"
    "  faces[:gray][,size=S][,lights=L][,n=N]\n"
    "                         N (6000) pictures of faces, in colour or grey, L "
    "(8)\n"
    "                         of each person, and N/4 of other people\n";

const char *const spec_hint =
    "SPEC is mnist[:D], fashion[:D], idx:IMAGES[,LABELS], "
    "folder:DIR[,size=N][,gray|rgb], strokes[:D][,n=N], "
    "dots[:grey][,size=S][,radius=R][,x=A-B][,y=A-B][,spacing=K][,n=N], "
    "sprites[:colour][,size=S][,turn=A-B][,n=N], palms[:gray][,size=S][,n=N] "
    "or "
    "faces[:gray][,size=S][,lights=L][,n=N]";

static request take_apart(char *copy, const char *spec)
{
    request r = {.spec = spec, .name = copy};
    for (char *comma = strchr(copy, ','); comma;) {
        *comma = '\0';
        if (r.n_options == most_options)
            fail_usage(spec_hint, "%s: too many commas", spec);
        r.options[r.n_options++] = comma + 1;
        comma = strchr(comma + 1, ',');
    }
    r.argument = strchr(copy, ':');
    if (r.argument)
        *r.argument++ = '\0';
    return r;
}

int spec_number(const request *r, const char *text, int least, int most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || value < least || value > most)
        fail_usage(spec_hint, "%s: '%s' is not a number from %d to %d", r->spec,
                   text, least, most);
    return (int)value;
}

int spec_class(const request *r)
{
    return r->argument ? spec_number(r, r->argument, 0, digit_classes - 1)
                       : no_class;
}

_Noreturn void spec_bad_option(const request *r, const char *word)
{
    fail_usage(spec_hint, "%s: ',%s' is not an option of %s", r->spec, word,
               r->name);
}

static void need_argument(const request *r, const char *what)
{
    if (!r->argument || !*r->argument)
        fail_usage(spec_hint, "%s: %s is missing after '%s:'", r->spec, what,
                   r->name);
}

/**
## The first pictures of a class

A limit keeps the first pictures, so that a quick run works on a part of what
the full run works on, and two runs with one limit on the same.
*/

/* Keeps the first `most` pictures (0: all) of the class (no_class: any). */
static void keep_first(dataset *d, int most, int only)
{
    int n = 0;
    if (only == no_class && (most == 0 || most >= d->n))
        return;
    int *which = must_alloc((size_t)d->n, sizeof *which);
    for (int i = 0; i < d->n && (most == 0 || n < most); i++)
        if (only == no_class || d->labels[i] == only)
            which[n++] = i;
    dataset_keep(d, which, n);
    free(which);
}

/**
## MNIST, and sets that look like it

Four files, each plain or packed. Where they lie may be said by an environment
variable; if it is, no other place is tried, so nobody trains on another set
than the one he named.
*/

static const char *const digit_files[] = {
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

static char *digit_path(const char *folder, int file)
{
    char *plain = path_join(folder, digit_files[file]);
    char *packed = must_printf("%s.gz", plain);
    bool use_packed = !file_exists(plain) && file_exists(packed);
    free(use_packed ? plain : packed);
    return use_packed ? packed : plain;
}

static bool has_digits(const char *folder)
{
    bool all = true;
    for (int file = 0; file < 4; file++) {
        char *path = digit_path(folder, file);
        all = all && file_exists(path);
        free(path);
    }
    return all;
}

static dataset load_digits(const char *folder, int file, const char *hint,
                           int only, int most)
{
    char *images = digit_path(folder, file);
    char *labels = digit_path(folder, file + 1);
    dataset d = idx_load(images, labels, hint);
    if (d.classes > digit_classes)
        fail(hint, "%s: label %d is none of 0..9", labels, d.classes - 1);
    d.classes = digit_classes;
    keep_first(&d, most, only);
    if (d.n == 0)
        fail(hint, "%s: no picture of class %d", labels, only);
    free(images);
    free(labels);
    return d;
}

static split digits(const request *r, const char *folder, const char *hint)
{
    int only = spec_class(r);
    if (r->n_options > 0)
        spec_bad_option(r, r->options[0]);
    split s = {.train = load_digits(folder, 0, hint, only, r->train),
               .test = load_digits(folder, 2, hint, only, r->test)};
    if (s.train.channels != s.test.channels ||
        s.train.height != s.test.height || s.train.width != s.test.width)
        fail(hint, "%s: test pictures of another size than training pictures",
             folder);
    return s;
}

static const char *from_environment(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value ? value : NULL;
}

static const char *mnist_folder(void)
{
    const char *folder = from_environment("MNIST_DIR");
    return folder ? folder : "data/mnist";
}

static split load_mnist(const request *r)
{
    const char *hint = "run data/fetch mnist";
    if (from_environment("MNIST_DIR"))
        hint = "MNIST_DIR must name a folder with MNIST's four files; or unset "
               "it and run data/fetch mnist";
    return digits(r, mnist_folder(), hint);
}

bool data_has_mnist(void)
{
    return has_digits(mnist_folder());
}

static split load_fashion(const request *r)
{
    const char *debian = "/usr/share/datasets/fashion-mnist";
    const char *folder = from_environment("FASHION_DIR");
    if (!folder)
        folder = has_digits(debian) && !has_digits("data/fashion")
                     ? debian
                     : "data/fashion";
    return digits(r, folder,
                  "install the Debian package dataset-fashion-mnist, or set "
                  "FASHION_DIR to a folder with its four files");
}

/* Ten signs for ten digits, one folder each. */
const char *data_hands(void)
{
    const char *folder = from_environment("HANDS_DIR");
    bool all = true;
    if (!folder)
        folder = "data/hands";
    for (int sign = 0; sign < digit_classes; sign++) {
        char *path = must_printf("%s/%d", folder, sign);
        all = all && file_exists(path);
        free(path);
    }
    return all ? folder : NULL;
}

const char *data_yaleb(void)
{
    const char *folder = from_environment("YALEB_DIR");
    if (!folder)
        folder = "data/yaleb";
    return file_exists(folder) ? folder : NULL;
}

/**
## Other files

One IDX file has no test set, so every fifth picture becomes a test picture.
*/

static split load_idx(const request *r)
{
    int n = 0, n_test = 0;
    need_argument(r, "IMAGES");
    if (r->n_options > 1)
        spec_bad_option(r, r->options[1]);
    dataset all =
        idx_load(r->argument, r->n_options > 0 ? r->options[0] : NULL,
                 "idx:IMAGES[,LABELS] names whole IDX files of unsigned bytes, "
                 "plain or .gz, with as many labels as pictures");
    int *which = must_alloc((size_t)all.n, sizeof *which);
    for (int i = 0; i < all.n; i++)
        if (dataset_is_test(i) && (r->test == 0 || n_test < r->test))
            which[n_test++] = i;
    split s = {.test = dataset_pick(&all, which, n_test)};
    for (int i = 0; i < all.n; i++)
        if (!dataset_is_test(i) && (r->train == 0 || n < r->train))
            which[n++] = i;
    dataset_keep(&all, which, n);
    free(which);
    s.train = all;
    return s;
}

static split load_folder(const request *r)
{
    int size = 0, channels = 0;
    need_argument(r, "DIR");
    for (int i = 0; i < r->n_options; i++) {
        const char *word = r->options[i];
        if (strncmp(word, "size=", 5) == 0 && size == 0)
            size = spec_number(r, word + 5, 1, 8192);
        else if (strcmp(word, "gray") == 0 && channels == 0)
            channels = 1;
        else if (strcmp(word, "rgb") == 0 && channels == 0)
            channels = 3;
        else
            spec_bad_option(r, word);
    }
    return folder_load(r->argument, size, channels, r->train, r->test);
}

static const struct {
    const char *name;
    split (*load)(const request *r);
} sources[] = {{"mnist", load_mnist},     {"fashion", load_fashion},
               {"idx", load_idx},         {"folder", load_folder},
               {"strokes", spec_strokes}, {"dots", spec_dots},
               {"sprites", spec_sprites}, {"palms", spec_palms},
               {"faces", spec_faces}};

split data_load(const char *spec, uint64_t seed, int train, int test)
{
    REQUIRE(train >= 0 && test >= 0, "a limit is not negative");
    char *copy = must_printf("%s", spec);
    request r = take_apart(copy, spec);
    r.seed = seed;
    r.train = train;
    r.test = test;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (strcmp(sources[i].name, r.name) != 0)
            continue;
        split s = sources[i].load(&r);
        s.spec = must_printf("%s", spec);
        free(copy);
        return s;
    }
    fail_usage(spec_hint, "'%s': no such data set", spec);
}
