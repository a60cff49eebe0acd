// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef JOBS_H
#define JOBS_H

#include "options.h"

/**
# Runs side by side

Two threads that share one training are busy for some 80 % of the time; two
trainings with one thread each are busy all the time. Where an experiment
consists of many independent trainings (sizes, seeds), the program therefore
starts *itself*, once for each, as a process with one thread. Each of these is
an ordinary run with an ordinary command line, which can be repeated by hand.
*/

enum { JOB_ARGUMENTS = 32 };

/* One run of this same program. */
typedef struct {
    char *out;                      /* its --out */
    char *arguments[JOB_ARGUMENTS]; /* its own options, NULL after the last */
} job;

/* Runs the jobs, `o->jobs` at a time, each with the data, seed, batch and
 * quick of `o`. If one fails, ends the program when the running ones have
 * ended; at Ctrl-C with 130, saying how to go on if there is a
 * checkpoint. If `o` resumes, jobs whose results are younger than that
 * checkpoint are skipped. Frees the texts of the jobs. */
void jobs_run(const options *o, job *jobs, int count, const char *what);

/* Adds an option and its value (a printf format) to a job. */
void job_add(job *j, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds an option that takes no value. */
void job_flag(job *j, const char *name);

/* Adds the words of a text as options: those that begin with -- are names, and
 * what follows one that is no name is its value. */
void job_words(job *j, const char *text);

#endif
