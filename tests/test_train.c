// SPDX-License-Identifier: GPL-3.0-or-later
/* The loop of training and the evaluation of data sets. */
#include "training.h"

#include "evaluate.h"
#include "file.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void four_pictures_are_learned_by_heart(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 700);
    dataset rest = dataset_cut(&w.train, PICTURES - BATCH);
    w.plan.half_life = 200;
    double before = evaluate_mean(w.x, w.mse, &w.train);
    trainer t = train_begin(w.plan);
    while (train_next(&t))
        train_update(&t);
    assert_int_equal(t.step, 700);
    train_end(&t);
    assert_true(before > 0.05);
    assert_true(evaluate_mean(w.x, w.mse, &w.train) < 1e-3);
    dataset_free(&rest);
    world_free(&w);
}

static void every_picture_is_seen_exactly_once_an_epoch(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 4);
    trainer t = train_begin(w.plan);
    real picture[SIZE];
    int orders_alike = 0, before[PICTURES] = {0};
    for (int epoch = 0; epoch < 4; epoch++) {
        int seen[PICTURES] = {0}, order[PICTURES], at = 0;
        for (int step = 0; step < STEPS; step++) {
            assert_true(train_next(&t));
            assert_true(w.g->training);
            assert_int_equal(t.n, step < 2 ? BATCH : 3);
            for (int i = 0; i < t.n; i++) {
                seen[t.which[i]]++;
                order[at++] = t.which[i];
                dataset_batch(&w.train, &t.which[i], 1, picture);
                assert_memory_equal(w.x->value + i * SIZE, picture,
                                    sizeof picture);
            }
            train_update(&t);
        }
        for (int i = 0; i < PICTURES; i++)
            assert_int_equal(seen[i], 1);
        orders_alike += memcmp(order, before, sizeof order) == 0;
        memcpy(before, order, sizeof order);
    }
    assert_int_equal(orders_alike, 0);
    assert_false(train_next(&t));
    train_end(&t);
    world_free(&w);
}

static void order_of(int seed, int epoch, int batch, int *order)
{
    world w;
    world_make(&w, (uint64_t)(seed + epoch), 3);
    w.options.seed = seed;
    w.options.batch = batch;
    trainer t = train_begin(w.plan);
    t.step = epoch * t.steps_per_epoch;
    assert_true(train_next(&t));
    memcpy(order, t.order, PICTURES * sizeof *order);
    train_end(&t);
    world_free(&w);
}

static void the_order_depends_on_seed_and_epoch_alone(void **state)
{
    (void)state;
    int a[PICTURES], b[PICTURES];
    order_of(23, 2, 4, a);
    order_of(23, 2, 3, b);
    assert_memory_equal(a, b, sizeof a);
    order_of(23, 1, 4, b);
    assert_memory_not_equal(a, b, sizeof a);
    order_of(24, 2, 4, b);
    assert_memory_not_equal(a, b, sizeof a);
}

/* All of it once more with the parts alone. */
static void a_training_is_what_its_parts_do(void **state)
{
    (void)state;
    world w, v;
    world_make(&w, 1, 3);
    world_make(&v, 1, 3);
    trainer t = train_begin(w.plan);
    adam a = adam_alloc(v.g->parameters);
    int order[PICTURES];
    for (int step = 0; train_next(&t); step++) {
        train_update(&t);
        int epoch = step / STEPS, first = step % STEPS * BATCH;
        int n = first + BATCH > PICTURES ? PICTURES - first : BATCH;
        gsl_rng *rng = rng_at(23, RNG_SHUFFLE, (uint64_t)epoch);
        rng_shuffle(rng, order, PICTURES);
        gsl_rng_free(rng);
        dataset_batch(&v.train, order + first, n, v.x->value);
        graph_run(NULL, v.total, n);
        graph_backward(v.total, n);
        adam_step(&a, v.g->theta, v.g->grad,
                  0.0137 * pow(0.5, step / 3.0 / 1.7));
        assert_memory_equal(w.g->theta, v.g->theta,
                            v.g->parameters * sizeof(real));
    }
    assert_int_equal(t.adam.step, 9);
    adam_free(&a);
    train_end(&t);
    world_free(&w);
    world_free(&v);
}

static void history_tells_rate_means_and_held_out_means(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 3);
    trainer t = train_begin(w.plan);
    assert_int_equal(t.columns, 7);
    for (int epoch = 0; epoch < 3; epoch++) {
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
            train_next(&t);
            int n = t.n; /* the loss is that before the step */
            sum += n * (double)graph_run(NULL, w.mse, n)[0];
            train_update(&t);
        }
        const double *row = t.history + 7 * epoch;
        CHECK_CLOSE(row[0], epoch + 1, 0);
        CHECK_CLOSE(row[1], 0.0137 * pow(0.5, (epoch + 1) / 1.7), 1e-15);
        CHECK_CLOSE(row[2], 2 * row[3], 1e-7);
        CHECK_CLOSE(row[3], sum / PICTURES, 1e-8);
        CHECK_CLOSE(row[4], 2 * row[5], 1e-7);
        CHECK_CLOSE(row[5], evaluate_mean(w.x, w.mse, &w.held_out), 0);
        assert_true(row[6] > 0);
    }
    train_end(&t);
    world_free(&w);
}

static void without_half_life_and_held_out_there_are_fewer_columns(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 2);
    w.plan.half_life = 0;
    w.plan.held_out = NULL;
    w.plan.terms[1] = NULL;
    trainer t = train_begin(w.plan);
    train_steps(&t, 100);
    assert_int_equal(t.columns, 4);
    CHECK_CLOSE(t.history[1], 0.0137, 0);
    CHECK_CLOSE(t.history[5], 0.0137, 0);
    train_end(&t);
    world_free(&w);
}

static void a_plan_with_a_checkpoint_leaves_state_and_history(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 2);
    char *checkpoint = path_of("c.safetensors"), line[200];
    w.plan.checkpoint = checkpoint;
    trainer t = train_begin(w.plan);
    train_steps(&t, STEPS - 1);
    assert_false(file_exists(checkpoint));
    train_steps(&t, 1);
    assert_true(file_exists(checkpoint));
    train_steps(&t, 100);
    double error = t.history[7 + 5];
    double seconds = train_end(&t);
    assert_true(seconds > 0 && seconds < 60);
    char *state_path = path_of("tiny.safetensors");
    char *history = path_of("tiny_loss.csv");
    assert_true(file_exists(state_path));
    FILE *file = file_open(history, "");
    double epoch, rate, total, mse, held_total, held_mse;
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "epoch,rate,total,mse,held_out_total,"
                              "held_out_mse,seconds\n");
    assert_non_null(fgets(line, sizeof line, file));
    assert_non_null(fgets(line, sizeof line, file));
    assert_int_equal(sscanf(line, "%lf,%lf,%lf,%lf,%lf,%lf,", &epoch, &rate,
                            &total, &mse, &held_total, &held_mse),
                     6);
    CHECK_CLOSE(epoch, 2, 0);
    CHECK_CLOSE(rate, 0.0137 * pow(0.5, 2 / 1.7), 1e-9);
    CHECK_CLOSE(held_mse, error, 1e-8 * error);
    assert_null(fgets(line, sizeof line, file));
    fclose(file);
    free(history);
    free(state_path);
    free(checkpoint);
    world_free(&w);
}

static bool saved_in_epoch(trainer *t, const char *checkpoint)
{
    unlink(checkpoint);
    train_steps(t, STEPS);
    return file_exists(checkpoint);
}

/* The clock is moved by hand; half a second is for machines that stall. */
static void a_state_is_saved_once_a_second_and_at_both_ends(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 6);
    char *checkpoint = path_of("now_and_then.safetensors");
    w.plan.checkpoint = checkpoint;
    trainer t = train_begin(w.plan);
    assert_true(saved_in_epoch(&t, checkpoint));
    t.saved += 0.5;
    assert_false(saved_in_epoch(&t, checkpoint));
    t.saved -= 1.5;
    assert_true(saved_in_epoch(&t, checkpoint));
    t.saved += 0.5; /* the second has begun anew */
    assert_false(saved_in_epoch(&t, checkpoint));
    assert_false(saved_in_epoch(&t, checkpoint));
    assert_true(saved_in_epoch(&t, checkpoint));
    assert_int_equal(t.step, 6 * STEPS);
    train_end(&t);
    free(checkpoint);
    world_free(&w);
}

/* ---- how a training ends early ------------------------------------------- */

enum { nan_weight, infinite_factor };

static void go_wrong(void *how)
{
    world w;
    world_make(&w, 1, 9);
    trainer t = train_begin(w.plan);
    train_steps(&t, 4);
    if (*(int *)how == nan_weight)
        w.g->theta[3] = NAN;
    else
        w.total->scalar = INFINITY;
    train_steps(&t, 100);
}

static void a_loss_that_is_not_finite_ends_the_program(void **state)
{
    (void)state;
    int how = nan_weight;
    CHECK_FAILS(go_wrong, &how, 1,
                "tiny: epoch 2, step 5: the total is not finite");
    how = infinite_factor;
    CHECK_FAILS(go_wrong, &how, 1,
                "tiny: epoch 2, step 5: the total is not finite");
}

static void press_control_c(void *checkpoint)
{
    world w;
    world_make(&w, 1, 9);
    w.plan.checkpoint = checkpoint;
    trainer t = train_begin(w.plan);
    train_steps(&t, 5);
    train_next(&t);
    raise(SIGINT);
    train_update(&t); /* the batch is finished */
    train_steps(&t, 100);
}

static void control_c_saves_and_says_how_to_go_on(void **state)
{
    (void)state;
    char *checkpoint = path_of("stop.safetensors");
    check_result r = check_fork(press_control_c, checkpoint);
    assert_int_equal(r.status, 130);
    CHECK_HAS(r.out, "tiny: stopped in epoch 3");
    CHECK_HAS(r.out, "go on with: ");
    CHECK_HAS(r.out, checkpoint);
    assert_string_equal(r.err, "");
    assert_true(file_exists(checkpoint));
    check_result_free(&r);
    free(checkpoint);
}

enum { no_terms, small_graph, no_part };

static void misuse(void *how)
{
    world w;
    world_make(&w, 1, 1);
    if (*(int *)how == no_terms)
        w.plan.terms[0] = NULL;
    else if (*(int *)how == no_part) {
        w.plan.terms[0] = w.mse;
        w.plan.terms[1] = w.total;
    } else
        w.options.batch = BATCH + 1;
    train_begin(w.plan);
}

static void an_impossible_plan_stops_the_program(void **state)
{
    (void)state;
    int how = no_terms;
    CHECK_STOPS(misuse, &how, "needs a loss");
    how = small_graph;
    CHECK_STOPS(misuse, &how, "no room for a batch");
    how = no_part;
    CHECK_STOPS(misuse, &how, "a term is no part of the loss");
}

/* ---- evaluation ---------------------------------------------------------- */

static void a_data_set_is_evaluated_in_order_and_to_its_end(void **state)
{
    (void)state;
    world w;
    world_make(&w, 1, 1);
    real codes[PICTURES * 5 + 1], y[PICTURES * SIZE], one[SIZE];
    double total = 0;
    codes[PICTURES * 5] = R(-77.5);
    w.g->training = true;
    evaluate_pictures(w.x, w.z, &w.train, codes);
    assert_false(w.g->training);
    CHECK_CLOSE(codes[PICTURES * 5], -77.5, 0);
    w.g->training = true;
    evaluate_rows(w.z, w.y, codes, PICTURES, y);
    assert_false(w.g->training);
    for (int i = 0; i < PICTURES; i++) {
        dataset_rows(&w.train, i, 1, w.x->value);
        graph_run(NULL, w.y, 1);
        for (int k = 0; k < 5; k++)
            CHECK_CLOSE(codes[5 * i + k], w.z->value[k], 1e-6);
        dataset_rows(&w.train, i, 1, one);
        for (int k = 0; k < SIZE; k++) {
            CHECK_CLOSE(y[SIZE * i + k], w.y->value[k], 1e-6);
            total += pow((double)(w.y->value[k] - one[k]), 2);
        }
    }
    w.g->training = true;
    CHECK_CLOSE(evaluate_mean(w.x, w.mse, &w.train), total / PICTURES / SIZE,
                1e-7);
    assert_false(w.g->training);
    w.g->training = true;
    CHECK_CLOSE(evaluate_error(w.x, w.y, &w.train), total / PICTURES / SIZE,
                1e-7);
    assert_false(w.g->training);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_pictures_are_learned_by_heart),
        cmocka_unit_test(every_picture_is_seen_exactly_once_an_epoch),
        cmocka_unit_test(the_order_depends_on_seed_and_epoch_alone),
        cmocka_unit_test(a_training_is_what_its_parts_do),
        cmocka_unit_test(history_tells_rate_means_and_held_out_means),
        cmocka_unit_test(
            without_half_life_and_held_out_there_are_fewer_columns),
        cmocka_unit_test(a_plan_with_a_checkpoint_leaves_state_and_history),
        cmocka_unit_test(a_state_is_saved_once_a_second_and_at_both_ends),
        cmocka_unit_test(a_loss_that_is_not_finite_ends_the_program),
        cmocka_unit_test(control_c_saves_and_says_how_to_go_on),
        cmocka_unit_test(an_impossible_plan_stops_the_program),
        cmocka_unit_test(a_data_set_is_evaluated_in_order_and_to_its_end),
    };
    return RUN_TESTS(tests);
}
