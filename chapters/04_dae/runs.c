// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "data.h"
#include "fail.h"
#include "jobs.h"
#include "progress.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# What is trained

Each line is a run of this program, written as one would type it. Those of the
first part train as long as `--epochs` says, the others two fifths of that: what
counts there is what differs from the first of them.
*/

typedef struct {
    const char *folder;
    const char *options;
    double share; /* of the epochs */
} line;

enum { QUICK_PICTURES = 600 };

#define SHORT 0.4
#define HANDS_SHARE 2
#define HANDS                                                                  \
    "--arch conv-encoder --appearance 2 --encoder 128 --texture 32 "           \
    "--batch 16 --affine-bias 0.08 --rate 1.5e-3 "
#define PALMS HANDS "--data palms,n=3000 --grid 10 --smooth 0.0003 "
#define STROKES "--data strokes:3,n=60000 "

/* The longest first, so that all end at about the same time. */
static const line lines[] = {
    {"palms/dae", PALMS, 1},
    {"palms/affine", PALMS "--local none", 1},
    {"main", "", 1},
    {"seed_2", "--seed 2", 1},
    {"seed_3", "--seed 3", 1},
    {"ae", "--appearance 23 --texture 256 --local none --no-affine", 1},
    {"no_warp", "--local none --no-affine", 1},
    {"strokes/dae", STROKES, 1},
    {"strokes/ae",
     STROKES "--appearance 23 --texture 256 --local none --no-affine", 1},
    {"short/base", "", SHORT},
    {"short/bare", "--smooth 0 --bias 0 --affine-bias 0", SHORT},
    {"short/trunk", "--trunk", SHORT},
    {"short/affine", "--local none", SHORT},
    {"short/local", "--no-affine", SHORT},
    {"short/residual", "--local residual", SHORT},
    {"short/appearance_2", "--appearance 2", SHORT},
    {"short/appearance_4", "--appearance 4", SHORT},
    {"short/appearance_8", "--appearance 8", SHORT},
    {"short/appearance_16", "--appearance 16", SHORT},
    {"short/smooth_0", "--smooth 0", SHORT},
    {"short/smooth_2", "--smooth 0.001", SHORT},
    {"short/smooth_3", "--smooth 0.1", SHORT},
    {"short/smooth_4", "--smooth 1", SHORT},
    {"short/bias_0", "--bias 0 --affine-bias 0", SHORT},
    {"short/bias_2", "--bias 0.002 --affine-bias 0.04", SHORT},
    {"short/bias_3", "--bias 0.2 --affine-bias 4", SHORT},
    {"short/bias_4", "--bias 2 --affine-bias 40", SHORT},
};

enum { LINES = sizeof lines / sizeof *lines };

static job job_for(const chapter *c, const char *folder, double share)
{
    int epochs = c->run.options.epochs;
    job j = {.out = run_path(&c->run, "%s", folder)};
    job_add(&j, "--only", "model");
    job_add(&j, "--epochs", "%d", GSL_MAX(1, (int)lround(share * epochs)));
    if (c->run.options.quick)
        job_add(&j, "--pictures", "%d", QUICK_PICTURES);
    return j;
}

static job job_of(const chapter *c, const line *l)
{
    job j = job_for(c, l->folder, l->share);
    job_words(&j, l->options);
    return j;
}

/**
And where the photographs of open palms are at hand (`data/fetch hands`), one
more run on them. They are few, so they are joined by moved copies. Its
settings, like those for the drawn palms, were chosen on a fifth of the training
photographs that was set aside.
*/

static job hands_job(const chapter *c, const char *folder)
{
    job j = job_for(c, "hands", HANDS_SHARE);
    job_add(&j, "--data", "folder:%s/5,size=48", folder);
    job_words(&j, HANDS "--augment 19 --grid 14 --shape 32 --smooth 0.0001");
    return j;
}

/* What other programs look for. */
static void report(chapter *c)
{
    static const char *const keys[][3] = {
        {"digit3_test_mse", "main", "test_mse"},
        {"digit3_mean_image_mse", "main", "mean_image_mse"},
        {"digit3_ae_mse", "ae", "test_mse"},
        {"digit3_train_s", "main", "train_s"},
        {"digit3_folds", "main", "order_swaps"},
        {"digit3_folded_cells", "main", "folded"},
        {"digit3_sharpness", "main", "sharpness"},
        {"digit3_detail", "main", "detail"},
        {"palms_test_mse", "palms/dae", "test_mse"},
        {"palms_mean_image_mse", "palms/dae", "mean_image_mse"},
        {"palms_sharpness", "palms/dae", "sharpness"},
        {"palms_detail", "palms/dae", "detail"},
        {"palms_landmarks", "palms/dae", "landmarks"},
        {"palms_landmark_ratio", "palms/dae", "landmark_ratio"},
        {"palms_landmark_ratio_affine", "palms/affine", "landmark_ratio"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        results_number(c->run.results, keys[i][0],
                       run_number(&c->run, keys[i][2], "%s", keys[i][1]));
}

void runs_part(chapter *c)
{
    job jobs[1 + LINES];
    int count = 0;
    const char *hands = data_hands();
    if (hands)
        jobs[count++] = hands_job(c, hands);
    else if (!c->run.options.quiet)
        progress(true, "hands: no photographs; data/fetch hands gets them");
    for (int i = 0; i < LINES; i++)
        jobs[count++] = job_of(c, &lines[i]);
    jobs_run(&c->run.options, jobs, count, "models");
    report(c);
    results_count(c->run.results, "hands", hands != NULL);
    if (hands)
        run_quote_all(&c->run, "hands");
    for (int i = 0; i < LINES; i++)
        run_quote_all(&c->run, lines[i].folder);
}
