// SPDX-License-Identifier: GPL-3.0-or-later
#include "train.h"

#include "checkpoint.h"
#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "progress.h"
#include "rng.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
## Where a training starts

A program may train several models one after the other. If it is resumed, the
models before the interrupted one are complete: they stand in the run's folder
under their own names. A file made with other options is not used.
*/

static void load_state(trainer *t)
{
    const options *o = t->plan.options;
    if (!o->resume || !t->plan.checkpoint)
        return;
    char *model = checkpoint_model(o->resume);
    char *own = must_printf("%s/%s.safetensors", o->out, t->plan.model);
    if (strcmp(model, t->plan.model) == 0)
        checkpoint_load(t, o->resume);
    else if (file_exists(own) && checkpoint_agrees(o, own))
        checkpoint_load(t, own);
    free(model);
    free(own);
}

int train_terms(const plan *p)
{
    int terms = 0;
    while (terms < TRAIN_TERMS && p->terms[terms])
        terms++;
    return terms;
}

/* Numbers of all terms. */
static int term_numbers(const plan *p)
{
    int numbers = 0;
    for (int i = 0; i < train_terms(p); i++)
        numbers += p->terms[i]->size;
    return numbers;
}

/**
Ctrl-C only sets a flag; the batch is finished first. A second Ctrl-C finds the
ordinary behaviour again and ends the program at once.
*/

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* True if y is computed from `part`, or is it. */
static bool contains(const node *y, const node *part)
{
    if (y->index <= part->index)
        return y == part;
    for (int k = 0; k < NODE_INPUTS && y->in[k]; k++)
        if (contains(y->in[k], part))
            return true;
    return false;
}

trainer train_begin(plan p)
{
    int terms = train_terms(&p), batch = p.options->batch;
    REQUIRE(terms > 0, "a training needs a loss");
    for (int i = 0; i < terms; i++) {
        REQUIRE(p.terms[i]->single, "a term is one row for the whole batch");
        REQUIRE(contains(p.terms[0], p.terms[i]),
                "a term is no part of the loss, so nobody would compute it");
    }
    REQUIRE(p.g->batch >= batch, "the graph has no room for a batch");
    trainer t = {.plan = p,
                 .adam = adam_alloc(p.g->parameters),
                 .steps_per_epoch = (p.train->n + batch - 1) / batch,
                 .order = must_alloc((size_t)p.train->n, sizeof(int)),
                 .ordered_epoch = -1,
                 .numbers = term_numbers(&p)};
    t.columns = 3 + t.numbers * (p.held_out ? 2 : 1);
    t.sums = must_calloc((size_t)t.numbers, sizeof *t.sums);
    t.history =
        must_calloc((size_t)p.epochs, (size_t)t.columns * sizeof *t.history);
    load_state(&t);
    interrupted = 0;
    struct sigaction action = {.sa_handler = interrupt,
                               .sa_flags = SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    t.started = t.shown = seconds_now();
    return t;
}

/**
## The next batch

The order of the pictures is a function of the seed and the epoch alone.
*/

static void leave_interrupted(trainer *t)
{
    progress(true, "%s: stopped in epoch %ld", t->plan.model,
             t->step / t->steps_per_epoch + 1);
    if (t->plan.checkpoint) {
        t->seconds += seconds_now() - t->started;
        checkpoint_save(t, t->plan.checkpoint);
        options_go_on(t->plan.options, t->plan.checkpoint);
    }
    exit(130);
}

bool train_next(trainer *t)
{
    const plan *p = &t->plan;
    if (interrupted)
        leave_interrupted(t);
    if (t->step >= (long)p->epochs * t->steps_per_epoch)
        return false;
    int epoch = (int)(t->step / t->steps_per_epoch);
    if (t->ordered_epoch != epoch) {
        gsl_rng *rng =
            rng_at((uint64_t)p->options->seed, RNG_SHUFFLE, (uint64_t)epoch);
        rng_shuffle(rng, t->order, p->train->n);
        gsl_rng_free(rng);
        t->ordered_epoch = epoch;
    }
    int first = (int)(t->step % t->steps_per_epoch) * p->options->batch;
    int left = p->train->n - first;
    t->n = left < p->options->batch ? left : p->options->batch;
    t->which = t->order + first;
    dataset_batch(p->train, t->which, t->n, p->x->value);
    for (int b = 0; p->g->label && b < t->n; b++)
        dataset_one_hot(p->train, t->which[b], p->g->label->size,
                        p->g->label->value + b * p->g->label->size);
    graph_noise(p->g, (uint64_t)p->options->seed, t->step);
    return true;
}

static double rate_now(const trainer *t)
{
    double epoch = (double)t->step / (double)t->steps_per_epoch;
    return t->plan.half_life > 0
               ? t->plan.rate * pow(0.5, epoch / t->plan.half_life)
               : t->plan.rate;
}

double settling_rate(double rate, double hold, double share)
{
    double late = share > hold ? (share - hold) / (1 - hold) : 0;
    return rate * pow(0.01, late);
}

static void check_finite(const trainer *t)
{
    for (int i = 0; i < train_terms(&t->plan); i++) {
        const node *term = t->plan.terms[i];
        for (int k = 0; k < term->size; k++)
            if (!isfinite((double)term->value[k]))
                fail("lower --rate",
                     "%s: epoch %ld, step %ld: the %s is not finite",
                     t->plan.model, t->step / t->steps_per_epoch + 1,
                     t->step + 1, term->name);
    }
}

/* "epoch 3/20  mse 0.0213  41200 images/s  0:23 left"; the means are those of
 * the epoch so far, over `pictures` of it. Rows of numbers are not shown. */
static void show(const trainer *t, bool last, int pictures)
{
    const plan *p = &t->plan;
    if (p->options->quiet)
        return;
    char losses[96] = "";
    size_t at = 0;
    const double *sums = t->sums;
    for (int i = 0; i < train_terms(p) && at < sizeof losses; i++) {
        if (p->terms[i]->size == 1)
            at += (size_t)snprintf(losses + at, sizeof losses - at, "  %s %.5g",
                                   p->terms[i]->name, *sums / pictures);
        sums += p->terms[i]->size;
    }
    double seconds = t->seconds + seconds_now() - t->started;
    long total = (long)p->epochs * t->steps_per_epoch;
    double left = seconds * (double)(total - t->step) / (double)t->step;
    double images = (double)t->step / (double)t->steps_per_epoch * p->train->n;
    progress(last, "%s: epoch %ld/%d%s  %.0f images/s  %d:%02d left", p->model,
             (t->step - 1) / t->steps_per_epoch + 1, p->epochs, losses,
             images / seconds, (int)left / 60, (int)left % 60);
}

/**
## The end of an epoch

The clock stops while the held-out pictures are measured: what is reported as
time of training is time of training.

A checkpoint must reach the disk before it replaces the last one, which takes
some milliseconds. Epochs of small models are hardly longer, so a state is saved
only if the last save is a second ago: that much can be lost.
*/

static void save_now_and_then(trainer *t, long epoch)
{
    double now = seconds_now();
    if (!t->plan.checkpoint ||
        (epoch > 1 && epoch < t->plan.epochs && now - t->saved < 1))
        return;
    checkpoint_save(t, t->plan.checkpoint);
    t->saved = now;
}

static void end_epoch(trainer *t)
{
    const plan *p = &t->plan;
    long epoch = t->step / t->steps_per_epoch;
    show(t, true, p->train->n);
    t->seconds += seconds_now() - t->started;
    double *row = t->history + (epoch - 1) * t->columns;
    *row++ = (double)epoch;
    *row++ = rate_now(t);
    for (int i = 0; i < t->numbers; i++)
        *row++ = t->sums[i] / p->train->n;
    for (int i = 0; p->held_out && i < train_terms(p); i++) {
        evaluate_means(p->x, p->terms[i], p->held_out, row);
        row += p->terms[i]->size;
    }
    *row++ = t->seconds;
    memset(t->sums, 0, (size_t)t->numbers * sizeof *t->sums);
    save_now_and_then(t, epoch);
    t->started = t->shown = seconds_now();
}

void train_update(trainer *t)
{
    const plan *p = &t->plan;
    graph_run(NULL, p->terms[0], t->n);
    check_finite(t);
    double *at = t->sums;
    for (int i = 0; i < train_terms(p); i++)
        for (int k = 0; k < p->terms[i]->size; k++)
            *at++ += (double)p->terms[i]->value[k] * t->n;
    graph_backward(p->terms[0], t->n);
    adam_step(&t->adam, p->g->theta, p->g->grad, rate_now(t));
    t->step++;
    if (t->step % t->steps_per_epoch == 0)
        end_epoch(t);
    else if (seconds_now() - t->shown > 0.2) {
        show(t, false, (int)(t->which - t->order) + t->n);
        t->shown = seconds_now();
    }
}

/* ",loss", and for a row of numbers ",kl_1,kl_2". */
static void write_names(FILE *stream, const plan *p, const char *prefix)
{
    for (int i = 0; i < train_terms(p); i++)
        for (int k = 1; k <= p->terms[i]->size; k++) {
            fprintf(stream, ",%s%s", prefix, p->terms[i]->name);
            if (p->terms[i]->size > 1)
                fprintf(stream, "_%d", k);
        }
}

static void write_history(const trainer *t, const char *path)
{
    const plan *p = &t->plan;
    out_file file = file_create(path);
    fprintf(file.stream, "epoch,rate");
    write_names(file.stream, p, "");
    if (p->held_out)
        write_names(file.stream, p, "held_out_");
    fprintf(file.stream, ",seconds\n");
    for (int e = 0; e < p->epochs; e++)
        for (int c = 0; c < t->columns; c++)
            fprintf(file.stream, "%.8g%c", t->history[e * t->columns + c],
                    c + 1 < t->columns ? ',' : '\n');
    file_commit(&file);
}

double train_end(trainer *t)
{
    signal(SIGINT, SIG_DFL);
    if (t->plan.checkpoint) {
        const char *out = t->plan.options->out;
        char *state = must_printf("%s/%s.safetensors", out, t->plan.model);
        char *losses = must_printf("%s/%s_loss.csv", out, t->plan.model);
        checkpoint_save(t, state);
        write_history(t, losses);
        free(state);
        free(losses);
    }
    adam_free(&t->adam);
    free(t->order);
    free(t->sums);
    free(t->history);
    return t->seconds;
}
