// SPDX-License-Identifier: GPL-3.0-or-later
/* The command line. */
#include "check.h"

#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double beta;
static int latent;
static bool wide;
static const char *part;

/* One of each kind. */
static const option own[] = {
    {"beta", "B", "weight of a term", OPTION_NUMBER, KEPT_FIXED, &beta, -2.5,
     1e30, false},
    {"latent", "K", "codes", OPTION_INT, KEPT_FIXED, &latent, -3, 512, false},
    {"wide", "", "wider layers", OPTION_FLAG, KEPT_FIXED, &wide, 0, 0, false},
    {"part", "PART", "what to do", OPTION_TEXT, NOT_KEPT, &part, 0, 0, false}};

enum { OWN = sizeof own / sizeof *own, COMMON = 15, WORDS = 40 };

static options o;

/* Parses a line of words; ~ stands for an empty word. */
static void parse(const char *line)
{
    static char text[1000];
    char *words[WORDS] = {"build/tiny"};
    int count = 1;
    snprintf(text, sizeof text, "%s", line);
    for (char *w = strtok(text, " "); w; w = strtok(NULL, " "))
        words[count++] = strcmp(w, "~") == 0 ? "" : w;
    o = (options){.epochs = 15,
                  .batch = 100,
                  .seed = 1,
                  .out = "build/run/x",
                  .lang = "en"};
    beta = 0.37;
    latent = 8;
    wide = false;
    part = "all";
    options_parse(&o, count, words, "What it does.", "And notes.\n", own, OWN);
}

static void without_options_the_defaults_stand(void **state)
{
    (void)state;
    parse("");
    assert_int_equal(o.count, COMMON + OWN);
    assert_int_equal(o.epochs, 15);
    assert_int_equal(o.batch, 100);
    assert_int_equal(o.seed, 1);
    assert_true(o.threads == 1 || o.threads == 2);
    assert_int_equal(o.jobs, o.threads);
    assert_string_equal(o.out, "build/run/x");
    assert_null(o.save);
    assert_null(o.resume);
    assert_false(o.quick || o.quiet || o.no_figures || wide);
    for (int i = 0; i < o.count; i++)
        assert_false(o.table[i].given);
    options_free(&o);
    assert_null(o.table);
}

static void every_option_is_taken(void **state)
{
    (void)state;
    parse("--data strokes:3,n=70 --epochs 7 --batch=33 --seed 2147483647 "
          "--threads 3 --jobs 5 --out o/p --save s.st --resume r.st --dump d "
          "--eval mnist --lang ru --quick --no-figures --quiet "
          "--beta -1.2345e-3 --latent -3 --wide --part linear");
    assert_string_equal(o.data, "strokes:3,n=70");
    assert_int_equal(o.epochs, 7);
    assert_int_equal(o.batch, 33);
    assert_int_equal(o.seed, 2147483647);
    assert_int_equal(o.threads, 3);
    assert_int_equal(o.jobs, 5);
    assert_string_equal(o.out, "o/p");
    assert_string_equal(o.save, "s.st");
    assert_string_equal(o.resume, "r.st");
    assert_string_equal(o.dump, "d");
    assert_string_equal(o.eval, "mnist");
    assert_string_equal(o.lang, "ru");
    assert_true(o.quick && o.quiet && o.no_figures && wide);
    CHECK_CLOSE(beta, -1.2345e-3, 0);
    assert_int_equal(latent, -3);
    assert_string_equal(part, "linear");
    for (int i = 0; i < o.count; i++)
        assert_true(o.table[i].given);
    options_free(&o);
}

static void the_last_of_two_counts(void **state)
{
    (void)state;
    parse("--epochs 3 --beta 0.5 --epochs 5");
    assert_int_equal(o.epochs, 5);
    assert_true(options_find(&o, "beta")->given);
    assert_false(options_find(&o, "seed")->given);
    assert_null(options_find(&o, "epoch"));
    options_free(&o);
}

static void parse_line(void *line)
{
    fail_program("build/tiny");
    parse(line);
}

static void is_refused(const char *line, const char *text)
{
    char *copy = must_printf("%s", line);
    check_result r = check_fork(parse_line, copy);
    assert_int_equal(r.status, 2);
    CHECK_TWO_LINES(r.err, "tiny", text);
    assert_string_equal(r.out, "");
    check_result_free(&r);
    free(copy);
}

static void the_ends_of_a_range_are_inside_it(void **state)
{
    (void)state;
    parse("--epochs 1 --batch 65536 --seed 0 --threads 64 --jobs 1 --beta -2.5 "
          "--latent 512");
    options_free(&o);
    parse("--epochs 100000 --batch 1 --threads 1 --jobs 64 --beta 1e30");
    options_free(&o);
    const char *whole = "takes a whole number from";
    is_refused("--epochs 0", "--epochs takes a whole number from 1 to 100000");
    is_refused("--epochs 100001", whole);
    is_refused("--batch 0", whole);
    is_refused("--batch 65537", whole);
    is_refused("--seed -1", whole);
    is_refused("--seed 2147483648", whole);
    is_refused("--threads 0", whole);
    is_refused("--jobs 65", whole);
    is_refused("--latent -4", whole);
    is_refused("--latent 513", whole);
    is_refused("--beta -2.51", "--beta takes a number from -2.5 to 1e+30");
    is_refused("--beta 1.1e30", "--beta takes a number from");
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *const words[] = {"x",    "3x",  "1.5.2", "0x", "--3",
                                 "1e",   "nan", "-",     ".",  "1,5",
                                 "3e+x", "~",   "-nan",  "+-3"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char *number = must_printf("--beta %s", words[i]);
        char *whole = must_printf("--latent %s", words[i]);
        is_refused(number, "--beta takes a number");
        is_refused(whole, "--latent takes a whole number");
        free(number);
        free(whole);
    }
    is_refused("--beta inf", "not 'inf'");
    is_refused("--beta 1e999", "not '1e999'");
    is_refused("--beta -1e999", "not '-1e999'");
    is_refused("--latent 1.5", "not '1.5'");
    is_refused("--latent 99999999999999999999", "not '9999");
}

static void what_is_no_option_is_refused(void **state)
{
    (void)state;
    is_refused("--epoch-s 3", "unknown option --epoch-s");
    is_refused("--e 3", "unknown option --e");
    is_refused("-x", "unknown option -x");
    is_refused("-xyz", "unknown option -x");
    is_refused("--quiet -q", "unknown option -q");
    is_refused("--quick=1", "unknown option --quick=1");
    is_refused("--help=3", "unknown option --help=3");
    is_refused("mnist", "'mnist' is no option");
    is_refused("--quiet mnist --quick", "'mnist' is no option");
    is_refused("-- --quiet", "'--quiet' is no option");
    is_refused("~", "'' is no option");
    is_refused("--epochs", "--epochs needs a value");
    is_refused("--quiet --out", "--out needs a value");
    is_refused("--out ~", "--out takes a DIR, not an empty text");
    is_refused("--data=", "--data takes a SPEC, not an empty text");
    is_refused("--part ~", "--part takes a PART, not an empty text");
    is_refused("--lang de", "--lang takes en or ru, not 'de'");
}

static void help_lists_everything(void **state)
{
    (void)state;
    const char *lines[] = {"--help", "-h", "--epochs 7 --help", "--help --bad"};
    for (int i = 0; i < 4; i++) {
        check_result r = check_fork(parse_line, (void *)(intptr_t)lines[i]);
        assert_int_equal(r.status, 0);
        assert_string_equal(r.err, "");
        CHECK_HAS(r.out, "What it does.\n");
        CHECK_HAS(r.out, "usage: tiny [OPTION...]\n");
        CHECK_HAS(r.out, "\nAnd notes.\n");
        parse("");
        for (int k = 0; k < o.count; k++) {
            char *name = must_printf("\n  --%s ", o.table[k].name);
            CHECK_HAS(r.out, name);
            CHECK_HAS(r.out, o.table[k].help);
            free(name);
        }
        options_free(&o);
        CHECK_HAS(r.out, "--lang en|ru         language of the figures [en]\n");
        CHECK_HAS(r.out, "--beta B             weight of a term [0.37]\n");
        CHECK_HAS(r.out, "--wide               wider layers\n");
        CHECK_HAS(r.out, i == 2 ? "training pictures [7]\n"
                                : "training pictures [15]\n");
        check_result_free(&r);
    }
}

/* What a checkpoint keeps is text; the number must come back as it was. */
static void a_value_comes_back_from_its_text(void **state)
{
    (void)state;
    double numbers[] = {
        0,         -0.0, 0.1,      1.0 / 3, 2.0 / 3e-9,         1e30,
        0.1 + 0.2, 4e-3, 2.3e-308, -2.5,    123456789.123456789};
    const char *short_texts[] = {"0", "-0", "0.1"};
    parse("");
    option *entry = options_find(&o, "beta");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        beta = numbers[i];
        char *text = option_text(entry);
        if (i < 3)
            assert_string_equal(text, short_texts[i]);
        beta = 77.7;
        option_set(entry, text);
        assert_memory_equal(&beta, &numbers[i], sizeof beta);
        free(text);
    }
    options_free(&o);
}

static void texts_whole_numbers_and_flags_come_back(void **state)
{
    (void)state;
    const char *names[] = {"latent", "wide", "part"};
    const char *texts[] = {"-3", "1", "two words"};
    parse("");
    for (int i = 0; i < 3; i++) {
        option *entry = options_find(&o, names[i]);
        option_set(entry, texts[i]);
        char *text = option_text(entry);
        assert_string_equal(text, texts[i]);
        free(text);
    }
    assert_true(wide);
    option_set(options_find(&o, "wide"), "0");
    assert_false(wide);
    char *text = option_text(options_find(&o, "save"));
    assert_string_equal(text, ""); /* not given */
    free(text);
    options_free(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_options_the_defaults_stand),
        cmocka_unit_test(every_option_is_taken),
        cmocka_unit_test(the_last_of_two_counts),
        cmocka_unit_test(the_ends_of_a_range_are_inside_it),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(what_is_no_option_is_refused),
        cmocka_unit_test(help_lists_everything),
        cmocka_unit_test(a_value_comes_back_from_its_text),
        cmocka_unit_test(texts_whole_numbers_and_flags_come_back),
    };
    return RUN_TESTS(tests);
}
