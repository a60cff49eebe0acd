// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EXERCISE_H
#define EXERCISE_H

#include <stdbool.h>

/* ---- what an exercise uses ---------------------------------------------- */

/* Stands where your code will stand, and says so when the program gets there.
 * Its arguments are a reminder of what is at hand. */
#define not_written_yet(...) not_written_yet_at(__FILE__, __LINE__, __VA_ARGS__)

_Noreturn void not_written_yet_at(const char *file, int line, ...);

/* ---- what a check uses -------------------------------------------------- */

/* One of two texts, by the language of the reader. */
#define SAY(english, russian) (exercise_russian() ? (russian) : (english))

bool exercise_russian(void);

/* The number that `make ex-1.3 STUDENT=17` gave. */
int exercise_student(void);

/* A check, and where to read if it fails: "FILE: HEADING". */
typedef struct {
    const char *english, *russian;
    void (*run)(void);
    const char *read;
} check;

/* The end of main: one check after the other. The first that fails ends the
 * program; none at all is a failure. */
#define RUN_CHECKS(checks)                                                     \
    exercise_run(checks, (int)(sizeof(checks) / sizeof *(checks)))

int exercise_run(const check *checks, int count);

/* Fails unless |got - expected| <= tolerance; a NaN is never close. The text
 * says which number it is. */
void expect_close(double got, double expected, double tolerance,
                  const char *which, ...) __attribute__((format(printf, 4, 5)));

/* Fails unless `right`; got and expected are for people. */
void expect(bool right, const char *got, const char *expected,
            const char *which, ...) __attribute__((format(printf, 4, 5)));

/* A line to be shown with the result. */
void exercise_note(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* ---- which file was compiled -------------------------------------------- */

/* The student's file alone is compiled with -DEXERCISE_SOURCE="its sum"; the
 * report repeats name and sum, so no other file can have been checked. */
extern const char exercise_source[];

#ifdef EXERCISE_SOURCE
const char exercise_source[] = __BASE_FILE__ " " EXERCISE_SOURCE;
#endif

#endif
