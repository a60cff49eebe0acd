// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "alignment.h"
#include "augment.h"
#include "data.h"
#include "dump_dae.h"
#include "fail.h"
#include "laboratory.h"
#include "landmarks.h"
#include "manifold.h"
#include "measures.h"
#include "mixing.h"
#include "model.h"
#include "runs.h"
#include "scores.h"
#include "sheets.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# The program

`--only model` trains the one model that the options describe, on any pictures,
and measures it. The chapter as a whole starts that some thirty times.
*/

static const char *const summary =
    "Chapter 4: the deforming autoencoder. Can a network tell shape from\n"
    "appearance when nobody tells it what they are?";

enum { DIGIT = 3, QUICK_EPOCHS = 2 };

static chapter c = {
    .run.options = {.epochs = 30,
                    .batch = 64,
                    .seed = 1,
                    .out = "build/run/04_dae",
                    .lang = "en"},
    .settings = {.appearance = 1,
                 .shape = 16,
                 .encoder = 400,
                 .texture = 64,
                 .warp = 64,
                 .grid = 7,
                 .local = "increments",
                 .arch = "dense",
                 .smooth = 0.01,
                 .bias = 0.02,
                 .affine_bias = 0.4,
                 .rate = 2e-3},
    .only = "all",
};

static int held_out, pictures, copies;

static const option own[] = {
    {"appearance", "K", "codes of the texture", OPTION_INT, KEPT_FIXED,
     &c.settings.appearance, 1, 512, false},
    {"shape", "K", "codes of the local warp", OPTION_INT, KEPT_FIXED,
     &c.settings.shape, 1, 512, false},
    {"encoder", "N", "hidden units of the encoder", OPTION_INT, KEPT_FIXED,
     &c.settings.encoder, 1, 65536, false},
    {"texture", "N", "hidden units of the texture's decoder", OPTION_INT,
     KEPT_FIXED, &c.settings.texture, 1, 65536, false},
    {"warp", "N", "hidden units of the warp's decoder", OPTION_INT, KEPT_FIXED,
     &c.settings.warp, 1, 65536, false},
    {"grid", "N", "logits of the local warp along a side", OPTION_INT,
     KEPT_FIXED, &c.settings.grid, 2, 512, false},
    {"local", "KIND", "increments, residual or none", OPTION_TEXT, KEPT_FIXED,
     &c.settings.local, 0, 0, false},
    {"arch", "KIND", "dense, conv, or conv-encoder", OPTION_TEXT, KEPT_FIXED,
     &c.settings.arch, 0, 0, false},
    {"no-affine", "", "no affine part", OPTION_FLAG, KEPT_FIXED,
     &c.settings.no_affine, 0, 0, false},
    {"trunk", "", "one hidden layer for both decoders", OPTION_FLAG, KEPT_FIXED,
     &c.settings.trunk, 0, 0, false},
    {"smooth", "W", "weight of the warp's total variation", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.smooth, 0, 1e6, false},
    {"bias", "W", "weight of the mean local warp", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.bias, 0, 1e6, false},
    {"affine-bias", "W", "weight of the mean affine map", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.affine_bias, 0, 1e6, false},
    {"rate", "R", "learning rate of the first half", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.rate, 0, 1e30, false},
    {"held-out", "N", "last training pictures, to measure each epoch",
     OPTION_INT, KEPT_FIXED, &held_out, 0, 1e6, false},
    {"pictures", "N", "train on the first N only; 0: all", OPTION_INT,
     KEPT_FIXED, &pictures, 0, 1e6, false},
    {"augment", "N", "moved copies of each training picture", OPTION_INT,
     KEPT_FIXED, &copies, 0, 100, false},
    {"only", "PART", "model or all", OPTION_TEXT, NOT_KEPT, &c.only, 0, 0,
     false},
};

static bool is(const char *part)
{
    return strcmp(c.only, part) == 0;
}

/* Is the option's text one of up to three? */
static void check_kind(const char *name, const char *text,
                       const char *const kinds[3])
{
    for (int i = 0; i < 3; i++)
        if (strcmp(text, kinds[i]) == 0)
            return;
    char *hint = must_printf("--%s takes %s, %s or %s", name, kinds[0],
                             kinds[1], kinds[2]);
    fail_usage(hint, "--%s: there is no '%s'", name, text);
}

static void check_kinds(void)
{
    static const char *const locals[] = {"increments", "residual", "none"};
    static const char *const archs[] = {"dense", "conv", "conv-encoder"};
    check_kind("local", c.settings.local, locals);
    check_kind("arch", c.settings.arch, archs);
}

/* What the many runs of the chapter as a whole would not heed. */
static void refuse_others(void)
{
    static const char *const names[] = {"resume", "save", "dump", "eval"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].value != &c.only)
            options_refuse(&c.run.options, own[i].name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        options_refuse(&c.run.options, names[i]);
}

static void check_options(void)
{
    if (!is("all") && !is("model"))
        fail_usage("--only takes model or all", "there is no part '%s'",
                   c.only);
    check_kinds();
    if (is("all"))
        refuse_others();
}

static void check_convolutions(const dataset *d)
{
    if (strcmp(c.settings.arch, "dense") != 0 &&
        (d->height % CONV_SIDES != 0 || d->width % CONV_SIDES != 0))
        fail_usage("give pictures of other sides, or --arch dense",
                   "--arch %s: the pictures have %d x %d pixels, and %d does "
                   "not divide both",
                   c.settings.arch, d->height, d->width, CONV_SIDES);
}

static void load(void)
{
    data_default_digit(&c.run.options, DIGIT);
    c.data = data_for(&c.run.options, pictures);
    dae_check_sizes(&c.data.train, c.data.spec, c.settings.grid);
    check_convolutions(&c.data.train);
    run_data(&c.run, &c.data);
    c.held_out = data_held_out(&c.data, held_out);
    if (copies > 0)
        c.moved = augmented(&c.data.train, &usual_augmentation, copies,
                            (uint64_t)c.run.options.seed);
}

/* The model of the first run, drawn in all ways. */
static void main_model(void)
{
    char *path = run_path(&c.run, "main/dae.safetensors");
    dae m = model_loaded(&c.settings, &c.data.test, c.run.options.batch, path);
    model_sheets(&c, &m);
    mixing_sheets(&c, &m);
    manifold_part(&c, &m);
    graph_write(m.g, c.run.options.out);
    dae_free(&m);
    free(path);
}

static void one_model(void)
{
    dae m = model_trained(&c);
    measures_part(&c, &m);
    scores_part(&c, &m);
    means_sheet(&c, &m);
    landmarks_part(&c, &m);
    alignment_sheet(&c, &m);
    if (c.run.options.dump)
        dump_dae(c.run.options.dump, &m, &c.data.test);
    dae_free(&m);
}

int main(int argc, char **argv)
{
    run_begin(&c.run, argc, argv, summary, data_help, own,
              sizeof own / sizeof *own);
    check_options();
    if (!is("all"))
        run_part(&c.run, c.only);
    if (c.run.options.quick)
        c.run.options.epochs = GSL_MIN(c.run.options.epochs, QUICK_EPOCHS);
    load();
    if (is("model")) {
        one_model();
    } else {
        laboratory_part(&c);
        runs_part(&c);
        main_model();
    }
    run_end(&c.run, "04");
    dataset_free(&c.moved);
    dataset_free(&c.held_out);
    split_free(&c.data);
    return 0;
}
