// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of chapter 3's runs, and their numbers. */
#include "check.h"

#include "grey.h"
#include "overlap.h"
#include "regimes.h"
#include "runs.h"
#include "sprite_scores.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static chapter some_chapter(bool quick)
{
    return (chapter){
        .run.options = {.epochs = 40, .quick = quick, .out = check_folder()}};
}

/* Empties the list, which jobs_run would do. */
static void forget(run_list *list)
{
    for (int i = 0; i < list->count; i++) {
        for (int k = 0; k < JOB_ARGUMENTS; k++)
            free(list->jobs[i].arguments[k]);
        free(list->jobs[i].out);
    }
    list->count = 0;
}

/* Place of `name` among a job's options, -1 if it is not there. */
static int place(const job *j, const char *name)
{
    for (int i = 0; i < JOB_ARGUMENTS && j->arguments[i]; i++)
        if (strcmp(j->arguments[i], name) == 0)
            return i;
    return -1;
}

/* The last value, which is the one that counts. */
static const char *value(const job *j, const char *name)
{
    const char *found = "";
    for (int i = 0; i + 1 < JOB_ARGUMENTS && j->arguments[i]; i++)
        if (strcmp(j->arguments[i], name) == 0)
            found = j->arguments[i + 1];
    return found;
}

static void a_quick_run_has_few_seeds(void **state)
{
    (void)state;
    chapter quick = some_chapter(true), whole = some_chapter(false);
    assert_int_equal(runs_seeds(&quick, 8), 2);
    assert_int_equal(runs_seeds(&quick, 1), 1);
    assert_int_equal(runs_seeds(&whole, 8), 8);
    assert_int_equal(runs_seeds(&whole, 1), 1);
}

static void a_share_is_called_one_and_nats_are_not(void **state)
{
    (void)state;
    static run_list list;
    chapter c = some_chapter(false);
    job *share = runs_add(&list, &c, must_printf("a"), 0.45, 0.0125);
    job *nats = runs_add_nats(&list, &c, must_printf("b"), 1);
    assert_int_equal(list.count, 2);
    assert_string_equal(share->out, "a");
    assert_string_equal(value(share, "--only"), "model");
    assert_string_equal(value(share, "--beta"), "0.45");
    assert_string_equal(value(share, "--beta-to"), "0.0125");
    assert_string_equal(value(share, "--epochs"), "40");
    assert_true(place(share, "--share") >= 0);
    assert_string_equal(value(nats, "--beta"), "1");
    assert_string_equal(value(nats, "--beta-to"), "1");
    assert_int_equal(place(nats, "--share"), -1);
    forget(&list);
}

/* No two runs of the chapter write to one folder, whose results would be those
 * of either; and there is room for all, with --full, too. */
static void every_run_has_a_folder_of_its_own(void **state)
{
    (void)state;
    static run_list list;
    chapter c = some_chapter(false);
    const int regimes = 4 + 7 * 8, sweep = 3 * 7, grey = 2 * 3,
              overlap = 2 * 3 * 3;
    for (int full = 0; full < 2; full++) {
        c.full = full;
        regimes_runs(&c, &list);
        assert_int_equal(list.count, regimes);
        sweep_runs(&c, &list);
        grey_runs(&c, &list);
        overlap_runs(&c, &list);
        assert_int_equal(list.count, regimes + sweep + grey + overlap);
        sprite_runs(&c, &list);
        assert_int_equal(list.count, regimes + sweep + grey + overlap +
                                         3 * (full ? 8 : 3) + 1);
        for (int i = 0; i < list.count; i++)
            for (int j = 0; j < i; j++)
                assert_string_not_equal(list.jobs[i].out, list.jobs[j].out);
        forget(&list);
    }
}

/* The three models on sprites differ in the weight and in nothing else, and
 * --full takes larger pictures and trains longer. */
static void sprites_differ_in_the_weight_alone(void **state)
{
    (void)state;
    static run_list list;
    static const char *const same[] = {"--data", "--latent", "--hold",
                                       "--epochs"};
    chapter c = some_chapter(false);
    for (int full = 0; full < 2; full++) {
        c.full = full;
        sprite_runs(&c, &list);
        const job *first = &list.jobs[0];
        assert_string_equal(value(first, "--epochs"), full ? "28" : "12");
        CHECK_HAS(value(first, "--data"), full ? "size=32" : "size=24");
        for (int i = 1; i + 1 < list.count; i++)
            for (int k = 0; k < 4; k++)
                assert_string_equal(value(&list.jobs[i], same[k]),
                                    value(first, same[k]));
        CHECK_HAS(value(&list.jobs[list.count - 1], "--data"), "colour");
        forget(&list);
    }
}

/* The plain variational autoencoder has one nat; a weight that falls has all
 * the epochs, and the others fewer. */
static void regimes_are_what_they_are_called(void **state)
{
    (void)state;
    static run_list list;
    chapter c = some_chapter(true);
    int falling = 0, plain = 0;
    regimes_runs(&c, &list);
    for (int i = 4; i < list.count; i++) {
        const job *j = &list.jobs[i];
        bool falls = strcmp(value(j, "--beta"), value(j, "--beta-to")) != 0;
        bool is_plain = strstr(j->out, "/vae/") != NULL;
        assert_int_equal(strstr(j->out, "/anneal") != NULL, falls);
        assert_string_equal(value(j, "--epochs"), falls ? "40" : "20");
        assert_int_equal(place(j, "--share") >= 0, !is_plain);
        falling += falls;
        plain += is_plain;
    }
    forget(&list);
    assert_int_equal(falling, 2 * 2);
    assert_int_equal(plain, 2);
}

static void add_too_many(void *arg)
{
    static run_list list;
    (void)arg;
    chapter c = some_chapter(false);
    for (int i = 0; i <= RUNS_MOST; i++)
        runs_add_nats(&list, &c, must_printf("%d", i), 1);
}

static void too_many_runs_stop_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(add_too_many, NULL, "too many runs");
}

/* Results of a run in a folder, quoted under another name. */
static void numbers_are_quoted_under_the_name_of_their_run(void **state)
{
    (void)state;
    static const char *const keys[] = {"sap", "r2_x"};
    chapter c = some_chapter(false);
    results *head = results_alloc(), *theirs = results_alloc();
    c.run.results = results_alloc();
    c.run.provenance = results_alloc();
    char *folder = run_path(&c.run, "count/7");
    folder_make(folder);
    char *path = run_path(&c.run, "count/7/results.txt");
    results_number(theirs, "sap", 0.625);
    results_number(theirs, "r2_x", 0.75);
    results_write(head, theirs, path);
    CHECK_CLOSE(run_number(&c.run, "sap", "%s/%d", "count", 7), 0.625, 0);
    run_quote(&c.run, "mine", keys, 2, "count/7");
    char *own = run_path(&c.run, "results.txt");
    results_write(c.run.provenance, c.run.results, own);
    CHECK_CLOSE(results_read_number(own, "mine_sap"), 0.625, 0);
    CHECK_CLOSE(results_read_number(own, "mine_r2_x"), 0.75, 0);
    free(own);
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quick_run_has_few_seeds),
        cmocka_unit_test(a_share_is_called_one_and_nats_are_not),
        cmocka_unit_test(every_run_has_a_folder_of_its_own),
        cmocka_unit_test(sprites_differ_in_the_weight_alone),
        cmocka_unit_test(regimes_are_what_they_are_called),
        cmocka_unit_test(too_many_runs_stop_the_program),
        cmocka_unit_test(numbers_are_quoted_under_the_name_of_their_run),
    };
    return RUN_TESTS(tests);
}
