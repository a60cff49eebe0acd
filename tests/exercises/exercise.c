// SPDX-License-Identifier: GPL-3.0-or-later
#include "exercise.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The report goes to a file of its own, one "key<tab>text" a line: what the
 * student prints to the screen stays on the screen. */
static FILE *report;

static const char *setting(const char *name, const char *otherwise)
{
    const char *value = getenv(name);
    return value && *value ? value : otherwise;
}

bool exercise_russian(void)
{
    return strcmp(setting("EXERCISE_LANGUAGE", "en"), "ru") == 0;
}

int exercise_student(void)
{
    return abs(atoi(setting("EXERCISE_STUDENT", "0")));
}

static void write_line(const char *key, const char *format, va_list arguments)
{
    fprintf(report, "%s\t", key);
    vfprintf(report, format, arguments);
    fprintf(report, "\n");
    fflush(report);
}

__attribute__((format(printf, 2, 3))) static void say(const char *key,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line(key, format, arguments);
    va_end(arguments);
}

void exercise_note(const char *text, ...)
{
    va_list arguments;
    va_start(arguments, text);
    write_line("note", text, arguments);
    va_end(arguments);
}

_Noreturn static void leave(int status)
{
    fflush(NULL);
    _exit(status);
}

_Noreturn void not_written_yet_at(const char *file, int line, ...)
{
    say("unwritten", "%s:%d", file, line);
    leave(1);
}

_Noreturn static void failed(const char *got, const char *expected,
                             const char *which, va_list arguments)
{
    write_line("which", which, arguments);
    say("got", "%s", got);
    say("expected", "%s", expected);
    leave(1);
}

void expect(bool right, const char *got, const char *expected,
            const char *which, ...)
{
    va_list arguments;
    va_start(arguments, which);
    if (!right)
        failed(got, expected, which, arguments);
    va_end(arguments);
}

void expect_close(double got, double expected, double tolerance,
                  const char *which, ...)
{
    char number[2][32];
    va_list arguments;
    snprintf(number[0], sizeof number[0], "%.9g", got);
    snprintf(number[1], sizeof number[1], "%.9g", expected);
    va_start(arguments, which);
    if (!(fabs(got - expected) <= tolerance))
        failed(number[0], number[1], which, arguments);
    va_end(arguments);
}

/* SIGALRM, which nobody catches, ends a check that takes too long. */
int exercise_run(const check *checks, int count)
{
    report = fopen(setting("EXERCISE_REPORT", "/dev/stdout"), "a");
    if (!report)
        return 2;
    say("source", "%s", exercise_source);
    for (int i = 0; i < count; i++) {
        say("check", "%d\t%d\t%s\t%s", i, count,
            SAY(checks[i].english, checks[i].russian), checks[i].read);
        alarm((unsigned)atoi(setting("EXERCISE_LIMIT", "10")));
        checks[i].run();
    }
    alarm(0);
    if (count > 0)
        say("passed", "%d", count);
    return count > 0 ? 0 : 1;
}
