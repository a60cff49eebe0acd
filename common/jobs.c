// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs.h"

#include "fail.h"
#include "file.h"
#include "progress.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Where the next `count` arguments go; the last place stays NULL. */
static char **room(job *j, int count)
{
    int at = 0;
    while (at < JOB_ARGUMENTS && j->arguments[at])
        at++;
    REQUIRE(at + count < JOB_ARGUMENTS, "too many options for a job");
    return j->arguments + at;
}

void job_add(job *j, const char *name, const char *format, ...)
{
    char **at = room(j, 2);
    va_list arguments;
    va_start(arguments, format);
    at[0] = must_printf("%s", name);
    if (vasprintf(&at[1], format, arguments) < 0)
        fail("free some memory", "no memory for a job");
    va_end(arguments);
}

void job_flag(job *j, const char *name)
{
    *room(j, 1) = must_printf("%s", name);
}

void job_words(job *j, const char *text)
{
    char *copy = must_printf("%s", text), *rest;
    char *word = strtok_r(copy, " ", &rest);
    while (word) {
        char *next = strtok_r(NULL, " ", &rest);
        if (next && strncmp(next, "--", 2) != 0) {
            job_add(j, word, "%s", next);
            next = strtok_r(NULL, " ", &rest);
        } else {
            job_flag(j, word);
        }
        word = next;
    }
    free(copy);
}

/* This program again. It hears Ctrl-C though its parent does not, and what it
 * would say on the standard output is not for people. */
static pid_t spawn(char **arguments)
{
    pid_t child;
    sigset_t heard;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    sigemptyset(&heard);
    sigaddset(&heard, SIGINT);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &heard);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    int bad = posix_spawn(&child, "/proc/self/exe", &files, &attributes,
                          arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (bad)
        fail("free some memory", "cannot start a job: %s", strerror(bad));
    return child;
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
    pid_t child = spawn(arguments);
    free(seed);
    free(batch);
    return child;
}

static int is_older(const struct stat *a, const struct stat *b)
{
    const struct timespec *s = &a->st_mtim, *t = &b->st_mtim;
    return s->tv_sec < t->tv_sec ||
           (s->tv_sec == t->tv_sec && s->tv_nsec < t->tv_nsec);
}

/* Results older than the checkpoint may be those of an earlier run with other
 * options in the same folder, and do not count. */
static int finished(const options *o, const job *j)
{
    struct stat done, begun;
    char *results = path_join(j->out, "results.txt");
    int there = o->resume && stat(results, &done) == 0;
    free(results);
    return there && (stat(o->resume, &begun) != 0 || !is_older(&done, &begun));
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

_Noreturn static void leave(const options *o, int status, const char *what)
{
    char *checkpoint = path_join(o->out, "checkpoint.safetensors");
    if (status == 128 + SIGINT) {
        progress(true, "%s: stopped", what);
        if (file_exists(checkpoint))
            options_go_on(o, checkpoint);
    } else if (status > 128)
        fprintf(stderr, "%s: %s: one was ended by signal %d\nhint: %s\n",
                program_name(), what, status - 128,
                "is there too little memory? give fewer --jobs");
    free(checkpoint);
    exit(status);
}

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
        leave(o, failed, what);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < JOB_ARGUMENTS; k++)
            free(jobs[i].arguments[k]);
        free(jobs[i].out);
    }
}
