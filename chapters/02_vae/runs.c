// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "fail.h"
#include "jobs.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# What else is trained

A comparison of two models says nothing if it rests on one run of each: the
luck of the first weights may be larger than the difference. So the variational
and the plain autoencoder are trained with two codes from five seeds each, under
the same conditions: same layers, same reconstruction loss, same pictures, same
number of steps, same rates. With as many codes as the chapter's model there is
one run of each.

Three more belong to the control of the divergence and to the likelihood. All
are short. All but the last have half as many hidden units and see a sixth of
the pictures, in smaller batches so that there are enough steps: what counts
here is not the last nat but the difference. The rate stays for half of a run's
epochs and halves six times in the other half, as in the main one.
*/

enum { FEW = 1000, SHORT_BATCH = 32, SHORT_HIDDEN = 200 };
enum { SHORT_NINTHS = 5, BINARY_NINTHS = 2, HEAVY_BETA = 8 };

/* A share of the chapter's epochs, at least one. */
static int epochs_of(const chapter *c, int ninths)
{
    return GSL_MAX(1, c->run.options.epochs * ninths / 9);
}

/* Epochs in which the weight of the divergence grows. */
static double warm_up(const chapter *c)
{
    return epochs_of(c, SHORT_NINTHS) / 2.0;
}

split run_pictures(const chapter *c)
{
    split s = c->data;
    s.train.n = GSL_MIN(s.train.n, GSL_MAX(FEW, s.train.n / 6));
    return s;
}

char *run_of(const chapter *c, const char *model, int codes, int seed)
{
    return run_path(&c->run, "codes_%d/%s_%d", codes, model, seed);
}

vae run_model(const chapter *c, const char *model, int codes)
{
    char *folder = run_of(c, model, codes, c->run.options.seed);
    char *path = must_printf("%s/%s.safetensors", folder, model);
    vae m = vae_loaded(c, codes, SHORT_HIDDEN, strcmp(model, "vae") == 0, path);
    free(path);
    free(folder);
    return m;
}

static void add_schedule(job *j, int epochs)
{
    job_add(j, "--epochs", "%d", epochs);
    job_add(j, "--hold", "%g", epochs / 2.0);
    job_add(j, "--half-life", "%g", epochs / 12.0);
}

static job short_run(const chapter *c, char *out, const char *part, int codes)
{
    job j = {.out = out};
    job_add(&j, "--only", "%s", part);
    job_add(&j, "--latent", "%d", codes);
    job_add(&j, "--hidden", "%d", SHORT_HIDDEN);
    job_add(&j, "--pictures", "%d", run_pictures(c).train.n);
    add_schedule(&j, epochs_of(c, SHORT_NINTHS));
    return j;
}

static job compared(const chapter *c, const char *model, int codes, int seed)
{
    job j = short_run(c, run_of(c, model, codes, seed), "codes", codes);
    job_add(&j, "--model", "%s", model);
    job_add(&j, "--seed", "%d", seed);
    return j;
}

static job controlled(const chapter *c, const char *name, const char *flag,
                      double value)
{
    char *out = run_path(&c->run, "control/%s", name);
    job j = short_run(c, out, "model", c->latent);
    job_add(&j, flag, "%g", value);
    return j;
}

static job binary(const chapter *c)
{
    job j = {.out = run_path(&c->run, "binary")};
    job_flag(&j, "--binary");
    job_add(&j, "--only", "model");
    job_add(&j, "--latent", "%d", c->latent);
    job_add(&j, "--hidden", "%d", c->hidden);
    job_add(&j, "--batch", "%d", c->run.options.batch);
    add_schedule(&j, epochs_of(c, BINARY_NINTHS));
    return j;
}

static void report(const chapter *c)
{
    results *r = c->run.results;
    results_count(r, "short_pictures", run_pictures(c).train.n);
    results_count(r, "short_hidden", SHORT_HIDDEN);
    results_count(r, "short_epochs", epochs_of(c, SHORT_NINTHS));
    results_number(r, "warm_up_epochs", warm_up(c));
    results_count(r, "heavy_beta", HEAVY_BETA);
    results_count(r, "binary_epochs", epochs_of(c, BINARY_NINTHS));
}

void runs_part(chapter *c)
{
    options o = c->run.options;
    o.batch = SHORT_BATCH;
    job jobs[5 + 2 * SEEDS];
    int count = 0; /* the longest first: so all end at about the same time */
    jobs[count++] = binary(c);
    jobs[count++] = controlled(c, "warm_up", "--warm-up", warm_up(c));
    jobs[count++] = controlled(c, "heavy", "--beta", HEAVY_BETA);
    if (c->latent != MAP_CODES) {
        jobs[count++] = compared(c, "vae", c->latent, o.seed);
        jobs[count++] = compared(c, "ae", c->latent, o.seed);
    }
    for (int s = 0; s < SEEDS; s++) {
        jobs[count++] = compared(c, "vae", MAP_CODES, o.seed + s);
        jobs[count++] = compared(c, "ae", MAP_CODES, o.seed + s);
    }
    jobs_run(&o, jobs, count, "seeds and sizes");
    report(c);
}
