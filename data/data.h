// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DATA_H
#define DATA_H

#include "dataset.h"
#include "options.h"

/* Loads SPEC (data_help tells the grammar). At most `train` and `test` pictures
 * are kept (0: all), the first ones; generators draw no more than that. `seed`
 * is for generators. A SPEC that is none ends the program with status 2, files
 * that are missing or bad with status 1. The train set is never empty; the test
 * set is where a SPEC without one of its own gives fewer than five pictures. */
split data_load(const char *spec, uint64_t seed, int train, int test);

/* True if the files of `mnist` are at hand. */
bool data_has_mnist(void);

/* The folder with the photographs of hands, ten folders 0 to 9 for ten signs:
 * $HANDS_DIR if that is set, else data/hands; NULL if they are not there. The
 * open palms are `folder:` that folder `/5`. */
const char *data_hands(void);

/* The folder with the photographs of the Extended Yale Face Database B:
 * $YALEB_DIR if that is set, else data/yaleb; NULL if it is not there. */
const char *data_yaleb(void);

/* The grammar of SPEC, for --help. */
extern const char *const data_help;

/* Sets --data, where it is not given, to the pictures of one digit: MNIST's, or
 * strokes where MNIST is not at hand. */
void data_default_digit(options *o, int digit);

/* Moves the last n training pictures into a set of their own, which is
 * returned; 0: an empty one. Ends the program with status 2 if none would be
 * left. */
dataset data_held_out(split *s, int n);

/* The pictures a run works on, as its options say: --data, or MNIST, or strokes
 * where MNIST is not at hand (and then o->data says so); the test set of --eval
 * in place of its own. At most `pictures` training pictures (0: all), and under
 * --quick at most 2 000 and 500. */
split data_for(options *o, int pictures);

#endif
