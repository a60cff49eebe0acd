// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "codes.h"
#include "control.h"
#include "data.h"
#include "density.h"
#include "dump.h"
#include "elbo.h"
#include "estimators.h"
#include "fail.h"
#include "importance.h"
#include "linear.h"
#include "model.h"
#include "runs.h"
#include "sheets.h"

#include <gsl/gsl_math.h>
#include <string.h>

/**
# The program

`--only model` trains the one model that the options describe and measures it;
`--only codes` asks besides how full its code space is. These two are what the
program starts itself for, with other seeds, weights and sizes.
*/

static const char *const summary = "Chapter 2: the variational autoencoder. "
                                   "What must be added so that we can\n"
                                   "draw from it, and what does that cost?";

static chapter c = {
    .run.options = {.epochs = 16,
                    .batch = 64,
                    .seed = 1,
                    .out = "build/run/02_vae",
                    .lang = "en"},
    .latent = 20,
    .hidden = 400,
    .rate = 5e-3,
    .hold = 8,
    .half_life = 1.33,
    .beta = 1,
    .model = "vae",
    .only = "all",
};

static int held_out, pictures;

static const option own[] = {
    {"latent", "K", "codes", OPTION_INT, KEPT_FIXED, &c.latent, 1, 512, false},
    {"hidden", "N", "units of each hidden layer", OPTION_INT, KEPT_FIXED,
     &c.hidden, 1, 65536, false},
    {"model", "vae|ae", "variational or plain autoencoder", OPTION_TEXT,
     KEPT_FIXED, &c.model, 0, 0, false},
    {"beta", "B", "weight of the divergence; 1: the ELBO", OPTION_NUMBER,
     KEPT_FIXED, &c.beta, 0, 1e6, false},
    {"warm-up", "E", "epochs in which it grows from 0", OPTION_NUMBER,
     KEPT_FIXED, &c.warm_up, 0, 1e6, false},
    {"binary", "", "black and white pictures, drawn from the grey ones",
     OPTION_FLAG, KEPT_FIXED, &c.binary, 0, 0, false},
    {"rate", "R", "learning rate at the start", OPTION_NUMBER, KEPT_FIXED,
     &c.rate, 0, 1e30, false},
    {"hold", "E", "epochs for which it stays", OPTION_NUMBER, KEPT_FIXED,
     &c.hold, 0, 1e6, false},
    {"half-life", "E", "epochs in which it halves after that; 0: never",
     OPTION_NUMBER, KEPT_FIXED, &c.half_life, 0, 1e6, false},
    {"held-out", "N", "last training pictures, to measure each epoch",
     OPTION_INT, KEPT_FIXED, &held_out, 0, 1e6, false},
    {"pictures", "N", "train on the first N only; 0: all", OPTION_INT,
     KEPT_FIXED, &pictures, 0, 1e6, false},
    {"only", "PART", "model, codes or all", OPTION_TEXT, NOT_KEPT, &c.only, 0,
     0, false},
};

static bool is(const char *part)
{
    return strcmp(c.only, part) == 0;
}

static void check_options(void)
{
    bool plain = strcmp(c.model, "ae") == 0;
    if (!is("all") && !is("model") && !is("codes"))
        fail_usage("--only takes model, codes or all", "there is no part '%s'",
                   c.only);
    if (!plain && strcmp(c.model, "vae") != 0)
        fail_usage("--model takes vae or ae", "there is no model '%s'",
                   c.model);
    if (plain && (c.beta != 1 || c.warm_up > 0))
        fail_usage("leave them out, or give --model vae",
                   "--beta and --warm-up weigh a divergence, and the plain "
                   "autoencoder has none");
    if (plain && c.binary && !is("all"))
        fail_usage("leave one of them out",
                   "--binary is for the likelihood, and --model ae has no "
                   "likelihood");
    if (is("all") && (plain || c.binary))
        fail_usage("give --only model, or leave it out",
                   "the whole chapter trains %s by itself",
                   plain ? "--model ae" : "--binary");
}

/* Too few pictures for the parts to come are found now, not after the
 * training: k codes vary in k directions only among more pictures than k. */
static void check_data(void)
{
    int least = GSL_MAX(c.latent, DENSITY_NEIGHBOUR);
    if (!is("model") && c.data.train.n <= least)
        fail("give more pictures, or --only model",
             "%s: %d training pictures, too few for what is measured here",
             c.data.spec, c.data.train.n);
}

static void load(void)
{
    c.data = data_for(&c.run.options, pictures);
    run_data(&c.run, &c.data);
    c.held_out = data_held_out(&c.data, held_out);
    check_data();
}

static void dump(const vae *m)
{
    const char *folder = c.run.options.dump;
    const dataset *test = &c.data.test;
    dump_names(folder, test);
    dump_pictures(folder, "input.npy", m->x, m->x, test);
    dump_pictures(folder, "recon.npy", m->x, m->y, test);
    dump_codes(folder, "codes.npy", m->x, m->mu, test);
}

static void other_parts(const vae *m)
{
    model_sheets(&c, m);
    estimators_part(&c, m);
    linear_part(&c);
    runs_part(&c);
    densities_part(&c);
    control_part(&c);
    importance_results(&c);
    run_sheets(&c);
}

int main(int argc, char **argv)
{
    run_begin(&c.run, argc, argv, summary, data_help, own,
              sizeof own / sizeof *own);
    check_options();
    if (!is("all"))
        run_part(&c.run, c.only);
    load();
    vae m = vae_trained(&c);
    if (c.run.options.dump)
        dump(&m);
    if (c.binary)
        importance_part(&c, &m);
    else
        elbo_part(&c, &m);
    if (is("codes"))
        codes_part(&c, &m);
    if (is("all"))
        other_parts(&m);
    vae_free(&m);
    run_end(&c.run, "02");
    dataset_free(&c.held_out);
    split_free(&c.data);
    return 0;
}
