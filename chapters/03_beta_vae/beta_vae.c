// SPDX-License-Identifier: GPL-3.0-or-later
#include "chapter.h"

#include "concepts.h"
#include "data.h"
#include "dump.h"
#include "factors.h"
#include "fail.h"
#include "few_labels.h"
#include "film.h"
#include "grading.h"
#include "grey.h"
#include "model.h"
#include "overlap.h"
#include "ppca.h"
#include "regimes.h"
#include "samples.h"
#include "sprite_scores.h"
#include "sweep.h"
#include "threshold.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# The program

`--only model` trains and grades the one model that the options describe, on any
pictures. The chapter as a whole starts that more than a hundred times.
*/

enum { QUICK_EPOCHS = 2 };

static const char *const summary =
    "Chapter 3: disentanglement. When does a unit of a code stand for a "
    "factor?\n";

static chapter c = {
    .run.options = {.data = "dots",
                    .epochs = 80,
                    .batch = 64,
                    .seed = 1,
                    .out = "build/run/03_beta_vae",
                    .lang = "en"},
    .latent = 5,
    .rate = 2e-3,
    .half_life = 0,
    .asked = {0, 0, 0.4, 0.9},
    .loss = "bernoulli",
    .only = "all",
};

static const option own[] = {
    {"latent", "K", "available units", OPTION_INT, KEPT_FIXED, &c.latent, 1,
     512, false},
    {"beta", "B", "weight of the divergence, in nats per picture",
     OPTION_NUMBER, KEPT_FIXED, &c.asked.from, 1e-12, 1e12, false},
    {"beta-to", "B", "to which it falls (or grows); as --beta: constant",
     OPTION_NUMBER, KEPT_FIXED, &c.asked.to, 1e-12, 1e12, false},
    {"share", "", "both are shares of the threshold beta_c of the pictures",
     OPTION_FLAG, KEPT_FIXED, &c.share, 0, 0, false},
    {"hold", "U", "share of the training before that", OPTION_NUMBER,
     KEPT_FIXED, &c.asked.hold, 0, 1, false},
    {"until", "U", "share of the training at which it is there", OPTION_NUMBER,
     KEPT_FIXED, &c.asked.until, 0, 1, false},
    {"loss", "NAME", "bernoulli or squared", OPTION_TEXT, KEPT_FIXED, &c.loss,
     0, 0, false},
    {"rate", "R", "learning rate at the start", OPTION_NUMBER, KEPT_FIXED,
     &c.rate, 0, 1e30, false},
    {"half-life", "E", "epochs in which it halves; 0: never", OPTION_NUMBER,
     KEPT_FIXED, &c.half_life, 0, 1e6, false},
    {"film", "N", "draw the traversal N times during the training, too",
     OPTION_INT, NOT_KEPT, &c.film, 0, 1000, false},
    {"full", "", "on sprites, train longer and with more seeds", OPTION_FLAG,
     NOT_KEPT, &c.full, 0, 0, false},
    {"only", "PART", "model or all", OPTION_TEXT, NOT_KEPT, &c.only, 0, 0,
     false},
};

/* What the many runs of the chapter as a whole would not heed. */
static const char *const of_one[] = {
    "latent", "beta",      "beta-to", "share", "hold", "until", "loss",
    "rate",   "half-life", "resume",  "save",  "dump", "eval",  "film"};

static void check_options(void)
{
    if (strcmp(c.only, "all") != 0 && strcmp(c.only, "model") != 0)
        fail_usage("--only takes model or all", "there is no part '%s'",
                   c.only);
    if (strcmp(c.loss, "bernoulli") != 0 && strcmp(c.loss, "squared") != 0)
        fail_usage("--loss takes bernoulli or squared", "there is no loss '%s'",
                   c.loss);
    if (c.asked.until < c.asked.hold)
        fail_usage("beta is held first and changes then",
                   "--until %g comes before --hold %g", c.asked.until,
                   c.asked.hold);
    if (strcmp(c.only, "all") != 0 && c.full)
        fail_usage("leave out one of them",
                   "--full is for the chapter as a whole, --only %s is not",
                   c.only);
    if (strcmp(c.only, "all") != 0)
        return;
    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
        options_refuse(&c.run.options, of_one[i]);
    if (strcmp(c.run.options.data, "dots") != 0)
        fail_usage("give --only model, too",
                   "--data %s: the chapter as a whole is about dots",
                   c.run.options.data);
}

/* In nats per picture. The default weight is one of the good ones. What was
 * asked for stays as it is: a checkpoint keeps it. */
static void set_beta(void)
{
    double beta_c;
    if (thresholds(&c.data.train, strcmp(c.loss, "squared") == 0, &beta_c, 1) ==
        0)
        fail("give pictures that differ", "%s: no pixel varies", c.data.spec);
    double unit = c.share ? beta_c : 1;
    c.beta = c.asked;
    c.beta.from = c.asked.from > 0 ? unit * c.asked.from : 0.45 * beta_c;
    c.beta.to = c.asked.to > 0 ? unit * c.asked.to : c.beta.from;
    results_number(c.run.results, "beta_c", beta_c);
    results_number(c.run.results, "beta", c.beta.from);
    results_number(c.run.results, "beta_to", c.beta.to);
    results_number(c.run.results, "beta_share", c.beta.from / beta_c);
    if (!c.run.options.quiet)
        printf("beta from %.4g to %.4g nats a picture, %.3g to %.3g of the "
               "threshold %.4g\n",
               c.beta.from, c.beta.to, c.beta.from / beta_c, c.beta.to / beta_c,
               beta_c);
}

static void one_model(void)
{
    set_beta();
    beta_vae m = beta_vae_trained(&c, c.film > 0 ? film_frame : NULL);
    grading_part(&c, &m);
    if (c.run.options.dump) {
        const char *folder = c.run.options.dump;
        dump_names(folder, &c.data.test);
        dump_pictures(folder, "input.npy", m.x, m.x, &c.data.test);
        dump_pictures(folder, "recon.npy", m.x, m.y, &c.data.test);
        dump_codes(folder, "codes.npy", m.x, m.mu, &c.data.test);
    }
    beta_vae_free(&m);
}

static void other_runs(void)
{
    static run_list list;
    regimes_runs(&c, &list);
    sweep_runs(&c, &list);
    grey_runs(&c, &list);
    overlap_runs(&c, &list);
    sprite_runs(&c, &list);
    runs_train(&c, &list);
    regimes_results(&c);
    sweep_results(&c);
    grey_results(&c);
    overlap_results(&c);
    sprite_results(&c);
    few_labels_part(&c);
}

/* The diagram shows the model of all sheets. */
static void write_model(void)
{
    beta_vae m =
        beta_vae_alloc(dataset_size(&c.data.train), c.latent, false, 1, 1);
    graph_write(m.g, c.run.options.out);
    beta_vae_free(&m);
}

int main(int argc, char **argv)
{
    run_begin(&c.run, argc, argv, summary, data_help, own,
              sizeof own / sizeof *own);
    check_options();
    bool all = strcmp(c.only, "all") == 0;
    if (!all)
        run_part(&c.run, c.only);
    if (c.run.options.quick)
        c.run.options.epochs = GSL_MIN(c.run.options.epochs, QUICK_EPOCHS);
    c.data = data_for(&c.run.options, 0);
    run_data(&c.run, &c.data);
    if (all) {
        char *sheet = run_path(&c.run, "data.png");
        samples_sheet(&c.data.test, 4, sheet);
        free(sheet);
        concepts_part(&c);
        factors_part(&c);
        ppca_part(&c);
        other_runs();
        write_model();
    } else {
        one_model();
    }
    run_end(&c.run, "03");
    split_free(&c.data);
    return 0;
}
