// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHECK_H
#define CHECK_H

/* What the cmocka test programs share. Include this first. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#undef fail /* the name is ours; cmocka's is fail_msg or an assertion */

#include "fail.h"

/* Asserts |got - expected| <= tolerance, in double; a NaN is never close. */
#define CHECK_CLOSE(got, expected, tolerance)                                  \
    check_close((double)(got), (double)(expected), (double)(tolerance), #got,  \
                __FILE__, __LINE__)

/* Asserts that the string `text` contains `part`. */
#define CHECK_HAS(text, part) check_has(text, part, __FILE__, __LINE__)

/* Asserts that `err` is exactly the two lines with which a program of that name
 * tells an error: "name: ..." with `text` in it, and "hint: ...". */
#define CHECK_TWO_LINES(err, name, text)                                       \
    check_two_lines(err, name, text, __FILE__, __LINE__)

/* Asserts that fn(arg) ends the program with `status` and writes exactly those
 * two lines to stderr. Like every fn here it runs in a child process and must
 * not use assertions itself. */
#define CHECK_FAILS(fn, arg, status, text)                                     \
    check_fails(fn, arg, status, text, __FILE__, __LINE__)

/* Asserts that fn(arg) stops at a REQUIRE that says `text`. */
#define CHECK_STOPS(fn, arg, text)                                             \
    check_stops(fn, arg, text, __FILE__, __LINE__)

/* As skip(), which ends the test; a skipped test does not count as run. */
#define CHECK_SKIP() (check_skipped++, skip())

/* The end of main: runs an array of CMUnitTest and gives the exit status, which
 * is 0 only if tests were run and none failed. */
#define RUN_TESTS(tests)                                                       \
    check_finish(cmocka_run_group_tests(tests, NULL, NULL),                    \
                 (int)(sizeof(tests) / sizeof *(tests)))

/* What a child process did: its exit status, or minus the signal that ended it,
 * and what it wrote. */
typedef struct {
    int status;
    char *out, *err;
} check_result;

/* Runs fn(arg), or a shell command, in a child process. */
check_result check_fork(void (*fn)(void *), void *arg);
check_result check_run(const char *command);
void check_result_free(check_result *r);

/* A folder for files of this program; RUN_TESTS removes it. */
const char *check_folder(void);

void check_close(double got, double expected, double tolerance,
                 const char *what, const char *file, int line);
void check_has(const char *text, const char *part, const char *file, int line);
void check_two_lines(const char *err, const char *name, const char *text,
                     const char *file, int line);
void check_fails(void (*fn)(void *), void *arg, int status, const char *text,
                 const char *file, int line);
void check_stops(void (*fn)(void *), void *arg, const char *text,
                 const char *file, int line);
int check_finish(int failed, int tests);
extern int check_skipped;

#endif
