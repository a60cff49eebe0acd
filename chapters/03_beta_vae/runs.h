// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUNS_H
#define RUNS_H

#include "chapter.h"
#include "jobs.h"

/* Models that this chapter trains as runs of their own, side by side. */
enum { RUNS_MOST = 256 };

typedef struct {
    job jobs[RUNS_MOST];
    int count;
} run_list;

/* Adds the training of one model to folder `out` (taken over; run_path gives
 * it). Data and seed are the chapter's unless the caller adds others; more
 * options may be added to the job that is returned. `from` and `to` are shares
 * of the threshold beta_c. */
job *runs_add(run_list *list, const chapter *c, char *out, double from,
              double to);

/* The same with a constant weight in nats. */
job *runs_add_nats(run_list *list, const chapter *c, char *out, double beta);

/* Trains them all. */
void runs_train(const chapter *c, run_list *list);

/* So many seeds, or few in a quick run. */
int runs_seeds(const chapter *c, int seeds);

#endif
