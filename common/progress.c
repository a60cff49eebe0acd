// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void progress(bool last, const char *format, ...)
{
    int terminal = isatty(STDOUT_FILENO);
    if (!terminal && !last)
        return;
    va_list arguments;
    va_start(arguments, format);
    if (terminal)
        fputs("\r\033[K", stdout);
    vprintf(format, arguments);
    if (last)
        putchar('\n');
    fflush(stdout);
    va_end(arguments);
}
