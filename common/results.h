// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RESULTS_H
#define RESULTS_H

/**
# Results

Every number that the book, the README or a figure quotes comes from a file
`results.txt` with lines `key = value`, written by the program that measured
it. It is written at the end of the run: where there is a results file, the run
was complete.
*/

typedef struct results results;

/* Starts collecting. */
results *results_alloc(void);

/* Adds a line. */
void results_text(results *r, const char *key, const char *text);
void results_number(results *r, const char *key, double value);
void results_count(results *r, const char *key, long value);

/* Adds a number under a key that is put together: a printf format. */
void results_keyed(results *r, double value, const char *key, ...)
    __attribute__((format(printf, 3, 4)));

/* Writes the lines of `head` and then those of `body`, in the order in which
 * they were added, and frees both. */
void results_write(results *head, results *body, const char *path);

/* Adds all lines of a results file, with PREFIX_ before each key. */
void results_quote(results *r, const char *prefix, const char *path);

/* The value of a key in a results file, in fresh memory (free() frees); a
 * missing file or key ends the program. */
char *results_read(const char *path, const char *key);
double results_read_number(const char *path, const char *key);

#endif
