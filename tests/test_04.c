// SPDX-License-Identifier: GPL-3.0-or-later
/* The deforming autoencoder: what it starts from, what its codes are, what it
 * is fed with, and that it learns. */
#include "check.h"

#include "adam.h"
#include "data.h"
#include "evaluate.h"
#include "noise.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_dense.h"
#include "op_slice.h"
#include "small_dae.h"
#include "train.h"
#include "warp_measures.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 6, N = 5, CHANNELS = 3, HEIGHT = 8, WIDTH = 9 };

static dae new_dae(dae_form f)
{
    dae m = dae_alloc(f, small_weights, ROOM, 3);
    noise_unit(m.x->value, node_count(m.x, ROOM), 4);
    return m;
}

/* ---- where it starts ---------------------------------------------------- */

static void check_shows_its_texture(dae_form f)
{
    dae m = new_dae(f);
    graph_run(NULL, m.loss, N);
    size_t count = node_count(m.y, N);
    assert_memory_equal(m.y->value, m.texture->value, count * sizeof(real));
    if (m.warp.smooth)
        CHECK_CLOSE(m.warp.smooth->value[0], 0, 0);
    if (m.warp.bias)
        CHECK_CLOSE(m.warp.bias->value[0], 0, 0);
    dae_free(&m);
}

static void a_fresh_model_shows_its_texture_bit_for_bit(void **state)
{
    (void)state;
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH),
             bare = small_dae(CHANNELS, HEIGHT, WIDTH);
    check_shows_its_texture(f);
    f.local = LOCAL_RESIDUAL;
    check_shows_its_texture(f);
    f.local = LOCAL_NONE;
    check_shows_its_texture(f);
    f.affine = false;
    check_shows_its_texture(f);
    bare.affine = false;
    bare.trunk = true;
    bare.classes = 4;
    check_shows_its_texture(bare);
    f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.width = 12;
    f.conv_encoder = f.conv_texture = true;
    check_shows_its_texture(f);
}

static void what_is_not_asked_for_is_not_there(void **state)
{
    (void)state;
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.local = LOCAL_NONE;
    dae m = dae_alloc(f, small_weights, ROOM, 3);
    assert_null(m.warp.logits);
    assert_null(m.warp.steps);
    assert_null(m.warp.local);
    assert_null(m.warp.smooth);
    assert_non_null(m.warp.affine);
    assert_null(m.logits);
    assert_null(m.g->label);
    dae_free(&m);
    f.affine = false;
    m = dae_alloc(f, small_weights, ROOM, 3);
    assert_null(m.warp.whole);
    assert_ptr_equal(m.y, m.texture);
    assert_ptr_equal(m.loss, m.mse);
    dae_free(&m);
}

/* ---- the codes ---------------------------------------------------------- */

static void parts_of_the_codes_follow_each_other(void **state)
{
    (void)state;
    for (int how = 0; how < 8; how++) {
        dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
        f.affine = how & 1;
        f.classes = how & 2 ? 4 : 0;
        f.extra = how & 2 ? 0 : how & 4;
        const int counts[PARTS] = {2, how & 6 ? 4 : 0, 3, how & 1 ? 6 : 0};
        int first = 0;
        for (int p = 0; p < PARTS; p++) {
            dae_range r = dae_part(&f, (dae_parts)p);
            assert_int_equal(r.first, first);
            assert_int_equal(r.count, counts[p]);
            first += r.count;
        }
        dae m = dae_alloc(f, small_weights, ROOM, 3);
        assert_int_equal(m.codes->size, first);
        dae_free(&m);
    }
}

/* Whether node y, computed from the codes, depends on one of their parts. */
static bool depends(const dae *m, node *y, dae_parts part)
{
    dae_range r = dae_part(&m->form, part);
    size_t bytes = node_count(y, N) * sizeof(real);
    noise(m->codes->value, node_count(m->codes, N), 31);
    real *before = must_alloc(1, bytes);
    memcpy(before, graph_run(m->codes, y, N), bytes);
    for (int b = 0; b < N; b++)
        noise(m->codes->value + b * m->codes->size + r.first, (size_t)r.count,
              32);
    bool changed = memcmp(before, graph_run(m->codes, y, N), bytes) != 0;
    free(before);
    return changed;
}

/* A row a part: do texture, local warp, whole warp depend on it? */
static void check_depends(dae_form f, const bool want[PARTS][3])
{
    dae m = new_dae(f);
    noise(m.g->theta, m.g->parameters, 8);
    node *ends[] = {m.texture, m.warp.local, m.warp.whole};
    for (int p = 0; p < PARTS; p++)
        for (int k = 0; k < 3; k++)
            assert_int_equal(depends(&m, ends[k], (dae_parts)p), want[p][k]);
    dae_free(&m);
}

static void each_decoder_reads_its_codes_alone(void **state)
{
    (void)state;
    const bool two[PARTS][3] = {{1, 0, 0}, {1, 1, 1}, {0, 1, 1}, {0, 0, 1}};
    const bool one[PARTS][3] = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.classes = 4;
    check_depends(f, two);
    f.classes = 0;
    f.extra = 2;
    check_depends(f, two);
    f.trunk = true;
    check_depends(f, one);
}

/* Classes come out of the encoder as probabilities, other codes as they are. */
static void class_codes_are_probabilities(void **state)
{
    (void)state;
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.classes = 4;
    dae m = new_dae(f);
    noise(m.g->theta, m.g->parameters, 8);
    graph_run(NULL, m.y, N);
    dae_range r = dae_part(&f, PART_CLASS);
    for (int b = 0; b < N; b++) {
        double sum = 0, total = 0;
        for (int k = 0; k < 4; k++)
            total += exp((double)m.logits->value[b * 4 + k]);
        for (int k = 0; k < 4; k++) {
            double p = (double)m.codes->value[b * m.codes->size + r.first + k];
            CHECK_CLOSE(p, exp((double)m.logits->value[b * 4 + k]) / total,
                        1e-6);
            sum += p;
        }
        CHECK_CLOSE(sum, 1, 1e-6);
    }
    dae_free(&m);
}

static void the_loss_is_its_weighed_terms(void **state)
{
    (void)state;
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.classes = 4;
    dae_weights twice = {{2 * 0.5, 3 * 0.7, 3 * 0.9}, 5 * 0.3};
    dae m = new_dae(f), n = dae_alloc(f, twice, ROOM, 3);
    noise(m.g->theta, m.g->parameters, 8);
    memcpy(n.g->theta, m.g->theta, m.g->parameters * sizeof(real));
    memcpy(n.x->value, m.x->value, node_count(m.x, N) * sizeof(real));
    for (int b = 0; b < N; b++)
        n.g->label->value[4 * b + b % 4] = m.g->label->value[4 * b + b % 4] = 1;
    double loss = (double)graph_run(NULL, m.loss, N)[0];
    graph_run(NULL, n.loss, N);
    double terms[] = {(double)m.mse->value[0], (double)m.warp.smooth->value[0],
                      (double)m.warp.bias->value[0],
                      (double)m.entropy->value[0]};
    CHECK_CLOSE(loss, terms[0] + terms[1] + terms[2] + terms[3], 1e-5 * loss);
    CHECK_CLOSE(n.mse->value[0], terms[0], 0);
    CHECK_CLOSE(n.warp.smooth->value[0], 2 * terms[1], 1e-5 * terms[1]);
    CHECK_CLOSE(n.warp.bias->value[0], 3 * terms[2], 1e-5 * terms[2]);
    CHECK_CLOSE(n.entropy->value[0], 5 * terms[3], 1e-5 * terms[3]);
    for (int k = 0; k < 4; k++)
        assert_true(terms[k] > 1e-3);
    dae_free(&n);
    dae_free(&m);
}

/* ---- labels ------------------------------------------------------------- */

enum { PICTURES = 11, CLASSES = 4 };

/* Pictures of one pixel, which tells their number; every fourth has no
 * label. */
static dataset numbered(void)
{
    dataset d = dataset_alloc(PICTURES, 1, 1, 1);
    d.labels = must_alloc(PICTURES, 1);
    d.classes = CLASSES;
    for (int i = 0; i < PICTURES; i++) {
        d.pixels[i] = (unsigned char)(10 * i);
        d.labels[i] = (unsigned char)(i % 4 == 3 ? NO_LABEL : i * 7 % CLASSES);
    }
    return d;
}

static void check_label(const real *row, int i)
{
    for (int k = 0; k < CLASSES; k++)
        CHECK_CLOSE(row[k], i % 4 != 3 && k == i * 7 % CLASSES, 0);
}

static int number_of(real pixel)
{
    return (int)lround((double)pixel * 25.5);
}

static void training_feeds_pictures_with_their_labels(void **state)
{
    (void)state;
    dataset d = numbered();
    graph *g = graph_alloc();
    node *x = input(g, 1), *label = label_input(g, CLASSES);
    node *loss = named(cross_entropy(dense(x, CLASSES), label), "classes");
    graph_bind(g, 4, 1);
    options o = {
        .batch = 4, .seed = 2, .epochs = 1, .quiet = true, .out = "/dev/null"};
    trainer t = train_begin((plan){.model = "tiny",
                                   .g = g,
                                   .x = x,
                                   .terms = {loss},
                                   .train = &d,
                                   .epochs = 1,
                                   .rate = 0.1,
                                   .options = &o});
    int seen = 0;
    while (train_next(&t)) {
        for (int b = 0; b < t.n; b++, seen++)
            check_label(label->value + b * CLASSES, number_of(x->value[b]));
        train_update(&t);
    }
    assert_int_equal(seen, PICTURES);
    train_end(&t);
    graph_free(g);
    dataset_free(&d);
}

static void evaluation_feeds_pictures_with_their_labels(void **state)
{
    (void)state;
    dataset d = numbered();
    graph *g = graph_alloc();
    node *x = input(g, 1), *label = label_input(g, CLASSES);
    node *both = concat(scale(x, 1), scale(label, 1));
    graph_bind(g, 3, 1);
    real rows[PICTURES][1 + CLASSES];
    evaluate_pictures(x, both, &d, rows[0]);
    for (int i = 0; i < PICTURES; i++) {
        assert_int_equal(number_of(rows[i][0]), i);
        check_label(rows[i] + 1, i);
    }
    free(d.labels);
    d.labels = NULL; /* none is known */
    evaluate_pictures(x, both, &d, rows[0]);
    for (int i = 0; i < PICTURES; i++)
        check_label(rows[i] + 1, 3);
    graph_free(g);
    dataset_free(&d);
}

/* ---- learning ----------------------------------------------------------- */

static void it_learns_one_batch_by_heart(void **state)
{
    (void)state;
    enum { BATCH = 10, STEPS = 500 };
    split s = data_load("strokes,n=120", 1, BATCH, 1);
    dae_form f = {.channels = 1,
                  .height = 28,
                  .width = 28,
                  .appearance = 2,
                  .shape = 8,
                  .encoder = {60},
                  .texture = 40,
                  .warp = 40,
                  .local = LOCAL_INCREMENTS,
                  .grid = 7,
                  .affine = true};
    dae m = dae_alloc(f, (dae_weights){{0.01, 0.01, 0.01}, 0}, BATCH, 1);
    adam a = adam_alloc(m.g->parameters);
    dataset_rows(&s.train, 0, BATCH, m.x->value);
    double variance = total_variance(m.x->value, BATCH, 784) / 784;
    for (int i = 0; i < STEPS; i++) {
        graph_run(NULL, m.loss, BATCH);
        graph_backward(m.loss, BATCH);
        adam_step(&a, m.g->theta, m.g->grad, 4e-3);
    }
    assert_true((double)m.mse->value[0] < 0.07 * variance);
    assert_true((double)m.warp.smooth->value[0] > 1e-4);
    for (int b = 0; b < BATCH; b++)
        assert_int_equal(order_swaps(m.warp.local->value + b * 2 * 784, 28, 28),
                         0);
    adam_free(&a);
    dae_free(&m);
    split_free(&s);
}

/* ---- misuse ------------------------------------------------------------- */

static void misuse(void *how)
{
    dae_form f = small_dae(CHANNELS, HEIGHT, WIDTH);
    f.classes = *(int *)how == 0 ? 4 : 0;
    f.extra = *(int *)how == 0 ? 4 : 0;
    f.shape = *(int *)how == 1 ? 0 : 3;
    dae_alloc(f, small_weights, ROOM, 3);
}

static void impossible_models_stop_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(misuse, &(int){0}, "not both");
    CHECK_STOPS(misuse, &(int){1}, "needs codes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_model_shows_its_texture_bit_for_bit),
        cmocka_unit_test(what_is_not_asked_for_is_not_there),
        cmocka_unit_test(parts_of_the_codes_follow_each_other),
        cmocka_unit_test(each_decoder_reads_its_codes_alone),
        cmocka_unit_test(class_codes_are_probabilities),
        cmocka_unit_test(the_loss_is_its_weighed_terms),
        cmocka_unit_test(training_feeds_pictures_with_their_labels),
        cmocka_unit_test(evaluation_feeds_pictures_with_their_labels),
        cmocka_unit_test(it_learns_one_batch_by_heart),
        cmocka_unit_test(impossible_models_stop_the_program),
    };
    return RUN_TESTS(tests);
}
