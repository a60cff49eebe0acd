// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

/**
# The command line

Every program takes the same options and a few of its own. All stand in one
table, from which come the parsing, the checks of ranges, `--help`, and what a
checkpoint remembers: a resumed run takes the options that shape the model from
the checkpoint, so `--resume FILE` alone is enough.
*/

typedef enum {
    OPTION_TEXT,
    OPTION_INT,
    OPTION_NUMBER,
    OPTION_FLAG
} option_kind;

/* Does a checkpoint remember the option? If FIXED, a resumed run may not be
 * given another value; if FREE, it may. */
typedef enum { NOT_KEPT, KEPT_FREE, KEPT_FIXED } option_keeping;

typedef struct {
    const char *name;     /* without the two dashes */
    const char *argument; /* its name in --help; "" for a flag */
    const char *help;
    option_kind kind;
    option_keeping keeping;
    void *value;      /* const char **, int *, double * or bool * */
    double low, high; /* range of a number, both ends allowed */
    bool given;       /* on this command line */
} option;

/* What every program takes. Set the defaults before options_parse. */
typedef struct {
    const char *data, *out, *save, *resume, *dump, *eval, *lang;
    int epochs, batch, seed, threads, jobs;
    bool quick, quiet, no_figures;
    option *table; /* all options, the program's own last */
    int count;
} options;

/* Parses the command line: what it gives replaces the defaults in `o` and
 * behind the `own` options of the program. --help prints `summary`, the table
 * and `notes` and exits with 0; anything that is none of the options, or a
 * value out of its range, ends the program with status 2. */
void options_parse(options *o, int argc, char **argv, const char *summary,
                   const char *notes, const option *own, int own_count);

void options_free(options *o);

/* The option of that name, or NULL. */
option *options_find(const options *o, const char *name);

/* For a program that trains many models unless it is told --only model: ends it
 * with status 2 if that option, which is for one model, was given. */
void options_refuse(const options *o, const char *name);

/* Its value as text, in fresh memory. */
char *option_text(const option *entry);

/* Prints the command that goes on from a checkpoint: this program, with those
 * options of the present command line that a checkpoint does not keep. */
void options_go_on(const options *o, const char *checkpoint);

/* Sets its value from text; ends the program with status 2 if that is none. */
void option_set(option *entry, const char *text);

#endif
