// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "data.h"
#include "fail.h"
#include "jobs.h"
#include "model.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# What is trained

Four models stand side by side, with the same seeds. *Class* has a class slice
and labels. *Plain* has no slice. *Extra* has as many numbers as there are
classes, of which nobody says what they should be. And *unlabelled* has the
class slice, probabilities that add up to one, but no label: what it gains over
plain is what the *form* of the slice is worth, and what class gains over it is
what the labels are worth. Without that row the labels would get the credit for
both.

Then fewer labels: one and ten per cent, the other pictures being there without
theirs; and, to see what those are good for, the labelled per cent alone. The
few labels count less in the loss (a fifth), since the mean over the labelled
pictures of a batch is now one over a single picture or none. And the length of
the appearance code, with and without classes, in shorter runs
on half of the pictures.
*/

const char *const kinds[KINDS] = {"class", "plain", "extra", "unlabelled"};
const int lengths[LENGTHS] = {1, 2, 4, 8};
const int levels[LEVELS] = {1, 10};

enum { SEEDS = 3, FEW_SEEDS = 2, QUICK_SEEDS = 2, FULL_SEEDS = 5 };
enum { QUICK_PICTURES = 1500, SHORTER = 3, ALONE_LONGER = 10, RUNS_MOST = 64 };
enum { HANDS_LONGER = 10, HANDS_BATCH = 32 };

static const double few_weight = 0.2;

/* The options of each kind. */
static const char *const words[KINDS] = {"--model class", "--model plain",
                                         "--model extra",
                                         "--model class --labels 0"};

int seeds_of(const chapter *c)
{
    return c->run.options.quick ? QUICK_SEEDS : c->full ? FULL_SEEDS : SEEDS;
}

int few_seeds_of(const chapter *c)
{
    return c->run.options.quick ? 1 : c->full ? FULL_SEEDS : FEW_SEEDS;
}

typedef struct {
    job jobs[RUNS_MOST];
    int count;
} run_list;

static job *add(run_list *list, const chapter *c, char *out, int epochs,
                const char *text)
{
    REQUIRE(list->count < RUNS_MOST, "too many runs");
    job *j = &list->jobs[list->count++];
    *j = (job){.out = out};
    job_add(j, "--only", "model");
    job_add(j, "--epochs", "%d", epochs);
    if (c->run.options.quick)
        job_add(j, "--pictures", "%d", QUICK_PICTURES);
    job_words(j, text);
    return j;
}

static int short_epochs(const chapter *c)
{
    int epochs = c->run.options.epochs;
    return c->full ? epochs : GSL_MAX(1, epochs / SHORTER);
}

static int short_pictures(const chapter *c)
{
    return c->full ? c->data.train.n : GSL_MAX(1, c->data.train.n / 2);
}

static void compared(run_list *list, const chapter *c)
{
    const options *o = &c->run.options;
    for (int k = 0; k < KINDS; k++)
        for (int s = o->seed; s < o->seed + seeds_of(c); s++) {
            char *out = run_path(&c->run, "%s/%d", kinds[k], s);
            job_add(add(list, c, out, o->epochs, words[k]), "--seed", "%d", s);
        }
}

/* A hundredth of the training pictures. */
static int few_pictures(const chapter *c)
{
    int n = c->run.options.quick ? QUICK_PICTURES : c->data.train.n;
    return GSL_MAX(1, n / 100);
}

static void few_labels(run_list *list, const chapter *c)
{
    const options *o = &c->run.options;
    for (int s = o->seed; s < o->seed + few_seeds_of(c); s++) {
        for (int i = 0; i < LEVELS; i++) {
            char *out = run_path(&c->run, "labels_%d/%d", levels[i], s);
            job *j = add(list, c, out, o->epochs, words[0]);
            job_add(j, "--seed", "%d", s);
            job_add(j, "--labels", "%d", levels[i]);
            job_add(j, "--class-weight", "%g",
                    few_weight * c->settings.classes);
        }
        char *out = run_path(&c->run, "labels_alone/%d", s);
        job *j = add(list, c, out, ALONE_LONGER * o->epochs, words[0]);
        job_add(j, "--seed", "%d", s);
        job_add(j, "--pictures", "%d", few_pictures(c));
    }
}

static void different_lengths(run_list *list, const chapter *c)
{
    for (int i = 0; i < LENGTHS; i++)
        for (int k = 0; k < 2; k++) {
            char *out = run_path(&c->run, "length_%d/%s", lengths[i], kinds[k]);
            job *j = add(list, c, out, short_epochs(c), words[k]);
            job_add(j, "--appearance", "%d", lengths[i]);
            if (!c->run.options.quick)
                job_add(j, "--pictures", "%d", short_pictures(c));
        }
}

/**
At last the same two models on the photographs of ten signs of hands, where they
are at hand: 32 x 32 grey pixels, and ten times as many epochs, since there are
so much fewer pictures.
*/

char *hands_spec(void)
{
    const char *folder = data_hands();
    return folder ? must_printf("folder:%s,size=32,gray", folder) : NULL;
}

static void hands(run_list *list, const chapter *c)
{
    char *spec = hands_spec();
    int epochs =
        c->run.options.quick ? 1 : HANDS_LONGER * c->run.options.epochs;
    for (int k = 0; spec && k < 2; k++) {
        job *j = add(list, c, run_path(&c->run, "hands/%s", kinds[k]), epochs,
                     words[k]);
        job_add(j, "--data", "%s", spec);
        job_add(j, "--batch", "%d", HANDS_BATCH);
    }
    free(spec);
}

void runs_part(chapter *c)
{
    static run_list list; /* the longest first: all end at about one time */
    compared(&list, c);
    few_labels(&list, c);
    different_lengths(&list, c);
    hands(&list, c);
    jobs_run(&c->run.options, list.jobs, list.count, "models");
    results_count(c->run.results, "epochs", c->run.options.epochs);
    results_count(c->run.results, "short_epochs", short_epochs(c));
    results_count(c->run.results, "short_pictures", short_pictures(c));
    results_count(c->run.results, "alone_pictures", few_pictures(c));
    results_count(c->run.results, "alone_epochs",
                  ALONE_LONGER * c->run.options.epochs);
    list.count = 0;
}

/* The model in OUT/folder, for pictures like those of d; frees the folder's
 * name. */
static dae model_in(const chapter *c, const char *kind, const dataset *d,
                    char *folder)
{
    settings s = c->settings;
    s.model = strcmp(kind, "unlabelled") == 0 ? "class" : kind;
    char *path = must_printf("%s/%s.safetensors", folder, s.model);
    dae m = model_loaded(&s, d, c->run.options.batch, path);
    free(path);
    free(folder);
    return m;
}

dae run_model(const chapter *c, const char *kind, int more)
{
    int seed = c->run.options.seed + more;
    return model_in(c, kind, &c->data.train,
                    run_path(&c->run, "%s/%d", kind, seed));
}

dae hands_model(const chapter *c, const char *kind, const dataset *d)
{
    return model_in(c, kind, d, run_path(&c->run, "hands/%s", kind));
}
