// SPDX-License-Identifier: GPL-3.0-or-later
#include "fail.h"

#include <gsl/gsl_errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *name = "unwarp";

void fail_program(const char *argv0)
{
    const char *slash = strrchr(argv0, '/');
    name = slash ? slash + 1 : argv0;
}

const char *program_name(void)
{
    return name;
}

/**
Progress goes to the standard output; it is flushed first, so that the message
is the last thing on the screen.
*/

_Noreturn static void leave(int status, const char *hint, const char *what,
                            va_list arguments)
{
    fflush(stdout);
    fprintf(stderr, "%s: ", name);
    vfprintf(stderr, what, arguments);
    fprintf(stderr, "\nhint: %s\n", hint);
    exit(status);
}

_Noreturn void fail(const char *hint, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    leave(1, hint, what, arguments);
}

_Noreturn void fail_usage(const char *hint, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    leave(2, hint, what, arguments);
}

void *must_alloc(size_t count, size_t size)
{
    void *memory = NULL;
    if (size == 0 || count <= SIZE_MAX / size)
        memory = malloc(count * size > 0 ? count * size : 1);
    if (!memory)
        fail("use fewer or smaller pictures, or a smaller --batch",
             "no memory for %zu x %zu bytes", count, size);
    return memory;
}

void *must_calloc(size_t count, size_t size)
{
    void *memory = must_alloc(count, size);
    return memset(memory, 0, count * size);
}

char *must_printf(const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = must_alloc((size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

_Noreturn void require_failed(const char *reason, const char *file, int line)
{
    gsl_error(reason, file, line, GSL_EINVAL);
    abort();
}
