// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include "fail.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
A missing value is not a zero, and a row too short is not a row: whatever is no
finite number in its place is refused, with the number of the line.
*/

static const char *const table_hint =
    "a CSV file has a line of names, then rows of as many numbers, separated "
    "by commas";

/* The next line without its end, in memory of getline; false at the end. */
static int next_line(FILE *file, char **line, size_t *room)
{
    ssize_t length = getline(line, room, file);
    while (length > 0 && strchr("\r\n", (*line)[length - 1]))
        (*line)[--length] = '\0';
    return length >= 0;
}

/* Ends the field at the next comma; *rest is behind it, or NULL at the end. */
static char *next_field(char **rest)
{
    char *field = *rest, *comma = strchr(field, ',');
    *rest = comma ? comma + 1 : NULL;
    if (comma)
        *comma = '\0';
    size_t length = strlen(field);
    if (length >= 2 && field[0] == '"' && field[length - 1] == '"') {
        field[length - 1] = '\0';
        field++;
    }
    return field;
}

static size_t count_fields(const char *line)
{
    size_t count = 1;
    for (; *line; line++)
        count += *line == ',';
    return count;
}

static char **read_names(const char *path, char *line, size_t columns)
{
    char **names = must_alloc(columns, sizeof *names);
    for (size_t k = 0; k < columns; k++) {
        names[k] = must_printf("%s", next_field(&line));
        if (*names[k] == '\0')
            fail(table_hint, "%s: line 1: column %zu has no name", path, k + 1);
        for (size_t i = 0; i < k; i++)
            if (strcmp(names[i], names[k]) == 0)
                fail(table_hint, "%s: line 1: two columns are named '%s'", path,
                     names[k]);
    }
    return names;
}

static double read_number(const char *path, long at, const char *name,
                          const char *field)
{
    char *end;
    double number = strtod(field, &end);
    if (*field == '\0')
        fail(table_hint, "%s: line %ld: no value in column '%s'", path, at,
             name);
    if (end == field || *end != '\0' || !isfinite(number))
        fail(table_hint, "%s: line %ld: '%s' in column '%s' is no number", path,
             at, field, name);
    return number;
}

/* All rows behind the first line; *rows tells how many. */
static double *read_rows(const char *path, FILE *file, char **names,
                         size_t columns, size_t *rows)
{
    size_t room = 0, space = 0;
    double *values = NULL;
    char *line = NULL;
    for (*rows = 0; next_line(file, &line, &space); (*rows)++) {
        long at = (long)*rows + 2;
        char *rest = line;
        if (count_fields(line) != columns)
            fail(table_hint,
                 "%s: line %ld: %zu fields, but there are %zu names", path, at,
                 count_fields(line), columns);
        if (*rows == room) {
            room = room ? 2 * room : 256;
            values = realloc(values, room * columns * sizeof *values);
            if (!values)
                fail("give fewer rows", "%s: no memory for line %ld", path, at);
        }
        for (size_t k = 0; k < columns; k++)
            values[*rows * columns + k] =
                read_number(path, at, names[k], next_field(&rest));
    }
    free(line);
    return values;
}

table table_read(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t space = 0, rows;
    if (!file)
        fail(table_hint, "%s: %s", path, strerror(errno));
    if (!next_line(file, &line, &space))
        fail(table_hint, "%s: %s", path,
             ferror(file) ? "cannot be read" : "is empty");
    size_t columns = count_fields(line);
    table t = {.names = read_names(path, line, columns)};
    double *values = read_rows(path, file, t.names, columns, &rows);
    fclose(file);
    free(line);
    if (rows == 0)
        fail(table_hint, "%s: has names, but no numbers", path);
    gsl_matrix_view view = gsl_matrix_view_array(values, rows, columns);
    t.values = gsl_matrix_alloc(rows, columns);
    gsl_matrix_memcpy(t.values, &view.matrix);
    free(values);
    return t;
}

void table_free(table *t)
{
    for (size_t k = 0; t->values && k < t->values->size2; k++)
        free(t->names[k]);
    free(t->names);
    gsl_matrix_free(t->values);
    *t = (table){0};
}
