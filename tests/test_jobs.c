// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs side by side. The jobs are this program itself, which then plays a run:
 * it notes how it was called and does what its option --play says. */
#include "check.h"

#include "file.h"
#include "jobs.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Appends to FOLDER/../log, which all jobs share. */
static void note(const char *folder, char letter)
{
    char *path = must_printf("%s/../log", folder);
    int log = open(path, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (write(log, &letter, 1) != 1)
        _exit(99);
    close(log);
    free(path);
}

static const char *after(int argc, char **argv, const char *name)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return "";
}

static int play(int argc, char **argv)
{
    const char *folder = after(argc, argv, "--out");
    const char *how = after(argc, argv, "--play");
    folder_make(folder);
    note(folder, '+');
    puts("what a job says");
    if (strcmp(how, "fail") == 0)
        return 3;
    usleep(150000);
    if (strcmp(how, "die") == 0)
        raise(SIGKILL);
    char *path = path_join(folder, "results.txt");
    out_file file = file_create(path);
    for (int i = 1; i < argc; i++)
        fprintf(file.stream, "%s ", argv[i]);
    file_commit(&file);
    free(path);
    note(folder, '-');
    return 0;
}

/* ---- the parent ---------------------------------------------------------- */

typedef struct {
    const char *name; /* of the experiment: a folder for its jobs */
    int side_by_side, count, bad;
    const char *how; /* what the bad one does */
    const char *resume;
} experiment;

static char *path_of(const experiment *e, const char *name)
{
    return must_printf("%s/%s/%s", check_folder(), e->name, name);
}

static char *text_of(const experiment *e, const char *name)
{
    char *path = path_of(e, name), *text = must_calloc(1000, 1);
    FILE *file = file_open(path, "");
    if (fread(text, 1, 999, file) == 0)
        text[0] = '\0';
    fclose(file);
    free(path);
    return text;
}

static void run_jobs(void *arg)
{
    const experiment *e = arg;
    char *out = path_of(e, "");
    options o = {.jobs = e->side_by_side,
                 .seed = 77,
                 .batch = 33,
                 .data = "strokes:3",
                 .quiet = true,
                 .quick = e->count > 2,
                 .out = out,
                 .resume = e->resume};
    job *jobs = must_calloc((size_t)e->count, sizeof *jobs);
    for (int i = 0; i < e->count; i++) {
        jobs[i].out = must_printf("%sjob %d", out, i);
        job_add(&jobs[i], "--rate", "%g", 0.5 * i);
        if (i > 0)
            job_flag(&jobs[i], "--flag");
        job_add(&jobs[i], "--play", "%s", i == e->bad ? e->how : "well");
    }
    jobs_run(&o, jobs, e->count, "runs");
    free(jobs);
    free(out);
}

/* The folder is made here, not in the child process. */
static check_result run_in_child(experiment *e)
{
    check_folder();
    return check_fork(run_jobs, e);
}

static void every_job_runs_with_its_own_options(void **state)
{
    (void)state;
    experiment e = {"all", 2, 3, -1, "", NULL};
    check_result r = run_in_child(&e);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.out, ""); /* theirs is not for people */
    for (int i = 0; i < 3; i++) {
        char *name = must_printf("job %d/results.txt", i);
        char *text = text_of(&e, name),
             *out = must_printf("--out %s/all/job %d", check_folder(), i);
        char *rate = must_printf("--rate %g %s--play well ", 0.5 * i,
                                 i > 0 ? "--flag " : "");
        CHECK_HAS(text, "--quiet --no-figures --threads 1 ");
        CHECK_HAS(text, "--data strokes:3 --seed 77 --batch 33 ");
        CHECK_HAS(text, out);
        CHECK_HAS(text, "--quick ");
        CHECK_HAS(text, rate);
        free(rate);
        free(out);
        free(text);
        free(name);
    }
    check_result_free(&r);
}

static int most_at_once(const char *log)
{
    int now = 0, most = 0;
    for (; *log; log++) {
        now += *log == '+' ? 1 : -1;
        most = now > most ? now : most;
    }
    assert_int_equal(now, 0);
    return most;
}

static void so_many_run_side_by_side_and_no_more(void **state)
{
    (void)state;
    const char *names[] = {"", "one", "two", "three"};
    for (int side_by_side = 1; side_by_side <= 3; side_by_side++) {
        experiment e = {names[side_by_side], side_by_side, 6, -1, "", NULL};
        check_result r = run_in_child(&e);
        assert_int_equal(r.status, 0);
        char *log = text_of(&e, "log");
        assert_int_equal(strlen(log), 12);
        assert_in_range(most_at_once(log), side_by_side > 1 ? 2 : 1,
                        side_by_side);
        free(log);
        check_result_free(&r);
    }
}

static void after_a_failure_no_job_is_started(void **state)
{
    (void)state;
    experiment e = {"fail", 1, 5, 2, "fail", NULL};
    check_result r = run_in_child(&e);
    assert_int_equal(r.status, 3);
    char *log = text_of(&e, "log");
    assert_string_equal(log, "+-+-+");
    free(log);
    check_result_free(&r);
}

static void the_running_job_is_waited_for(void **state)
{
    (void)state;
    experiment e = {"wait", 2, 5, 0, "fail", NULL};
    check_result r = run_in_child(&e);
    assert_int_equal(r.status, 3);
    char *log = text_of(&e, "log");
    assert_string_equal(log, "++-");
    free(log);
    check_result_free(&r);
}

static void a_job_that_is_killed_is_two_lines(void **state)
{
    (void)state;
    experiment e = {"kill", 1, 2, 1, "die", NULL};
    CHECK_FAILS(run_jobs, &e, 128 + SIGKILL, "ended by signal 9");
}

static void set_time(const char *path, long seconds)
{
    struct timespec times[2] = {{seconds, 0}, {seconds, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void a_resumed_run_skips_what_is_done(void **state)
{
    (void)state;
    experiment e = {"resume", 1, 2, -1, "", NULL};
    check_result r = run_in_child(&e);
    assert_int_equal(r.status, 0);
    check_result_free(&r);
    char *old = path_of(&e, "job 0/results.txt");
    char *checkpoint = path_of(&e, "checkpoint");
    out_file file = file_create(checkpoint);
    file_commit(&file);
    set_time(old, 1000000);
    set_time(checkpoint, 1000777);
    e.resume = checkpoint;
    r = run_in_child(&e);
    assert_int_equal(r.status, 0);
    char *log = text_of(&e, "log"); /* the older one once more */
    assert_string_equal(log, "+-+-+-");
    free(log);
    free(old);
    free(checkpoint);
    check_result_free(&r);
}

static void add_many(void *flags)
{
    job j = {.out = NULL};
    for (int i = 0; i < JOB_ARGUMENTS; i++)
        if (*(bool *)flags)
            job_flag(&j, "--x");
        else
            job_add(&j, "--x", "%d", i);
}

/* The last place is for the NULL that ends the list. */
static void as_many_as_there_is_room_for_are_taken(void **state)
{
    (void)state;
    job j = {.out = NULL};
    for (int i = 0; i < JOB_ARGUMENTS - 1; i++)
        job_flag(&j, "--x");
    assert_string_equal(j.arguments[JOB_ARGUMENTS - 2], "--x");
    assert_null(j.arguments[JOB_ARGUMENTS - 1]);
    for (int i = 0; i < JOB_ARGUMENTS; i++)
        free(j.arguments[i]);
}

static void too_many_options_stop_the_program(void **state)
{
    (void)state;
    for (int flags = 0; flags < 2; flags++) {
        bool are_flags = flags;
        CHECK_STOPS(add_many, &are_flags, "too many options for a job");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_runs_with_its_own_options),
        cmocka_unit_test(so_many_run_side_by_side_and_no_more),
        cmocka_unit_test(after_a_failure_no_job_is_started),
        cmocka_unit_test(the_running_job_is_waited_for),
        cmocka_unit_test(a_job_that_is_killed_is_two_lines),
        cmocka_unit_test(a_resumed_run_skips_what_is_done),
        cmocka_unit_test(as_many_as_there_is_room_for_are_taken),
        cmocka_unit_test(too_many_options_stop_the_program),
    };
    if (argc > 1)
        return play(argc, argv);
    return RUN_TESTS(tests);
}
