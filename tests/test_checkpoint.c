// SPDX-License-Identifier: GPL-3.0-or-later
/* A training that stops and goes on, and what a checkpoint knows. Files that
 * are none are the matter of test_safetensors. */
#include "training.h"

#include "checkpoint.h"
#include "file.h"
#include "safetensors.h"

#include <stdio.h>

enum { EPOCHS = 3, COLUMNS = 7 };

/* Another start of the same training: other first weights, taken over. */
static trainer resumed(world *w, int epochs, const char *path)
{
    world_make(w, 77, epochs);
    w->options.resume = path;
    w->plan.checkpoint = path;
    return train_begin(w->plan);
}

/* Saves the training after `steps` steps and forgets it. */
static void save_after(int steps, const char *path)
{
    world w;
    world_make(&w, 1, EPOCHS);
    trainer t = train_begin(w.plan);
    train_steps(&t, steps);
    checkpoint_save(&t, path);
    train_end(&t);
    world_free(&w);
}

/* Asserts the same state bit for bit, seconds excepted. */
static void same_state(const trainer *a, const trainer *b)
{
    size_t count = a->plan.g->parameters;
    assert_int_equal(a->step, b->step);
    assert_int_equal(a->adam.step, b->adam.step);
    assert_memory_equal(a->plan.g->theta, b->plan.g->theta,
                        count * sizeof(real));
    assert_memory_equal(a->adam.m, b->adam.m, count * sizeof(real));
    assert_memory_equal(a->adam.v, b->adam.v, count * sizeof(real));
    assert_int_equal(a->numbers, b->numbers);
    assert_memory_equal(a->sums, b->sums, (size_t)a->numbers * sizeof *a->sums);
    for (int e = 0; e < a->step / STEPS; e++)
        assert_memory_equal(a->history + e * COLUMNS, b->history + e * COLUMNS,
                            (COLUMNS - 1) * sizeof(double));
}

static void a_resumed_run_is_the_unbroken_one_bit_for_bit(void **state)
{
    (void)state;
    char *path = path_of("resume.safetensors");
    for (int stop = 0; stop <= EPOCHS * STEPS; stop++)
        for (int to = stop; to <= EPOCHS * STEPS; to++) {
            world w, v;
            save_after(stop, path);
            world_make(&w, 1, EPOCHS);
            trainer unbroken = train_begin(w.plan);
            trainer t = resumed(&v, EPOCHS, path);
            assert_int_equal(t.step, stop);
            train_steps(&unbroken, to);
            train_steps(&t, to - stop);
            same_state(&t, &unbroken);
            v.plan.checkpoint = NULL;
            train_end(&unbroken);
            train_end(&t);
            world_free(&w);
            world_free(&v);
        }
    free(path);
}

static void a_stop_at_every_step_changes_nothing(void **state)
{
    (void)state;
    char *path = path_of("often.safetensors");
    world w, v;
    save_after(0, path);
    for (int i = 0; i < EPOCHS * STEPS; i++) {
        trainer t = resumed(&v, EPOCHS, path);
        train_steps(&t, 1);
        checkpoint_save(&t, path);
        train_end(&t);
        world_free(&v);
    }
    world_make(&w, 1, EPOCHS);
    trainer unbroken = train_begin(w.plan);
    train_steps(&unbroken, EPOCHS * STEPS);
    trainer t = resumed(&v, EPOCHS, path);
    same_state(&t, &unbroken);
    train_end(&unbroken);
    train_end(&t);
    world_free(&w);
    world_free(&v);
    free(path);
}

static void more_epochs_go_on_where_fewer_ended(void **state)
{
    (void)state;
    char *path = path_of("more.safetensors");
    world w, v;
    save_after(EPOCHS * STEPS, path);
    world_make(&w, 1, EPOCHS + 2);
    trainer unbroken = train_begin(w.plan);
    train_steps(&unbroken, 100);
    trainer t = resumed(&v, EPOCHS + 2, path);
    train_steps(&t, 100);
    assert_int_equal(t.step, STEPS * (EPOCHS + 2));
    same_state(&t, &unbroken);
    train_end(&unbroken);
    train_end(&t);
    world_free(&w);
    world_free(&v);
    free(path);
}

static void resume_fewer(void *path)
{
    world w;
    resumed(&w, 1, path);
}

static void fewer_epochs_than_made_are_an_error(void **state)
{
    (void)state;
    char *path = path_of("fewer.safetensors");
    save_after(2 * STEPS, path);
    CHECK_FAILS(resume_fewer, path, 1, "already 2 epochs behind it");
    save_after(STEPS + 1, path);
    CHECK_FAILS(resume_fewer, path, 1, "behind it");
    free(path);
}

/* Of several models of one program, those before the interrupted one are
 * complete and stand under their own names. */
static void a_model_before_the_interrupted_one_is_taken_whole(void **state)
{
    (void)state;
    char *path = path_of("second.safetensors");
    char *own = path_of("tiny.safetensors");
    world w, v;
    save_after(EPOCHS * STEPS, own);
    world_make(&w, 1, EPOCHS);
    w.plan.model = "second";
    trainer second = train_begin(w.plan);
    train_steps(&second, 2);
    checkpoint_save(&second, path);
    trainer t = resumed(&v, EPOCHS, path);
    assert_int_equal(t.step, EPOCHS * STEPS);
    assert_false(train_next(&t));
    train_end(&t);
    world_free(&v);
    remove(own);
    t = resumed(&v, EPOCHS, path); /* nothing of its own: from the start */
    assert_int_equal(t.step, 0);
    train_end(&t);
    train_end(&second);
    world_free(&v);
    world_free(&w);
    free(own);
    free(path);
}

static void tensors_have_the_names_pytorch_would_give_them(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int dims;
        size_t shape[2];
    } expected[] = {
        {"encoder.0.weight", 2, {9, SIZE}}, {"encoder.0.bias", 1, {9}},
        {"encoder.1.weight", 2, {5, 9}},    {"encoder.1.bias", 1, {5}},
        {"decoder.0.weight", 2, {SIZE, 5}}, {"decoder.0.bias", 1, {SIZE}},
        {"history", 2, {1, COLUMNS}}};
    char *path = path_of("names.safetensors");
    save_after(STEPS, path);
    safetensors file = safetensors_open(path);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        tensor t = safetensors_tensor(&file, expected[i].name);
        assert_non_null(t.data);
        assert_int_equal(t.dims, expected[i].dims);
        for (int d = 0; d < t.dims; d++)
            assert_int_equal(t.shape[d], expected[i].shape[d]);
    }
    assert_string_equal(safetensors_text(&file, "step"), "3");
    safetensors_close(&file);
    free(path);
}

static void weights_alone_can_be_read(void **state)
{
    (void)state;
    char *path = path_of("weights.safetensors");
    world w, v;
    save_after(4, path);
    world_make(&w, 1, EPOCHS);
    world_make(&v, 78, EPOCHS);
    trainer t = train_begin(w.plan);
    train_steps(&t, 4);
    checkpoint_weights(v.g, path);
    assert_memory_equal(v.g->theta, w.g->theta, w.g->parameters * sizeof(real));
    char *model = checkpoint_model(path);
    assert_string_equal(model, "tiny");
    free(model);
    train_end(&t);
    world_free(&w);
    world_free(&v);
    free(path);
}

enum { wider, deeper, shallower };

static int other;

static void load_other(void *path)
{
    graph *g = graph_alloc();
    graph_block(g, "encoder");
    node *x = input(g, SIZE), *h = dense(x, other == wider ? 10 : 9);
    node *z = dense(h, 5);
    graph_block(g, other == shallower ? "encoder" : "decoder");
    dense(other == deeper ? dense(z, 5) : z, SIZE);
    graph_bind(g, 1, 1);
    checkpoint_weights(g, path);
}

static void another_model_is_refused(void **state)
{
    (void)state;
    const char *text[] = {"encoder.0.weight has another shape",
                          "decoder.0.weight has another shape",
                          "it has no encoder.2.weight"};
    char *path = path_of("other.safetensors");
    save_after(1, path);
    for (other = wider; other <= shallower; other++)
        CHECK_FAILS(load_other, path, 1, text[other]);
    free(path);
}

/* ---- the options in a checkpoint ----------------------------------------- */

static double rate;
static const char *part;
static const option own[] = {
    {"rate", "R", "", OPTION_NUMBER, KEPT_FIXED, &rate, 0, 10, false},
    {"part", "P", "", OPTION_TEXT, KEPT_FREE, &part, 0, 0, false}};

static void parse(options *o, const char *line)
{
    static char text[400]; /* options point into it */
    char *words[32] = {"unwarp"};
    int count = 1;
    snprintf(text, sizeof text, "%s", line);
    for (char *w = strtok(text, " "); w; w = strtok(NULL, " "))
        words[count++] = w;
    *o = (options){.batch = BATCH,
                   .epochs = 2,
                   .out = "o",
                   .lang = "en",
                   .data = "mnist",
                   .seed = 3};
    rate = 0.0173;
    part = "all";
    options_parse(o, count, words, "", "", own, 2);
}

static void save_with(const char *line, const char *path)
{
    world w;
    world_make(&w, 1, 1);
    parse(&w.options, line);
    trainer t = train_begin(w.plan);
    checkpoint_save(&t, path);
    train_end(&t);
    options_free(&w.options);
    world_free(&w);
}

static void a_checkpoint_gives_what_the_command_line_leaves_out(void **state)
{
    (void)state;
    char *path = path_of("options.safetensors");
    options o;
    save_with(
        "--data strokes:3,n=70 --rate 0.0123456789012345678 --seed 2147483647 "
        "--epochs 7 --part linear --jobs 5 --lang ru --quick",
        path);
    parse(&o, "--epochs 9 --seed 2147483647");
    assert_false(checkpoint_agrees(&o, path));
    checkpoint_options(&o, path);
    assert_true(checkpoint_agrees(&o, path));
    assert_string_equal(o.data, "strokes:3,n=70");
    CHECK_CLOSE(rate, 0.0123456789012345678, 0);
    assert_int_equal(o.seed, 2147483647);
    assert_int_equal(o.epochs, 9); /* given, and free */
    assert_string_equal(part, "linear");
    assert_string_equal(o.lang, "en"); /* not kept */
    assert_true(o.jobs != 5);
    assert_true(o.quick);
    free((char *)o.data);
    free((char *)part);
    options_free(&o);
    free(path);
}

typedef struct {
    const char *line, *path, *program;
} attempt;

static void take_options(void *arg)
{
    const attempt *a = arg;
    options o;
    fail_program(a->program);
    parse(&o, a->line);
    checkpoint_options(&o, a->path);
}

static void fixed_options_may_be_repeated_but_not_changed(void **state)
{
    (void)state;
    char *path = path_of("fixed.safetensors");
    save_with("--data strokes --rate 0.0219", path);
    const char *wrong[][2] = {
        {"--rate 0.0218", "--rate differs from the checkpoint's 0.0219"},
        {"--data mnist", "--data differs from the checkpoint's strokes"},
        {"--batch 5", "--batch differs from the checkpoint's 4"},
        {"--seed 4", "--seed differs from the checkpoint's 3"},
        {"--quick", "--quick differs from the checkpoint's 0"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        attempt a = {wrong[i][0], path, "unwarp"};
        CHECK_FAILS(take_options, &a, 2, wrong[i][1]);
    }
    attempt same = {"--rate 2.19e-2 --batch 4 --data strokes --part x", path,
                    "unwarp"};
    check_result r = check_fork(take_options, &same);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    check_result_free(&r);
    free(path);
}

static void the_checkpoint_of_another_program_is_refused(void **state)
{
    (void)state;
    char *path = path_of("program.safetensors");
    attempt a = {"", path, "build/vae"};
    save_with("", path);
    check_result r = check_fork(take_options, &a);
    assert_int_equal(r.status, 1);
    CHECK_TWO_LINES(r.err, "vae", "a checkpoint of unwarp");
    check_result_free(&r);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_resumed_run_is_the_unbroken_one_bit_for_bit),
        cmocka_unit_test(a_stop_at_every_step_changes_nothing),
        cmocka_unit_test(more_epochs_go_on_where_fewer_ended),
        cmocka_unit_test(fewer_epochs_than_made_are_an_error),
        cmocka_unit_test(a_model_before_the_interrupted_one_is_taken_whole),
        cmocka_unit_test(tensors_have_the_names_pytorch_would_give_them),
        cmocka_unit_test(weights_alone_can_be_read),
        cmocka_unit_test(another_model_is_refused),
        cmocka_unit_test(a_checkpoint_gives_what_the_command_line_leaves_out),
        cmocka_unit_test(fixed_options_may_be_repeated_but_not_changed),
        cmocka_unit_test(the_checkpoint_of_another_program_is_refused),
    };
    return RUN_TESTS(tests);
}
