// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.h"

#include "checkpoint.h"
#include "fail.h"
#include "gemm.h"
#include "progress.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const char *const draw_script = "plots/draw";

/**
Figures are drawn by a script that `make` calls, too. Whether it can work is
asked before the training, not after it.
*/

static void draw(const char *arguments)
{
    char *command = must_printf("%s %s", draw_script, arguments);
    fflush(stdout);
    int status = system(command);
    if (status != 0)
        exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
    free(command);
}

/* A folder that cannot be written is found before the training. */
static void probe(const options *o)
{
    folder_make(o->out);
    char *path = path_join(o->out, "results.txt");
    file_probe(path);
    free(path);
    path = path_join(o->out, "figures");
    if (!o->no_figures)
        folder_make(path);
    free(path);
    if (o->dump)
        folder_make(o->dump);
    if (o->save)
        file_probe(o->save);
}

void run_begin(run *r, int argc, char **argv, const char *summary,
               const char *notes, const option *own, int own_count)
{
    fail_program(argv[0]);
    r->started = seconds_now();
    options *o = &r->options;
    options_parse(o, argc, argv, summary, notes, own, own_count);
    if (o->resume)
        checkpoint_options(o, o->resume);
    signal(SIGXFSZ, SIG_IGN); /* a file too large is an error, not a crash */
    if (!o->no_figures && strchr(o->out, '\''))
        fail_usage("choose another name, or give --no-figures",
                   "--out %s: figures cannot be drawn in a folder with ' in "
                   "its name",
                   o->out);
    if (!o->no_figures && !file_exists(draw_script))
        fail("start it in the project's folder, or give --no-figures",
             "%s is not here, so figures cannot be drawn", draw_script);
    if (!o->no_figures)
        draw("--check");
    gemm_threads(o->threads);
    r->provenance = results_alloc();
    r->results = results_alloc();
}

void run_part(run *r, const char *part)
{
    options *o = &r->options;
    o->no_figures = true;
    if (options_find(o, "out")->given)
        return;
    r->part = must_printf("%s/only_%s", o->out, part);
    o->out = r->part;
}

void run_data(run *r, const split *data)
{
    char digest[65];
    probe(&r->options);
    split_sha256(data, digest);
    results_text(r->provenance, "data", data->spec);
    results_text(r->provenance, "data_sha256", digest);
    results_count(r->provenance, "quick", r->options.quick);
    results_count(r->provenance, "seed", r->options.seed);
    results_count(r->provenance, "threads", r->options.threads);
    results_count(r->provenance, "n_train", data->train.n);
    results_count(r->provenance, "n_test", data->test.n);
    results_text(r->provenance, "blas", gemm_library());
}

char *run_path(const run *r, const char *name, ...)
{
    va_list arguments;
    char *tail;
    va_start(arguments, name);
    if (vasprintf(&tail, name, arguments) < 0)
        fail("free some memory", "no memory for a path");
    va_end(arguments);
    char *path = path_join(r->options.out, tail);
    free(tail);
    return path;
}

out_file run_table(const run *r, const char *name, const char *names)
{
    char *path = path_join(r->options.out, name);
    out_file csv = file_create(path);
    fprintf(csv.stream, "%s\n", names);
    free(path);
    return csv;
}

/**
Chapters that start runs of their own read their results afterwards.
*/

double run_number(const run *r, const char *key, const char *folder, ...)
{
    va_list arguments;
    char *name;
    va_start(arguments, folder);
    if (vasprintf(&name, folder, arguments) < 0)
        fail("free some memory", "no memory for a path");
    va_end(arguments);
    char *path = run_path(r, "%s/results.txt", name);
    double value = results_read_number(path, key);
    free(path);
    free(name);
    return value;
}

void run_quote(run *r, const char *name, const char *const *keys, int count,
               const char *folder)
{
    for (int i = 0; i < count; i++) {
        results_keyed(r->results, run_number(r, keys[i], "%s", folder), "%s_%s",
                      name, keys[i]);
    }
}

void run_quote_all(run *r, const char *folder)
{
    char *name = must_printf("%s", folder);
    char *path = run_path(r, "%s/results.txt", folder);
    for (char *at = name; *at; at++)
        *at = *at == '/' ? '_' : *at;
    results_quote(r->results, name, path);
    free(path);
    free(name);
}

void run_end(run *r, const char *chapter)
{
    char *path = run_path(r, "results.txt");
    results_number(r->provenance, "seconds", seconds_now() - r->started);
    results_write(r->provenance, r->results, path);
    free(path);
    if (!r->options.no_figures) {
        char *arguments =
            must_printf("--all %s '%s' '%s/figures' %s", chapter,
                        r->options.out, r->options.out, r->options.lang);
        draw(arguments);
        free(arguments);
    }
    options_free(&r->options);
    free(r->part);
}
