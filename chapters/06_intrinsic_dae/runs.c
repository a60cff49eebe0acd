// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "blocks.h"
#include "data.h"
#include "fail.h"
#include "jobs.h"
#include "progress.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# What is trained

One model is trained at length. Shorter trainings on a part of the people ask
what it owes to what. The weight of a nat of the albedo's code grows to thirty
times its value, with symmetry and without. Each of the other levers is left out
once, then all of them, which leaves the paper's model. The first of the shorter
ones is the main model's twin, with three seeds.
*/

typedef struct {
    const char *folder, *options;
} line;

/* The longest first, so that all end at about the same time. */
static const line lines[] = {
    {"main", ""},
    {"short/symmetric_1", ""},
    {"short/symmetric_2", "--nats 1e-4"},
    {"short/symmetric_3", "--nats 3e-4"},
    {"short/seed_2", "--seed 2"},
    {"short/seed_3", "--seed 3"},
    {"short/no_edges", "--flat 0"},
    {"short/coarse", "--light-grid 4"},
    {"short/one_sided_1", "--one-sided"},
    {"short/one_sided_2", "--one-sided --nats 1e-4"},
    {"short/one_sided_3", "--one-sided --nats 3e-4"},
    {"short/bare", "--one-sided --nats 0 --flat 0"},
};

enum { LINES = sizeof lines / sizeof *lines };
enum { SHORT_PICTURES = 2000, QUICK_PICTURES = 400, PRESSURES = 3 };
enum { PHOTOGRAPHS_LONGER = 4, PHOTOGRAPHS_SIDE = 48 };

static const double pressures[PRESSURES] = {1e-5, 1e-4, 3e-4};

static job job_for(const chapter *c, const char *folder, int epochs)
{
    job j = {.out = run_path(&c->run, "%s", folder)};
    job_add(&j, "--only", "model");
    job_add(&j, "--epochs", "%d", epochs);
    return j;
}

static job job_of(const chapter *c, const line *l)
{
    bool shorter = strncmp(l->folder, "short/", 6) == 0 && !c->full;
    job j = job_for(c, l->folder, c->run.options.epochs);
    if (c->run.options.quick || shorter)
        job_add(&j, "--pictures", "%d",
                c->run.options.quick ? QUICK_PICTURES : SHORT_PICTURES);
    job_words(&j, l->options);
    return j;
}

/**
And where photographs of faces are at hand, they are learned from, too: 48 x 48
grey pixels, and four times as many epochs, since they are fewer.
*/

static char *photographs_spec(void)
{
    const char *folder = data_yaleb();
    return folder
               ? must_printf("folder:%s,size=%d,gray", folder, PHOTOGRAPHS_SIDE)
               : NULL;
}

static job photographs_job(const chapter *c, const char *spec)
{
    int times = c->run.options.quick ? 1 : PHOTOGRAPHS_LONGER;
    job j = job_for(c, "photographs", times * c->run.options.epochs);
    job_add(&j, "--data", "%s", spec);
    return j;
}

/* What other programs look for. */
static void report(chapter *c, bool photographs)
{
    static const char *const what[] = {"azimuth", "elevation", "ambient",
                                       "tone",    "identity",  "pose"};
    static const char *const keys[] = {
        "test_mse",        "train_s",          "codes",        "epochs",
        "albedo_si_ratio", "shading_si_ratio", "relight_ratio"};
    static const char *const photo[][2] = {
        {"yale_azimuth_r2_shading", "azimuth_r2_shading"},
        {"yale_azimuth_r2_albedo", "azimuth_r2_albedo"},
        {"yale_person_shading", "person_shading"},
        {"yale_person_albedo", "person_albedo"}};
    results *r = c->run.results;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        results_number(r, keys[i], run_number(&c->run, keys[i], "main"));
    for (size_t i = 0; i < sizeof what / sizeof *what; i++)
        for (int b = 0; b < BLOCKS; b++) {
            char *key = must_printf("%s_r2_%s", what[i], block_names[b]);
            results_number(r, key, run_number(&c->run, key, "main"));
            free(key);
        }
    for (size_t i = 0; photographs && i < sizeof photo / sizeof *photo; i++)
        results_number(r, photo[i][0],
                       run_number(&c->run, photo[i][1], "photographs"));
}

static void tradeoff(const chapter *c)
{
    static const char *const kinds[] = {"one_sided", "symmetric"};
    static const char *const keys[] = {"nats", "azimuth_r2_drawn",
                                       "tone_r2_drawn", "albedo_si_ratio",
                                       "shading_si_ratio"};
    out_file csv = run_table(&c->run, "tradeoff.csv",
                             "symmetric,weight,nats,azimuth,tone,albedo,"
                             "shading");
    for (int kind = 0; kind < 2; kind++)
        for (int p = 0; p < PRESSURES; p++) {
            fprintf(csv.stream, "%d,%g", kind, pressures[p]);
            for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
                fprintf(csv.stream, ",%.6g",
                        run_number(&c->run, keys[i], "short/%s_%d", kinds[kind],
                                   p + 1));
            fprintf(csv.stream, "\n");
        }
    file_commit(&csv);
}

void runs_part(chapter *c)
{
    job jobs[1 + LINES];
    int count = 0;
    char *spec = photographs_spec();
    if (!spec && !c->run.options.quiet)
        progress(true, "faces: no photographs; set YALEB_DIR to a folder of "
                       "some");
    for (int i = 0; i < LINES; i++) {
        jobs[count++] = job_of(c, &lines[i]);
        if (i == 0 && spec)
            jobs[count++] = photographs_job(c, spec);
    }
    jobs_run(&c->run.options, jobs, count, "models");
    report(c, spec != NULL);
    tradeoff(c);
    results_count(c->run.results, "photographs", spec != NULL);
    if (spec)
        run_quote_all(&c->run, "photographs");
    for (int i = 0; i < LINES; i++)
        run_quote_all(&c->run, lines[i].folder);
    free(spec);
}

intrinsic run_main(const chapter *c)
{
    char *path = run_path(&c->run, "main/intrinsic.safetensors");
    intrinsic m =
        model_loaded(&c->settings, &c->data.train, c->run.options.batch, path);
    free(path);
    return m;
}
