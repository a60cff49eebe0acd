// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUNS_H
#define RUNS_H

#include "chapter.h"
#include "deforming.h"

/* Trains all models of the chapter, side by side, each as a run of this program
 * in a folder of its own, and reports their results: see the table in runs.c.
 */
void runs_part(chapter *c);

#endif
