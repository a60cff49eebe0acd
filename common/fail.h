// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FAIL_H
#define FAIL_H

#include <stddef.h>

/**
# When something goes wrong

There are three kinds of trouble, and each has its own way out.

1. *The program's own mistake* (shapes that do not fit): stop at once and name
   the line. `REQUIRE` hands it to GSL's error handler, as GSL does itself.
2. *The world's* (a file that is not there, bad data, no memory): one line that
   says what, one line that says what to do, exit status 1.
3. *A wrong command line*: the same two lines, exit status 2.
*/

/* Names the program in messages; call it first in main with argv[0]. */
void fail_program(const char *argv0);

/* The name given last, without its folders. */
const char *program_name(void);

/* Prints "program: what" and "hint: ..." to stderr and exits with 1. `what` is
 * a printf format; the hint is plain text. */
_Noreturn void fail(const char *hint, const char *what, ...)
    __attribute__((format(printf, 2, 3)));

/* The same for a wrong command line: exits with 2. */
_Noreturn void fail_usage(const char *hint, const char *what, ...)
    __attribute__((format(printf, 2, 3)));

/* As malloc and calloc, of `count` times `size` bytes; no memory or a product
 * that overflows ends the program. The result is never NULL; free() frees. */
void *must_alloc(size_t count, size_t size);
void *must_calloc(size_t count, size_t size);

/* A printf into fresh memory; free() frees. */
char *must_printf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

_Noreturn void require_failed(const char *reason, const char *file, int line);

#define REQUIRE(condition, reason)                                             \
    ((condition) ? (void)0 : require_failed(reason, __FILE__, __LINE__))

#endif
