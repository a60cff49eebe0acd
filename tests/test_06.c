// SPDX-License-Identifier: GPL-3.0-or-later
/* The intrinsic deforming autoencoder: what it starts from, what its codes are,
 * what is the same left and right, and that it learns. */
#include "check.h"

#include "adam.h"
#include "data.h"
#include "model.h"
#include "noise.h"
#include "small_intrinsic.h"
#include "warp_measures.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 6, N = 5, CHANNELS = 3, HEIGHT = 8, WIDTH = 9, MIXED = 8 };

static intrinsic new_model(intrinsic_form f)
{
    intrinsic m = intrinsic_alloc(f, small_weights, ROOM, 3);
    noise_unit(m.x->value, node_count(m.x, ROOM), 4);
    return m;
}

static intrinsic_form usual(void)
{
    return small_intrinsic(CHANNELS, HEIGHT, WIDTH);
}

/* No parameter is where it starts; weights are small enough for sigmoids. */
static intrinsic mixed_model(intrinsic_form f)
{
    intrinsic m = new_model(f);
    noise(m.g->theta, m.g->parameters, MIXED);
    for (size_t i = 0; i < m.g->parameters; i++)
        m.g->theta[i] *= R(0.3);
    return m;
}

static real *copy_of(const node *y)
{
    size_t bytes = node_count(y, N) * sizeof(real);
    real *copy = must_alloc(1, bytes);
    memcpy(copy, y->value, bytes);
    return copy;
}

/* ---- where it starts ---------------------------------------------------- */

/* Zero logits and zero affine numbers warp nothing, bit for bit, and the
 * albedo's code starts with variance 1. */
static void a_fresh_model_shows_its_texture_bit_for_bit(void **state)
{
    (void)state;
    for (int one_sided = 0; one_sided < 2; one_sided++) {
        intrinsic_form f = usual();
        f.symmetric = !one_sided;
        intrinsic m = new_model(f);
        graph_run(NULL, m.loss, N);
        graph_run(NULL, m.shading_image, N);
        graph_run(NULL, m.albedo_image, N);
        const node *same[3][2] = {{m.y, m.texture},
                                  {m.shading_image, m.shading},
                                  {m.albedo_image, m.albedo}};
        for (int k = 0; k < 3; k++)
            assert_memory_equal(same[k][0]->value, same[k][1]->value,
                                node_count(same[k][0], N) * sizeof(real));
        CHECK_CLOSE(m.warp.smooth->value[0], 0, 0);
        CHECK_CLOSE(m.warp.bias->value[0], 0, 0);
        for (size_t i = 0; i < node_count(m.logvar, N); i++)
            CHECK_CLOSE(m.logvar->value[i], 0, 0);
        intrinsic_free(&m);
    }
}

/* ---- the codes ---------------------------------------------------------- */

static void parts_cover_the_codes_once(void **state)
{
    (void)state;
    intrinsic_form f = usual();
    const int counts[PARTS] = {2, 4, 3, 6};
    int first = 0;
    for (int p = 0; p < PARTS; p++) {
        code_range r = intrinsic_part(&f, (intrinsic_parts)p);
        assert_int_equal(r.first, first);
        assert_int_equal(r.count, counts[p]);
        first += r.count;
    }
    intrinsic m = new_model(f);
    assert_int_equal(m.codes->size, first);
    intrinsic_free(&m);
}

/* Whether node y, computed from the codes, depends on one of their parts. */
static bool depends(const intrinsic *m, node *y, intrinsic_parts part)
{
    code_range r = intrinsic_part(&m->form, part);
    noise(m->codes->value, node_count(m->codes, N), 31);
    graph_run(m->codes, y, N);
    real *before = copy_of(y);
    for (int b = 0; b < N; b++)
        noise(m->codes->value + b * m->codes->size + r.first, (size_t)r.count,
              32);
    graph_run(m->codes, y, N);
    bool changed =
        memcmp(before, y->value, node_count(y, N) * sizeof(real)) != 0;
    free(before);
    return changed;
}

static void each_decoder_reads_its_codes_alone(void **state)
{
    (void)state;
    enum { ENDS = 6 };
    const bool want[PARTS][ENDS] = {{1, 0, 1, 0, 0, 1},
                                    {0, 1, 1, 0, 0, 1},
                                    {0, 0, 0, 1, 1, 1},
                                    {0, 0, 0, 0, 1, 1}};
    intrinsic m = mixed_model(usual());
    node *ends[ENDS] = {m.shading,    m.albedo,     m.texture,
                        m.warp.local, m.warp.whole, m.y};
    for (int p = 0; p < PARTS; p++)
        for (int k = 0; k < ENDS; k++)
            assert_int_equal(depends(&m, ends[k], (intrinsic_parts)p),
                             want[p][k]);
    intrinsic_free(&m);
}

/* In training the albedo's code is drawn, no other, and elsewhere it is its
 * mean. */
static void only_the_albedos_code_is_drawn(void **state)
{
    (void)state;
    intrinsic m = mixed_model(usual());
    code_range r = intrinsic_part(&m.form, PART_ALBEDO);
    graph_run(NULL, m.codes, N);
    real *quiet = copy_of(m.codes);
    graph_noise(m.g, 5, 1);
    graph_run(NULL, m.codes, N);
    for (int b = 0; b < N; b++)
        for (int i = 0; i < m.codes->size; i++) {
            real got = m.codes->value[b * m.codes->size + i];
            real was = quiet[b * m.codes->size + i];
            int k = i - r.first;
            if (k < 0 || k >= r.count) {
                CHECK_CLOSE(got, was, 0);
                continue;
            }
            CHECK_CLOSE(was, m.mu->value[b * r.count + k], 0);
            double sd = exp((double)m.logvar->value[b * r.count + k] / 2);
            double steps = fabs((double)(got - was)) / sd;
            assert_true(steps > 0 && steps < 5);
        }
    free(quiet);
    intrinsic_free(&m);
}

/* Decoding a row of codes is the same as encoding and decoding the picture; one
 * part that is copied leaves the others alone. */
static void codes_are_decoded_and_copied_by_parts(void **state)
{
    (void)state;
    intrinsic m = mixed_model(usual());
    dataset d = dataset_alloc(2 * N, CHANNELS, HEIGHT, WIDTH);
    for (int i = 0; i < d.n * dataset_size(&d); i++)
        d.pixels[i] = (unsigned char)(37 * i % 251);
    int width = m.codes->size, size = m.y->size;
    real *codes = values_of(&m, &d, d.n, m.codes);
    real *y = values_of(&m, &d, d.n, m.y);
    real *again = decoded(&m, codes, d.n, m.y);
    for (int i = 0; i < d.n * size; i++)
        CHECK_CLOSE(again[i], y[i], 1e-6);
    assert_memory_not_equal(y, y + size, (size_t)size * sizeof *y);
    for (int p = 0; p < PARTS; p++) {
        real row[2 + 4 + 3 + 6];
        code_range r = intrinsic_part(&m.form, (intrinsic_parts)p);
        memcpy(row, codes, sizeof row);
        copy_part(&m, (intrinsic_parts)p, codes + width, row);
        for (int i = 0; i < width; i++) {
            bool inside = i >= r.first && i < r.first + r.count;
            CHECK_CLOSE(row[i], codes[inside ? width + i : i], 0);
        }
    }
    free(again);
    free(y);
    free(codes);
    dataset_free(&d);
    intrinsic_free(&m);
}

/* ---- left and right ----------------------------------------------------- */

static void mirror_pictures(intrinsic *m)
{
    int width = m->form.width;
    for (size_t row = 0; row < node_count(m->x, N); row += (size_t)width)
        for (int j = 0; j < width / 2; j++) {
            real *a = m->x->value + row + j,
                 *b = m->x->value + row + width - 1 - j, keep = *a;
            *a = *b;
            *b = keep;
        }
}

static double largest_difference(const real *a, const real *b, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs((double)(a[i] - b[i])));
    return most;
}

static void check_albedo_of_mirror_images(intrinsic_form f)
{
    intrinsic m = mixed_model(f);
    code_range r = intrinsic_part(&f, PART_SHADING);
    graph_run(NULL, m.loss, N);
    real *mu = copy_of(m.mu), *codes = copy_of(m.codes);
    for (size_t row = 0; row < node_count(m.albedo, N); row += (size_t)f.width)
        for (int j = 0; j < f.width / 2 && f.symmetric; j++)
            CHECK_CLOSE(m.albedo->value[row + (size_t)j],
                        m.albedo->value[row + (size_t)(f.width - 1 - j)], 0);
    mirror_pictures(&m);
    graph_run(NULL, m.loss, N);
    double paint = largest_difference(mu, m.mu->value, node_count(m.mu, N));
    double light = largest_difference(codes + r.first, m.codes->value + r.first,
                                      (size_t)r.count);
    assert_true(light > 0.01);
    if (f.symmetric)
        CHECK_CLOSE(paint, 0, 1e-5);
    else
        assert_true(paint > 0.01);
    free(codes);
    free(mu);
    intrinsic_free(&m);
}

/* The symmetric albedo is its own mirror image, bit for bit, and a picture's
 * mirror image has the same code of it; the shading's code tells left from
 * right. Not so in a one-sided model. */
static void mirror_images_have_one_albedo(void **state)
{
    (void)state;
    intrinsic_form f = usual();
    check_albedo_of_mirror_images(f);
    check_albedo_of_mirror_images(small_intrinsic(1, 8, 8));
    f.symmetric = false;
    check_albedo_of_mirror_images(f);
}

/* ---- a constant shading -------------------------------------------------- */

/* A shading decoder of zeros gives 1/2 everywhere: what is left is a deforming
 * autoencoder with one appearance, half the albedo. */
static void a_constant_shading_leaves_a_plain_model(void **state)
{
    (void)state;
    intrinsic m = mixed_model(usual());
    for (int i = 0; i < m.g->count; i++) {
        node *y = m.g->nodes[i];
        size_t count = node_parameter_count(y);
        if (count > 0 && strcmp(y->block, "shading decoder") == 0)
            memset(y->theta, 0, count * sizeof(real));
    }
    graph_run(NULL, m.loss, N);
    graph_run(NULL, m.albedo_image, N);
    for (size_t i = 0; i < node_count(m.shading, N); i++)
        CHECK_CLOSE(m.shading->value[i], 0.5, 0);
    for (size_t i = 0; i < node_count(m.y, N); i++) {
        CHECK_CLOSE(m.texture->value[i], m.albedo->value[i] / 2, 0);
        CHECK_CLOSE(m.y->value[i], m.albedo_image->value[i] / 2, 1e-7);
    }
    CHECK_CLOSE(m.shade->value[0], 0, 0);
    assert_false(depends(&m, m.y, PART_SHADING));
    intrinsic_free(&m);
}

/* ---- the loss ------------------------------------------------------------ */

enum { TERMS = 6 };

static void terms_of(const intrinsic *m, double *terms)
{
    const node *all[TERMS] = {m->mse,   m->warp.smooth, m->warp.bias,
                              m->shade, m->flat,        m->nats};
    for (int k = 0; k < TERMS; k++)
        terms[k] = (double)all[k]->value[0];
}

/* Each weight weighs its own term alone; together they are the loss. */
static void the_loss_is_its_weighed_terms(void **state)
{
    (void)state;
    const double times[TERMS] = {1, 2, 3, 4, 5, 6};
    const intrinsic_weights more = {{2 * 0.5, 3 * 0.7, 3 * 0.9},
                                    .shade = 4 * 0.8,
                                    .flat = 5 * 0.4,
                                    .nats = 6 * 0.3};
    intrinsic m = mixed_model(usual());
    intrinsic n = intrinsic_alloc(usual(), more, ROOM, 3);
    memcpy(n.g->theta, m.g->theta, m.g->parameters * sizeof(real));
    memcpy(n.x->value, m.x->value, node_count(m.x, N) * sizeof(real));
    double loss = (double)graph_run(NULL, m.loss, N)[0], sum = 0, kl = 0;
    graph_run(NULL, n.loss, N);
    double a[TERMS], b[TERMS];
    terms_of(&m, a);
    terms_of(&n, b);
    for (int k = 0; k < TERMS; k++) {
        assert_true(a[k] > 1e-4);
        CHECK_CLOSE(b[k], times[k] * a[k], 1e-5 * b[k]);
        sum += a[k];
    }
    CHECK_CLOSE(loss, sum, 1e-5 * loss);
    for (int k = 0; k < m.kl->size; k++)
        kl += (double)m.kl->value[k];
    CHECK_CLOSE(a[5], 0.3 * kl, 1e-5 * a[5]);
    intrinsic_free(&n);
    intrinsic_free(&m);
}

/* ---- learning ------------------------------------------------------------ */

static void it_learns_one_batch_by_heart(void **state)
{
    (void)state;
    enum { BATCH = 10, STEPS = 400, SIZE = 3 * 24 * 24 };
    split s = data_load("faces,size=24,n=40", 1, BATCH, 1);
    const settings form = {.shading_codes = 4,
                           .albedo_codes = 6,
                           .shape = 8,
                           .encoder = 40,
                           .shading = 20,
                           .albedo = 40,
                           .warp = 30,
                           .light_grid = 6,
                           .grid = 5};
    const intrinsic_weights weights = {
        {3e-4, 2e-3, 1e-2}, .shade = 1e-3, .flat = 1e-3, .nats = 1e-5};
    intrinsic m = intrinsic_alloc(form_of(&form, &s.train), weights, BATCH, 1);
    adam a = adam_alloc(m.g->parameters);
    dataset_rows(&s.train, 0, BATCH, m.x->value);
    double variance = total_variance(m.x->value, BATCH, SIZE) / SIZE;
    for (int i = 0; i < STEPS; i++) {
        graph_noise(m.g, 1, i);
        graph_run(NULL, m.loss, BATCH);
        graph_backward(m.loss, BATCH);
        adam_step(&a, m.g->theta, m.g->grad, 4e-3);
    }
    m.g->training = false;
    graph_run(NULL, m.loss, BATCH);
    assert_true((double)m.mse->value[0] < 0.1 * variance);
    for (int b = 0; b < BATCH; b++)
        assert_int_equal(
            order_swaps(m.warp.local->value + b * 2 * 24 * 24, 24, 24), 0);
    adam_free(&a);
    intrinsic_free(&m);
    split_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_model_shows_its_texture_bit_for_bit),
        cmocka_unit_test(parts_cover_the_codes_once),
        cmocka_unit_test(each_decoder_reads_its_codes_alone),
        cmocka_unit_test(only_the_albedos_code_is_drawn),
        cmocka_unit_test(codes_are_decoded_and_copied_by_parts),
        cmocka_unit_test(mirror_images_have_one_albedo),
        cmocka_unit_test(a_constant_shading_leaves_a_plain_model),
        cmocka_unit_test(the_loss_is_its_weighed_terms),
        cmocka_unit_test(it_learns_one_batch_by_heart),
    };
    return RUN_TESTS(tests);
}
