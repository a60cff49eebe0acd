// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTERS_H
#define CHAPTERS_H

/* What tests of chapters share: the results of parts that were run here. */

#include "chapter.h"

#include "check.h"
#include "table.h"

#include <stdlib.h>

/* Writes what was reported so far: the path of it; free() frees. */
static inline char *results_path(chapter *c)
{
    char *path = run_path(&c->run, "results.txt");
    if (c->run.results)
        results_write(c->run.provenance, c->run.results, path);
    c->run.results = NULL;
    return path;
}

/* A number that was reported. */
static inline double reported(chapter *c, const char *key)
{
    char *path = results_path(c);
    double value = results_read_number(path, key);
    free(path);
    return value;
}

/* Ends a chapter: the path of its results; free() frees. */
static inline char *chapter_end(chapter *c)
{
    char *path = results_path(c);
    split_free(&c->data);
    return path;
}

/* ---- a part that needs no pictures --------------------------------------- */

/* It writes tables and results whose names begin alike. */
typedef struct {
    chapter chapter;
    const char *names; /* how they begin */
} part_run;

static inline void part_begin(part_run *p, const char *names, int seed)
{
    *p = (part_run){{.run.options = {.seed = seed, .out = check_folder()},
                     .run.results = results_alloc(),
                     .run.provenance = results_alloc()},
                    names};
}

static inline double part_result(part_run *p, const char *key)
{
    char *name = must_printf("%s_%s", p->names, key);
    double value = reported(&p->chapter, name);
    free(name);
    return value;
}

static inline table part_table(const part_run *p, const char *name)
{
    char *path = run_path(&p->chapter.run, "%s_%s.csv", p->names, name);
    table t = table_read(path);
    free(path);
    return t;
}

static inline double at(const table *t, size_t row, size_t column)
{
    return gsl_matrix_get(t->values, row, column);
}

#endif
