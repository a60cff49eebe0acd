// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "fail.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void common_table(options *o, option *table, int *count)
{
    const option common[] = {
        {"data", "SPEC", "the pictures: see below", OPTION_TEXT, KEPT_FIXED,
         &o->data, 0, 0, false},
        {"epochs", "N", "passes over the training pictures", OPTION_INT,
         KEPT_FREE, &o->epochs, 1, 100000, false},
        {"batch", "N", "pictures a step", OPTION_INT, KEPT_FIXED, &o->batch, 1,
         65536, false},
        {"seed", "N", "start of all randomness", OPTION_INT, KEPT_FIXED,
         &o->seed, 0, INT_MAX, false},
        {"threads", "N", "threads of the matrix product", OPTION_INT, KEPT_FREE,
         &o->threads, 1, 64, false},
        {"jobs", "N", "one-thread runs side by side", OPTION_INT, NOT_KEPT,
         &o->jobs, 1, 64, false},
        {"out", "DIR", "folder for all that the run writes", OPTION_TEXT,
         NOT_KEPT, &o->out, 0, 0, false},
        {"save", "FILE", "write the trained model there", OPTION_TEXT, NOT_KEPT,
         &o->save, 0, 0, false},
        {"resume", "FILE", "go on from this checkpoint", OPTION_TEXT, NOT_KEPT,
         &o->resume, 0, 0, false},
        {"dump", "DIR", "write the test set's codes and pictures as .npy",
         OPTION_TEXT, NOT_KEPT, &o->dump, 0, 0, false},
        {"eval", "SPEC", "use its test pictures for the test", OPTION_TEXT,
         NOT_KEPT, &o->eval, 0, 0, false},
        {"lang", "en|ru", "language of the figures", OPTION_TEXT, NOT_KEPT,
         &o->lang, 0, 0, false},
        {"quick", "", "a short run on few pictures, to see that all works",
         OPTION_FLAG, KEPT_FIXED, &o->quick, 0, 0, false},
        {"no-figures", "", "write numbers and sheets only", OPTION_FLAG,
         NOT_KEPT, &o->no_figures, 0, 0, false},
        {"quiet", "", "no progress", OPTION_FLAG, NOT_KEPT, &o->quiet, 0, 0,
         false},
    };
    *count = (int)(sizeof common / sizeof *common);
    memcpy(table, common, sizeof common);
}

enum { COMMON_MOST = 20 };

static const char *const usage_hint = "--help lists the options";

/* Short where that is exact: 0.1, not 0.10000000000000001. */
static char *number_text(double number)
{
    char *text = must_printf("%.15g", number);
    if (strtod(text, NULL) == number)
        return text;
    free(text);
    return must_printf("%.17g", number);
}

char *option_text(const option *entry)
{
    switch (entry->kind) {
    case OPTION_TEXT: {
        const char *text = *(const char **)entry->value;
        return must_printf("%s", text ? text : "");
    }
    case OPTION_INT:
        return must_printf("%d", *(int *)entry->value);
    case OPTION_NUMBER:
        return number_text(*(double *)entry->value);
    default:
        return must_printf("%d", *(bool *)entry->value);
    }
}

static double parse_number(const option *entry, const char *text)
{
    char *end;
    errno = 0;
    double number = strtod(text, &end);
    if (end == text || *end != '\0' || errno == ERANGE ||
        !(number >= entry->low && number <= entry->high))
        fail_usage(usage_hint, "--%s takes a number from %g to %g, not '%s'",
                   entry->name, entry->low, entry->high, text);
    return number;
}

static int parse_int(const option *entry, const char *text)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno == ERANGE ||
        (double)number < entry->low || (double)number > entry->high)
        fail_usage(usage_hint,
                   "--%s takes a whole number from %.0f to %.0f, not '%s'",
                   entry->name, entry->low, entry->high, text);
    return (int)number;
}

void option_set(option *entry, const char *text)
{
    switch (entry->kind) {
    case OPTION_TEXT:
        if (*text == '\0')
            fail_usage(usage_hint, "--%s takes a %s, not an empty text",
                       entry->name, entry->argument);
        *(const char **)entry->value = text;
        break;
    case OPTION_INT:
        *(int *)entry->value = parse_int(entry, text);
        break;
    case OPTION_NUMBER:
        *(double *)entry->value = parse_number(entry, text);
        break;
    case OPTION_FLAG:
        *(bool *)entry->value = text[0] == '1';
        break;
    }
}

static void print_help(const options *o, const char *summary, const char *notes)
{
    printf("%s\n\nusage: %s [OPTION...]\n\n", summary, program_name());
    for (int i = 0; i < o->count; i++) {
        const option *entry = &o->table[i];
        char left[40];
        snprintf(left, sizeof left, "--%s %s", entry->name, entry->argument);
        char *value = option_text(entry);
        bool show = entry->kind != OPTION_FLAG && *value;
        printf("  %-20s %s%s%s%s\n", left, entry->help, show ? " [" : "",
               show ? value : "", show ? "]" : "");
        free(value);
    }
    printf("\n%s", notes);
}

option *options_find(const options *o, const char *name)
{
    for (int i = 0; i < o->count; i++)
        if (strcmp(o->table[i].name, name) == 0)
            return &o->table[i];
    return NULL;
}

void options_refuse(const options *o, const char *name)
{
    if (options_find(o, name)->given)
        fail_usage("give --only model, too",
                   "--%s is for one model; the chapter as a whole has its own",
                   name);
}

/* The C library's parser, with our own messages. Index count is --help. */
static void parse(options *o, int argc, char **argv, const char *summary,
                  const char *notes)
{
    struct option *longs = must_calloc((size_t)o->count + 2, sizeof *longs);
    for (int i = 0; i < o->count; i++)
        longs[i] = (struct option){
            o->table[i].name,
            o->table[i].kind == OPTION_FLAG ? no_argument : required_argument,
            NULL, i + 256};
    longs[o->count] =
        (struct option){"help", no_argument, NULL, o->count + 256};
    opterr = 0;
    optind = 0;
    int which;
    while ((which = getopt_long(argc, argv, ":h", longs, NULL)) != -1) {
        if (which == 'h' || which == o->count + 256) {
            print_help(o, summary, notes);
            exit(0);
        }
        if (which == ':')
            fail_usage(usage_hint, "%s needs a value", argv[optind - 1]);
        if (which == '?' && optopt > 0 && optopt < 256) /* one letter */
            fail_usage(usage_hint, "unknown option -%c", optopt);
        if (which == '?')
            fail_usage(usage_hint, "unknown option %s", argv[optind - 1]);
        option *entry = &o->table[which - 256];
        entry->given = true;
        option_set(entry, entry->kind == OPTION_FLAG ? "1" : optarg);
    }
    if (optind < argc)
        fail_usage(usage_hint, "'%s' is no option", argv[optind]);
    free(longs);
}

void options_parse(options *o, int argc, char **argv, const char *summary,
                   const char *notes, const option *own, int own_count)
{
    o->table = must_alloc((size_t)(COMMON_MOST + own_count), sizeof *o->table);
    common_table(o, o->table, &o->count);
    memcpy(o->table + o->count, own, (size_t)own_count * sizeof *own);
    o->count += own_count;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->threads == 0)
        o->threads = cores > 2 ? 2 : (int)cores;
    if (o->jobs == 0)
        o->jobs = o->threads;
    parse(o, argc, argv, summary, notes);
    if (strcmp(o->lang, "en") != 0 && strcmp(o->lang, "ru") != 0)
        fail_usage(usage_hint, "--lang takes en or ru, not '%s'", o->lang);
}

/* A space and `text` as one word of a shell command. */
static void print_word(const char *text)
{
    const char *plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        "0123456789_./,:=+-";
    if (*text && text[strspn(text, plain)] == '\0') {
        printf(" %s", text);
        return;
    }
    printf(" '");
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
    putchar('\'');
}

void options_go_on(const options *o, const char *checkpoint)
{
    printf("go on with:");
    print_word(program_invocation_name);
    for (int i = 0; i < o->count; i++) {
        const option *entry = &o->table[i];
        if (!entry->given || entry->keeping != NOT_KEPT ||
            strcmp(entry->name, "out") == 0 ||
            strcmp(entry->name, "resume") == 0)
            continue;
        printf(" --%s", entry->name);
        char *text = option_text(entry);
        if (entry->kind != OPTION_FLAG)
            print_word(text);
        free(text);
    }
    printf(" --out");
    print_word(o->out);
    printf(" --resume");
    print_word(checkpoint);
    putchar('\n');
    fflush(stdout);
}

void options_free(options *o)
{
    free(o->table);
    o->table = NULL;
}
