// SPDX-License-Identifier: GPL-3.0-or-later
#include "results.h"

#include "fail.h"
#include "file.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct results {
    FILE *stream;
    char *text;
    size_t length;
};

results *results_alloc(void)
{
    results *r = must_calloc(1, sizeof *r);
    r->stream = open_memstream(&r->text, &r->length);
    if (!r->stream)
        fail("free some memory", "no memory for the results");
    return r;
}

void results_text(results *r, const char *key, const char *text)
{
    fprintf(r->stream, "%s = %s\n", key, text);
}

void results_number(results *r, const char *key, double value)
{
    fprintf(r->stream, "%s = %.6g\n", key, value);
}

void results_count(results *r, const char *key, long value)
{
    fprintf(r->stream, "%s = %ld\n", key, value);
}

void results_keyed(results *r, double value, const char *key, ...)
{
    va_list arguments;
    va_start(arguments, key);
    vfprintf(r->stream, key, arguments);
    va_end(arguments);
    fprintf(r->stream, " = %.6g\n", value);
}

static void write_and_free(results *r, FILE *stream)
{
    fclose(r->stream);
    fwrite(r->text, 1, r->length, stream);
    free(r->text);
    free(r);
}

void results_write(results *head, results *body, const char *path)
{
    out_file file = file_create(path);
    write_and_free(head, file.stream);
    write_and_free(body, file.stream);
    file_commit(&file);
}

static const char *const read_hint = "run the program that writes it";

void results_quote(results *r, const char *prefix, const char *path)
{
    FILE *stream = file_open(path, read_hint);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stream) > 0)
        fprintf(r->stream, "%s_%s", prefix, line);
    fclose(stream);
    free(line);
}

char *results_read(const char *path, const char *key)
{
    FILE *stream = file_open(path, read_hint);
    char *line = NULL, *value = NULL;
    size_t room = 0, length = strlen(key);
    while (!value && getline(&line, &room, stream) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, key, length) == 0 &&
            strncmp(line + length, " = ", 3) == 0)
            value = must_printf("%s", line + length + 3);
    }
    fclose(stream);
    free(line);
    if (!value)
        fail(read_hint, "%s: no line '%s = ...'", path, key);
    return value;
}

double results_read_number(const char *path, const char *key)
{
    char *end, *text = results_read(path, key);
    double value = strtod(text, &end);
    if (end == text || *end != '\0')
        fail(read_hint, "%s: %s is no number, but '%s'", path, key, text);
    free(text);
    return value;
}
