// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUN_H
#define RUN_H

#include "dataset.h"
#include "file.h"
#include "options.h"
#include "results.h"

/* What the main function of every chapter begins and ends with. */
typedef struct {
    options options;               /* set its defaults before run_begin */
    results *provenance, *results; /* head and body of results.txt */
    double started;
    char *part; /* the folder of a part alone, or NULL */
} run;

/* Parses the command line (see options_parse), takes the options of a resumed
 * checkpoint, and checks that figures can be drawn at the end if they are
 * wanted. */
void run_begin(run *r, int argc, char **argv, const char *summary,
               const char *notes, const option *own, int own_count);

/* To be called after run_begin if one part of the chapter is to run alone. It
 * draws no figures, since they show all parts; and unless --out was given, its
 * folder is OUT/only_PART, so that its results do not take the place of those
 * of the whole. */
void run_part(run *r, const char *part);

/* To be called when options and pictures are known to be good: makes the folder
 * OUT, checks that it can be written, and notes the first lines of the results,
 * where the numbers come from. */
void run_data(run *r, const split *data);

/* OUT/name in fresh memory; name is a printf format. */
char *run_path(const run *r, const char *name, ...)
    __attribute__((format(printf, 2, 3)));

/* Starts the table OUT/name with its line of names; end with file_commit. */
out_file run_table(const run *r, const char *name, const char *names);

/* A number from the results of a run in OUT/folder, a printf format. */
double run_number(const run *r, const char *key, const char *folder, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts numbers of that run into this run's results, as NAME_key. */
void run_quote(run *r, const char *name, const char *const *keys, int count,
               const char *folder);

/* Puts all numbers of that run into this run's results, under the folder's name
 * with _ for /. */
void run_quote_all(run *r, const char *folder);

/* Writes OUT/results.txt and, unless told not to, draws the figures whose
 * scripts are plots/CHAPTER_*.gp into OUT/figures. */
void run_end(run *r, const char *chapter);

#endif
