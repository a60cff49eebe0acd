// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs.h"

#include "fail.h"
#include "file.h"
#include "progress.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

void job_add(job *j, const char *name, const char *format, ...)
{
    int at = 0;
    while (at < JOB_ARGUMENTS && j->arguments[at])
        at++;
    REQUIRE(at + 2 < JOB_ARGUMENTS, "too many options for a job");
    va_list arguments;
    va_start(arguments, format);
    j->arguments[at] = must_printf("%s", name);
    if (vasprintf(&j->arguments[at + 1], format, arguments) < 0)
        fail("free some memory", "no memory for a job");
    va_end(arguments);
}

static pid_t start(const options *o, const job *j)
{
    char *seed = must_printf("%d", o->seed);
    char *batch = must_printf("%d", o->batch);
    char *arguments[JOB_ARGUMENTS + 16] = {(char *)program_name(),
                                           "--quiet",
                                           "--no-figures",
                                           "--threads",
                                           "1",
                                           "--data",
                                           (char *)o->data,
                                           "--seed",
                                           seed,
                                           "--batch",
                                           batch,
                                           "--out",
                                           j->out};
    int at = 13;
    if (o->quick)
        arguments[at++] = "--quick";
    for (int i = 0; i < JOB_ARGUMENTS && j->arguments[i]; i++)
        arguments[at++] = j->arguments[i];
    pid_t child;
    int bad =
        posix_spawn(&child, "/proc/self/exe", NULL, NULL, arguments, environ);
    if (bad)
        fail("free some memory", "cannot start a job: %s", strerror(bad));
    free(seed);
    free(batch);
    return child;
}

static int finished(const options *o, const job *j)
{
    char *results = path_join(j->out, "results.txt");
    int done = o->resume && file_exists(results);
    free(results);
    return done;
}

/* Waits for any job; 0 or the status it failed with. */
static int wait_one(void)
{
    int status;
    while (wait(&status) < 0)
        REQUIRE(errno == EINTR, "no job to wait for");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/**
At Ctrl-C the terminal tells the whole family. The children save their state and
end; the parent waits for them and then says how to go on.
*/

void jobs_run(const options *o, job *jobs, int count, const char *what)
{
    int running = 0, done = 0, failed = 0;
    signal(SIGINT, SIG_IGN);
    for (int i = 0; i < count || running > 0;) {
        if (i < count && running < o->jobs && !failed) {
            if (finished(o, &jobs[i])) {
                done++;
            } else {
                start(o, &jobs[i]);
                running++;
            }
            i++;
            continue;
        }
        if (running == 0)
            break;
        int status = wait_one();
        running--;
        done++;
        failed = failed ? failed : status;
        if (!o->quiet && !failed)
            progress(done == count, "%s: %d of %d", what, done, count);
    }
    signal(SIGINT, SIG_DFL);
    if (failed)
        exit(failed);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < JOB_ARGUMENTS; k++)
            free(jobs[i].arguments[k]);
        free(jobs[i].out);
    }
}
