// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUNS_H
#define RUNS_H

#include "chapter.h"
#include "deforming.h"

/* The models that the comparison is about; the folder of each is OUT/NAME/SEED.
 */
enum { KINDS = 4 };
extern const char *const kinds[KINDS]; /* class, plain, extra, unlabelled */

/* How many seeds each of these has, and how many the runs with few labels; the
 * first is the chapter's. */
int seeds_of(const chapter *c);
int few_seeds_of(const chapter *c);

/* Trains all models of the chapter, side by side, each as a run of this program
 * in a folder of its own:
 *   KIND/SEED         the comparison
 *   labels_P/SEED     P per cent of the labels
 *   labels_alone/SEED the pictures of one per cent, and no others
 *   length_K/class, length_K/plain   K appearance codes, shorter
 *   hands/class, hands/plain         signs of hands, where they are at hand
 * Reports epochs, short_epochs, short_pictures, alone_epochs, alone_pictures.
 */
void runs_part(chapter *c);

/* The model of a run of that kind, c's seed plus `more`. */
dae run_model(const chapter *c, const char *kind, int more);

/* The data of the runs on hands, in fresh memory, or NULL if the photographs
 * are not at hand; and the model of one of these runs, for pictures like those
 * of d. */
char *hands_spec(void);
dae hands_model(const chapter *c, const char *kind, const dataset *d);

enum { LENGTHS = 4, LEVELS = 2 };
extern const int lengths[LENGTHS]; /* appearance codes */
extern const int levels[LEVELS];   /* per cent of the labels */

#endif
