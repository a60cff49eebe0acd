// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "by_hand.h"
#include "compare.h"
#include "data.h"
#include "deformations.h"
#include "drawing.h"
#include "dump_dae.h"
#include "fail.h"
#include "fewer.h"
#include "measures.h"
#include "misread.h"
#include "model.h"
#include "runs.h"
#include "sheets.h"
#include "templates.h"

#include <gsl/gsl_math.h>
#include <string.h>

/**
# The program

`--only model` trains the one model that the options describe, on any pictures
with labels, and measures it. The chapter as a whole starts that some thirty
times.
*/

static const char *const summary =
    "Chapter 5: the class-aware deforming autoencoder. What does it help to\n"
    "know what a picture shows?";

enum { QUICK_EPOCHS = 2, CLASSES = 10, LEAST_TEST = 12 };

static chapter c = {
    .run.options = {.epochs = 3,
                    .batch = 96,
                    .seed = 1,
                    .out = "build/run/05_class_dae",
                    .lang = "en"},
    .settings = {.model = "class",
                 .appearance = 1,
                 .shape = 32,
                 .extra = CLASSES,
                 .encoder = {320, 128},
                 .texture = 64,
                 .warp = 64,
                 .grid = 14,
                 .smooth = 0.02,
                 .bias = 0.02,
                 .affine_bias = 0.08,
                 .classes = 0.025,
                 .rate = 3e-3,
                 .hold = 0.7,
                 .labels = 100},
    .only = "all",
};

static int held_out, pictures;

static const option own[] = {
    {"model", "NAME", "class, plain or extra", OPTION_TEXT, KEPT_FIXED,
     &c.settings.model, 0, 0, false},
    {"appearance", "K", "codes of the texture alone", OPTION_INT, KEPT_FIXED,
     &c.settings.appearance, 1, 512, false},
    {"shape", "K", "codes of the local warp alone", OPTION_INT, KEPT_FIXED,
     &c.settings.shape, 1, 512, false},
    {"extra", "K", "codes of both, without a label, of the model extra",
     OPTION_INT, KEPT_FIXED, &c.settings.extra, 1, 512, false},
    {"labels", "P", "per cent of the training labels that are used",
     OPTION_NUMBER, KEPT_FIXED, &c.settings.labels, 0, 100, false},
    {"class-weight", "W", "weight of the cross-entropy of the classes",
     OPTION_NUMBER, KEPT_FIXED, &c.settings.classes, 0, 1e6, false},
    {"encoder", "N", "units of the encoder's first hidden layer", OPTION_INT,
     KEPT_FIXED, &c.settings.encoder[0], 1, 65536, false},
    {"encoder-2", "N", "and of its second; 0: none", OPTION_INT, KEPT_FIXED,
     &c.settings.encoder[1], 0, 65536, false},
    {"texture", "N", "hidden units of the texture's decoder", OPTION_INT,
     KEPT_FIXED, &c.settings.texture, 1, 65536, false},
    {"warp", "N", "hidden units of the warp's decoder", OPTION_INT, KEPT_FIXED,
     &c.settings.warp, 1, 65536, false},
    {"grid", "N", "logits of the local warp along a side", OPTION_INT,
     KEPT_FIXED, &c.settings.grid, 2, 512, false},
    {"smooth", "W", "weight of the warp's total variation", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.smooth, 0, 1e6, false},
    {"bias", "W", "weight of the mean local warp", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.bias, 0, 1e6, false},
    {"affine-bias", "W", "weight of the mean affine map", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.affine_bias, 0, 1e6, false},
    {"rate", "R", "learning rate at the start", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.rate, 0, 1e30, false},
    {"hold", "U", "share of the training for which it stays", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.hold, 0, 0.99, false},
    {"held-out", "N", "last training pictures, to measure each epoch",
     OPTION_INT, KEPT_FIXED, &held_out, 0, 1e6, false},
    {"pictures", "N", "train on the first N only; 0: all", OPTION_INT,
     KEPT_FIXED, &pictures, 0, 1e6, false},
    {"full", "", "more seeds, and all runs as long as the main ones",
     OPTION_FLAG, NOT_KEPT, &c.full, 0, 0, false},
    {"only", "PART", "model or all", OPTION_TEXT, NOT_KEPT, &c.only, 0, 0,
     false},
};

/* What the many runs of the chapter as a whole would not heed. */
static const char *const of_one[] = {
    "model",   "appearance",  "shape",   "extra", "labels",   "class-weight",
    "encoder", "encoder-2",   "texture", "warp",  "grid",     "smooth",
    "bias",    "affine-bias", "rate",    "hold",  "held-out", "pictures",
    "resume",  "save",        "dump",    "eval"};

static bool all(void)
{
    return strcmp(c.only, "all") == 0;
}

static bool is_class(void)
{
    return strcmp(c.settings.model, "class") == 0;
}

static void check_options(void)
{
    const char *model = c.settings.model;
    if (!all() && strcmp(c.only, "model") != 0)
        fail_usage("--only takes model or all", "there is no part '%s'",
                   c.only);
    if (!is_class() && strcmp(model, "plain") != 0 &&
        strcmp(model, "extra") != 0)
        fail_usage("--model takes class, plain or extra",
                   "there is no model '%s'", model);
    if (!is_class() && options_find(&c.run.options, "labels")->given)
        fail_usage("leave one of them out",
                   "--labels is for classes, and --model %s has none", model);
    if (!all() && c.full)
        fail_usage("leave out one of them",
                   "--full is for the chapter as a whole, --only %s is not",
                   c.only);
    for (size_t i = 0; all() && i < sizeof of_one / sizeof *of_one; i++)
        options_refuse(&c.run.options, of_one[i]);
}

/* The chapter as a whole looks at ten classes, and at the warps of each. */
static void check_classes(void)
{
    const dataset *d = &c.data.test;
    int counts[NO_LABEL + 1] = {0};
    if (c.data.train.classes != CLASSES)
        fail("give --only model, too",
             "%s: %d classes; the chapter as a whole is about ten", c.data.spec,
             c.data.train.classes);
    for (int b = 0; d->labels && b < d->n; b++)
        counts[d->labels[b]]++;
    for (int k = 0; k < CLASSES; k++)
        if (counts[k] < LEAST_TEST)
            fail("give more pictures, or --only model",
                 "%s: %d test pictures of class %d; the chapter as a whole "
                 "looks at %d",
                 c.data.spec, counts[k], k, LEAST_TEST);
}

/* How many labels are known, and the largest. */
static int known_labels(const dataset *d, int *most)
{
    int known = 0;
    *most = 0;
    for (int b = 0; d->labels && b < d->n; b++)
        if (d->labels[b] != NO_LABEL) {
            known++;
            *most = GSL_MAX(*most, d->labels[b]);
        }
    return known;
}

static void check_labels(void)
{
    int most, classes = c.data.train.classes;
    if (!all() && !is_class())
        return;
    if (known_labels(&c.data.train, &most) == 0)
        fail("give pictures with labels, e.g. a folder of folders, or --only "
             "model --model plain",
             "%s: no picture has a label", c.data.spec);
    known_labels(&c.data.test, &most);
    if (most >= classes)
        fail("give test pictures of the classes that are trained",
             "%s: a test picture is of class %d, but the training pictures "
             "have classes 0 to %d",
             c.run.options.eval ? c.run.options.eval : c.data.spec, most,
             classes - 1);
    if (all())
        check_classes();
}

static void load(void)
{
    c.data = data_for(&c.run.options, pictures);
    dae_check_sizes(&c.data.train, c.data.spec, c.settings.grid);
    check_labels();
    run_data(&c.run, &c.data);
    c.held_out = data_held_out(&c.data, held_out);
}

static void one_model(void)
{
    thin_labels(&c.data.train, c.settings.labels, (uint64_t)c.run.options.seed);
    dae m = model_trained(&c);
    measures_part(&c, &m);
    if (c.run.options.dump)
        dump_dae(c.run.options.dump, &m, &c.data.test);
    dae_free(&m);
}

static void whole_chapter(void)
{
    runs_part(&c);
    compare_part(&c);
    sheets_part(&c);
    templates_part(&c);
    deformations_part(&c);
    by_hand_part(&c);
    drawing_part(&c);
    misread_part(&c);
    labels_part(&c);
    lengths_part(&c);
    hands_part(&c);
}

int main(int argc, char **argv)
{
    run_begin(&c.run, argc, argv, summary, data_help, own,
              sizeof own / sizeof *own);
    check_options();
    if (!all())
        run_part(&c.run, c.only);
    if (c.run.options.quick)
        c.run.options.epochs = GSL_MIN(c.run.options.epochs, QUICK_EPOCHS);
    load();
    if (all()) {
        whole_chapter();
    } else {
        one_model();
    }
    run_end(&c.run, "05");
    dataset_free(&c.held_out);
    split_free(&c.data);
    return 0;
}
