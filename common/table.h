// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TABLE_H
#define TABLE_H

#include <gsl/gsl_matrix.h>

/* A CSV file of numbers: a line of names, then rows of as many numbers. */
typedef struct {
    char **names;       /* (values->size2) */
    gsl_matrix *values; /* (rows, columns) */
} table;

/* Reads it whole. A file that is missing or empty, a row of another length, a
 * field that is no finite number, or a name that is missing or comes twice ends
 * the program, saying which line it is. */
table table_read(const char *path);
void table_free(table *t);

#endif
