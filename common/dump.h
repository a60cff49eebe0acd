// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DUMP_H
#define DUMP_H

#include "dataset.h"
#include "graph.h"

/* Writes names.txt into the folder: a line a picture, its name or number. */
void dump_names(const char *folder, const dataset *d);

/* Writes the values of y for all pictures of d, put into x, as a .npy array of
 * that shape (its first number is d->n); noise is off. */
void dump_node(const char *folder, const char *name, node *x, node *y,
               const dataset *d, const int *shape, int dims);

/* Of a picture-shaped node, and of a vector. */
void dump_pictures(const char *folder, const char *name, node *x, node *y,
                   const dataset *d);
void dump_codes(const char *folder, const char *name, node *x, node *y,
                const dataset *d);

/* Of numbers first .. first + count - 1 of a vector: (d->n, count). */
void dump_columns(const char *folder, const char *name, node *x, node *y,
                  const dataset *d, int first, int count);

#endif
