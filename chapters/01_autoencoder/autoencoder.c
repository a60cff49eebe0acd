// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "data.h"
#include "density.h"
#include "dump.h"
#include "fail.h"
#include "generator.h"
#include "linear.h"
#include "model.h"
#include "sheets.h"
#include "sizes.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# The program

All parts in the order of the chapter. `--only linear` stops after the first,
`--only ae` trains the one autoencoder and nothing else.
*/

static const char *const summary = "Chapter 1: the classic autoencoder. What "
                                   "does a bottleneck learn, and why\n"
                                   "can we not simply draw from it?";

static chapter c = {
    .run.options = {.epochs = 15,
                    .batch = 100,
                    .seed = 1,
                    .out = "build/run/01_autoencoder",
                    .lang = "en"},
    .latent = 8,
    .rate = 4e-3,
    .half_life = 2.5,
    .only = "all",
};

static int held_out, pictures;

static const option own[] = {
    {"latent", "K", "codes of the autoencoder", OPTION_INT, KEPT_FIXED,
     &c.latent, 1, 512, false},
    {"rate", "R", "learning rate at the start", OPTION_NUMBER, KEPT_FIXED,
     &c.rate, 0, 1e30, false},
    {"half-life", "E", "epochs in which it halves; 0: never", OPTION_NUMBER,
     KEPT_FIXED, &c.half_life, 0, 1e6, false},
    {"held-out", "N", "last training pictures, to measure each epoch",
     OPTION_INT, KEPT_FIXED, &held_out, 0, 1e6, false},
    {"pictures", "N", "train on the first N only; 0: all", OPTION_INT,
     KEPT_FIXED, &pictures, 0, 1e6, false},
    {"only", "PART", "linear, ae or all", OPTION_TEXT, NOT_KEPT, &c.only, 0, 0,
     false},
};

static bool is(const char *part)
{
    return strcmp(c.only, part) == 0;
}

/* Too few pictures for the parts to come are found now, not after the
 * training: k codes vary in k directions only among more pictures than k. */
static void check_data(void)
{
    int size = dataset_size(&c.data.train);
    int least = GSL_MAX(c.latent + 1, DENSITY_NEIGHBOUR);
    if (is("ae"))
        return;
    if (c.latent >= size)
        fail_usage("give a smaller --latent, or --only ae",
                   "--latent %d, but a picture has %d numbers", c.latent, size);
    if (c.data.train.n <= least || (is("all") && c.data.test.n <= least))
        fail("give more pictures, or --only ae",
             "%s: %d training and %d test pictures, too few for what is "
             "measured here",
             c.data.spec, c.data.train.n, c.data.test.n);
}

static void load(void)
{
    c.data = data_for(&c.run.options, pictures);
    run_data(&c.run, &c.data);
    c.held_out = data_held_out(&c.data, held_out);
    check_data();
}

static void dump(autoencoder *m)
{
    const char *folder = c.run.options.dump;
    const dataset *test = &c.data.test;
    dump_names(folder, test);
    dump_pictures(folder, "input.npy", m->x, m->x, test);
    dump_pictures(folder, "recon.npy", m->x, m->y, test);
    dump_codes(folder, "codes.npy", m->x, m->z, test);
}

static autoencoder the_autoencoder(void)
{
    autoencoder m = autoencoder_trained(&c);
    if (c.run.options.dump)
        dump(&m);
    return m;
}

static void nonlinear_parts(const pca *p)
{
    autoencoder m = the_autoencoder();
    sizes_part(&c);
    sheets_part(&c, &m, p);
    nearest_part(&c, &m);
    generator_part(&c, &m);
    autoencoder_free(&m);
    if (c.latent == 2)
        return;
    char *path = map_path(&c);
    m = autoencoder_loaded(&c, 2, path);
    generator_part(&c, &m);
    autoencoder_free(&m);
    free(path);
}

int main(int argc, char **argv)
{
    run_begin(&c.run, argc, argv, summary, data_help, own,
              sizeof own / sizeof *own);
    if (!is("all") && !is("linear") && !is("ae"))
        fail_usage("--only takes linear, ae or all", "there is no part '%s'",
                   c.only);
    if (!is("all"))
        run_part(&c.run, c.only);
    load();
    if (is("linear") || is("all")) {
        pca p = pca_fit(&c.data.train);
        linear_part(&c, &p);
        if (is("all"))
            nonlinear_parts(&p);
        pca_free(&p);
    } else {
        autoencoder m = the_autoencoder();
        autoencoder_free(&m);
    }
    run_end(&c.run, "01");
    dataset_free(&c.held_out);
    split_free(&c.data);
    return 0;
}
