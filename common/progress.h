// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>

/* Wall-clock seconds since some moment in the past. */
double seconds_now(void);

/* Shows a line of progress, a printf format. On a terminal each line replaces
 * the one before, until a `last` one stays; elsewhere only last lines are
 * printed. */
void progress(bool last, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
