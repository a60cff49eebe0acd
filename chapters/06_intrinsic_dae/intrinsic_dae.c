// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "blocks.h"
#include "data.h"
#include "fail.h"
#include "harmonics.h"
#include "lighting.h"
#include "measures.h"
#include "model.h"
#include "parts_dump.h"
#include "photographs.h"
#include "retinex.h"
#include "runs.h"
#include "samples.h"
#include "sheets.h"
#include "sphere.h"
#include "truth.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# The program

`--only model` trains the one model that the options describe, on any pictures
of one kind of thing under different lights, and measures what can be measured.
The chapter as a whole begins with the warm-up, starts that program some fifteen
times, and looks at what came out.
*/

static const char *const summary =
    "Chapter 6: the intrinsic deforming autoencoder. What is paint, what is\n"
    "light, what is shape?";

enum { QUICK_EPOCHS = 2, LEAST_TEST = 24 };

static chapter c = {
    .run.options = {.epochs = 10,
                    .batch = 32,
                    .seed = 1,
                    .out = "build/run/06_intrinsic_dae",
                    .lang = "en"},
    .settings = {.shading_codes = 6,
                 .albedo_codes = 12,
                 .shape = 16,
                 .encoder = 128,
                 .shading = 32,
                 .albedo = 64,
                 .warp = 64,
                 .light_grid = 12,
                 .grid = 8,
                 .smooth = 3e-4,
                 .bias = 2e-3,
                 .affine_bias = 1e-2,
                 .shade = 1e-3,
                 .flat = 3e-2,
                 .nats = 1e-5,
                 .rate = 2e-3},
    .only = "all",
};

static int held_out, pictures;

static const option own[] = {
    {"shading-codes", "K", "codes of the shading", OPTION_INT, KEPT_FIXED,
     &c.settings.shading_codes, 1, 512, false},
    {"albedo-codes", "K", "codes of the albedo", OPTION_INT, KEPT_FIXED,
     &c.settings.albedo_codes, 1, 512, false},
    {"shape", "K", "codes of the local warp", OPTION_INT, KEPT_FIXED,
     &c.settings.shape, 1, 512, false},
    {"encoder", "N", "hidden units of the encoder", OPTION_INT, KEPT_FIXED,
     &c.settings.encoder, 1, 65536, false},
    {"shading", "N", "hidden units of the shading's decoder", OPTION_INT,
     KEPT_FIXED, &c.settings.shading, 1, 65536, false},
    {"albedo", "N", "hidden units of the albedo's decoder", OPTION_INT,
     KEPT_FIXED, &c.settings.albedo, 1, 65536, false},
    {"warp", "N", "hidden units of the warp's decoder", OPTION_INT, KEPT_FIXED,
     &c.settings.warp, 1, 65536, false},
    {"light-grid", "N", "numbers of the shading along a side", OPTION_INT,
     KEPT_FIXED, &c.settings.light_grid, 2, 512, false},
    {"grid", "N", "logits of the local warp along a side", OPTION_INT,
     KEPT_FIXED, &c.settings.grid, 2, 512, false},
    {"one-sided", "", "no left-right symmetry of the albedo", OPTION_FLAG,
     KEPT_FIXED, &c.settings.one_sided, 0, 0, false},
    {"smooth", "W", "weight of the warp's total variation", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.smooth, 0, 1e6, false},
    {"bias", "W", "weight of the mean local warp", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.bias, 0, 1e6, false},
    {"affine-bias", "W", "weight of the mean affine map", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.affine_bias, 0, 1e6, false},
    {"shade", "W", "weight of the shading's squared gradient", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.shade, 0, 1e6, false},
    {"flat", "W", "weight of the albedo's total variation", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.flat, 0, 1e6, false},
    {"nats", "W", "weight of a nat of the albedo's code", OPTION_NUMBER,
     KEPT_FIXED, &c.settings.nats, 0, 1e6, false},
    {"rate", "R", "learning rate of the first half", OPTION_NUMBER, KEPT_FIXED,
     &c.settings.rate, 0, 1e30, false},
    {"held-out", "N", "last training pictures, to measure each epoch",
     OPTION_INT, KEPT_FIXED, &held_out, 0, 1e6, false},
    {"pictures", "N", "train on the first N only; 0: all", OPTION_INT,
     KEPT_FIXED, &pictures, 0, 1e6, false},
    {"full", "", "all runs as long as the main one", OPTION_FLAG, NOT_KEPT,
     &c.full, 0, 0, false},
    {"only", "PART", "model or all", OPTION_TEXT, NOT_KEPT, &c.only, 0, 0,
     false},
};

/* What the many runs of the chapter as a whole would not heed. */
static const char *const of_one[] = {
    "data",      "shading-codes", "albedo-codes", "shape",       "encoder",
    "shading",   "albedo",        "warp",         "light-grid",  "grid",
    "one-sided", "smooth",        "bias",         "affine-bias", "shade",
    "flat",      "nats",          "rate",         "held-out",    "pictures",
    "resume",    "save",          "dump",         "eval"};

static bool all(void)
{
    return strcmp(c.only, "all") == 0;
}

static void check_options(void)
{
    if (!all() && strcmp(c.only, "model") != 0)
        fail_usage("--only takes model or all", "there is no part '%s'",
                   c.only);
    if (!all() && c.full)
        fail_usage("leave out one of them",
                   "--full is for the chapter as a whole, --only %s is not",
                   c.only);
    for (size_t i = 0; all() && i < sizeof of_one / sizeof *of_one; i++)
        options_refuse(&c.run.options, of_one[i]);
}

static void check_sizes(void)
{
    const dataset *d = &c.data.train;
    int side = GSL_MIN(d->height, d->width);
    int grid = GSL_MAX(c.settings.grid, c.settings.light_grid);
    if (grid > side)
        fail_usage("give a smaller --grid and --light-grid",
                   "a grid of %d: the pictures have only %d pixels along a "
                   "side",
                   grid, side);
    if (d->channels == 2 || d->channels > 3)
        fail("give pictures in grey or colour", "%s: %d channels", c.data.spec,
             d->channels);
}

/* True if both sets tell where the lamp of each picture stood. */
static bool light_is_known(void)
{
    const dataset *train = &c.data.train, *test = &c.data.test;
    return azimuth_column(train) >= 0 &&
           test->factor_names == train->factor_names;
}

/* Dividing by people has brought some more. */
static void keep_pictures(void)
{
    int more = c.data.train.n - pictures;
    if (pictures == 0 || more <= 0)
        return;
    dataset rest = dataset_cut(&c.data.train, more);
    dataset_free(&rest);
}

static void load(void)
{
    if (!c.run.options.data)
        c.run.options.data =
            c.run.options.quick ? "faces,n=800" : "faces,n=4800";
    c.data = data_for(&c.run.options, pictures);
    photographs_by_person(&c.data, c.run.options.eval);
    keep_pictures();
    if (c.data.test.n < LEAST_TEST)
        fail("give more pictures", "%s: %d test pictures; %d are needed",
             c.data.spec, c.data.test.n, LEAST_TEST);
    check_sizes();
    run_data(&c.run, &c.data);
    c.held_out = data_held_out(&c.data, held_out);
    if (light_is_known() && c.data.train.n < LEAST_FITTED)
        fail_usage(
            "give more pictures",
            "%d pictures to train on; to read the light from codes takes "
            "%d",
            c.data.train.n, LEAST_FITTED);
}

/* What can be asked where it is known. */
static void look_for_light(const intrinsic *m)
{
    coded fitted = encoded(m, &c.data.train, MOST_FITTED);
    blocks_part(&c, m, &fitted);
    photographs_part(&c, m);
    lighting_part(&c, m, &fitted);
    coded_free(&fitted);
}

static void one_model(void)
{
    intrinsic m = model_trained(&c);
    measures_part(&c, &m);
    truth_part(&c, &m);
    parts_sheet(&c, &m);
    if (light_is_known())
        look_for_light(&m);
    graph_write(m.g, c.run.options.out);
    if (c.run.options.dump)
        parts_dump(c.run.options.dump, &m, &c.data.test);
    intrinsic_free(&m);
}

static void whole_chapter(void)
{
    retinex_part(&c.run);
    sphere_part(&c.run);
    harmonics_part(&c.run);
    runs_part(&c);
    intrinsic m = run_main(&c);
    graph_write(m.g, c.run.options.out);
    drawing_sheets(&c, &m);
    char *path = run_path(&c.run, "samples.png");
    samples_sheet(&c.data.test, SHEET_ZOOM, path);
    free(path);
    intrinsic_free(&m);
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
    run_end(&c.run, "06");
    dataset_free(&c.held_out);
    split_free(&c.data);
    return 0;
}
