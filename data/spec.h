// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SPEC_H
#define SPEC_H

#include "dataset.h"

/* What the sources of data_load share. */

enum { most_options = 6, digit_classes = 10, no_class = -1 };

/* A SPEC in its parts, and what the caller of data_load wants. */
typedef struct {
    const char *spec;
    char *name, *argument; /* argument: NULL if there is no colon */
    char *options[most_options];
    int n_options;
    uint64_t seed;
    int train, test;
} request;

/* The grammar, for a hint. */
extern const char *const spec_hint;

/* A whole number from least to most, or the end of the program. */
int spec_number(const request *r, const char *text, int least, int most);

/* The class that the argument asks for, or no_class. */
int spec_class(const request *r);

_Noreturn void spec_bad_option(const request *r, const char *word);

/* The sources that draw (drawn.c). */
split spec_strokes(const request *r);
split spec_dots(const request *r);
split spec_sprites(const request *r);
split spec_palms(const request *r);
split spec_faces(const request *r);

#endif
