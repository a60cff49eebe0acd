// SPDX-License-Identifier: GPL-3.0-or-later
#include "check.h"

#include <ftw.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void check_close(double got, double expected, double tolerance,
                 const char *what, const char *file, int line)
{
    if (fabs(got - expected) <= tolerance)
        return;
    print_error("%s is %.9g, expected %.9g, difference %.3g > %.3g\n", what,
                got, expected, got - expected, tolerance);
    _fail(file, line);
}

void check_has(const char *text, const char *part, const char *file, int line)
{
    if (strstr(text, part))
        return;
    print_error("'%s' not found in:\n%s\n", part, text);
    _fail(file, line);
}

/* The whole of an open file as a string; closes it. */
static char *read_all(FILE *stream)
{
    char *text = NULL;
    size_t length = 0;
    rewind(stream);
    if (getdelim(&text, &length, '\0', stream) < 0) {
        free(text);
        text = must_printf("%s", "");
    }
    fclose(stream);
    return text;
}

void check_result_free(check_result *r)
{
    free(r->out);
    free(r->err);
}

/* Who ends a program need not free its memory: the search for leaks at the end,
 * which is slow, is left out. */
static void leave_at_once(int status, void *arg)
{
    (void)arg;
    fflush(NULL);
    _exit(status);
}

/* cmocka catches signals and jumps to the next test, which only the parent
 * process may do. */
_Noreturn static void be_child(void (*fn)(void *), void *arg, int out, int err)
{
    const int signals[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGSYS};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    on_exit(leave_at_once, NULL);
    fn(arg);
    exit(0);
}

check_result check_fork(void (*fn)(void *), void *arg)
{
    FILE *out = tmpfile(), *err = tmpfile();
    int status = 0;
    assert_true(out && err);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        be_child(fn, arg, fileno(out), fileno(err));
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return (check_result){status, read_all(out), read_all(err)};
}

static void run_command(void *command)
{
    execl("/bin/sh", "sh", "-c", (char *)command, (char *)NULL);
    _exit(127);
}

check_result check_run(const char *command)
{
    char *copy = must_printf("%s", command);
    check_result r = check_fork(run_command, copy);
    free(copy);
    return r;
}

static int is_two_lines(const char *err, const char *name, const char *text)
{
    const char *found = strstr(err, text);
    const char *end = strchr(err, '\n'), *hint = "\nhint: ";
    size_t n = strlen(name), m = strlen(hint);
    return end && strncmp(err, name, n) == 0 && err[n] == ':' && found &&
           found < end && strncmp(end, hint, m) == 0 && end[m] != '\n' &&
           strchr(end + 1, '\n') == err + strlen(err) - 1;
}

void check_two_lines(const char *err, const char *name, const char *text,
                     const char *file, int line)
{
    if (is_two_lines(err, name, text))
        return;
    print_error("expected '%s: ...%s...' and a hint, got:\n%s\n", name, text,
                err);
    _fail(file, line);
}

void check_fails(void (*fn)(void *), void *arg, int status, const char *text,
                 const char *file, int line)
{
    check_result r = check_fork(fn, arg);
    if (r.status != status || !is_two_lines(r.err, program_name(), text)) {
        print_error("expected status %d and '%s', got status %d and:\n%s\n",
                    status, text, r.status, r.err);
        _fail(file, line);
    }
    check_result_free(&r);
}

void check_stops(void (*fn)(void *), void *arg, const char *text,
                 const char *file, int line)
{
    check_result r = check_fork(fn, arg);
    if (r.status != -SIGABRT || !strstr(r.err, text)) {
        print_error("expected an abort with '%s', got status %d and:\n%s\n",
                    text, r.status, r.err);
        _fail(file, line);
    }
    check_result_free(&r);
}

static char folder[] = "/tmp/unwarp-test-XXXXXX";
static int folder_made;
int check_skipped;

const char *check_folder(void)
{
    if (!folder_made)
        assert_non_null(mkdtemp(folder));
    folder_made = 1;
    return folder;
}

static int delete (const char *path, const struct stat *status, int kind,
                   struct FTW *at)
{
    (void)status, (void)kind, (void)at;
    return remove(path);
}

int check_finish(int failed, int tests)
{
    if (folder_made)
        nftw(folder, delete, 16, FTW_DEPTH | FTW_PHYS);
    if (tests > check_skipped)
        return failed != 0;
    print_error("no test was run\n");
    return 1;
}
