// SPDX-License-Identifier: GPL-3.0-or-later
#include "intrinsic.h"

#include "op_activation.h"
#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_gaussian.h"
#include "op_level.h"
#include "op_loss.h"
#include "op_mirror.h"
#include "op_sample.h"
#include "op_shade.h"
#include "op_slice.h"
#include "op_upsample.h"

code_range intrinsic_part(const intrinsic_form *f, intrinsic_parts part)
{
    const int counts[PARTS] = {f->shading_codes, f->albedo_codes, f->shape,
                               AFFINE_NUMBERS};
    code_range r = {0, counts[part]};
    for (int p = 0; p < (int)part; p++)
        r.first += counts[p];
    return r;
}

static node *part(const intrinsic *m, intrinsic_parts which)
{
    code_range r = intrinsic_part(&m->form, which);
    return slice(m->codes, r.first, r.count);
}

static node *convolutions(node *x)
{
    enum { FIRST = 8, STAGES = 3 };
    node *h = shift(x, -0.5);
    for (int k = 0; k < STAGES; k++)
        if (h->shape[1] % 2 == 0 && h->shape[2] % 2 == 0)
            h = leaky_relu(conv(h, FIRST << k, 4, 2, 1), 0.1);
    return h;
}

static node *hidden(node *picture, int units)
{
    return leaky_relu(dense(convolutions(picture), units), 0.1);
}

static void encode(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "encoder");
    node *h = hidden(m->x, f->encoder);
    graph_block(m->g, "albedo encoder");
    node *ha = f->both_sides ? hidden(mirrored(m->x), f->encoder / 2) : h;
    graph_block(m->g, "codes");
    node *light = dense(h, f->shading_codes);
    m->mu = dense(ha, f->albedo_codes);
    m->logvar = from_zero(dense(ha, f->albedo_codes));
    node *z = reparameterise(m->mu, m->logvar);
    node *shape = dense(h, f->shape);
    node *affine = from_zero(dense(h, AFFINE_NUMBERS));
    m->codes =
        named(concat(concat(light, z), concat(shape, affine)), "codes");
}

static void decode_albedo(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "albedo decoder");
    node *h = leaky_relu(dense(part(m, PART_ALBEDO), f->albedo), 0.1);
    node *logits = dense(h, f->channels * f->height * f->width);
    shaped(logits, f->channels, f->height, f->width);
    m->albedo = named(sigmoid(f->symmetric ? mirrored(logits) : logits),
                      "albedo");
}

static void decode_shading(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "shading decoder");
    node *h = leaky_relu(dense(part(m, PART_SHADING), f->shading), 0.1);
    node *logits = dense(h, f->light_grid * f->light_grid);
    shaped(logits, 1, f->light_grid, f->light_grid);
    node *map = upsample(logits, f->height, f->width);
    m->shading = named(f->power > 0 ? levelled(exp_(map), f->power)
                                    : sigmoid(map),
                       "shading");
}

static void decode_warp(intrinsic *m, warp_weights w)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "warp decoder");
    node *h = tanh_(dense(part(m, PART_SHAPE), f->warp));
    m->warp = deform(h, LOCAL_INCREMENTS, f->grid, part(m, PART_AFFINE),
                     f->height, f->width, w);
}

static void add_losses(intrinsic *m, intrinsic_weights w)
{
    graph_block(m->g, "loss");
    m->mse = named(mean_squared_loss(m->y, m->x), "mse");
    m->smooth =
        named(scale(mean_square_gradient(m->shading), w.shading), "shade");
    m->flat = named(scale(total_variation(m->albedo), w.albedo), "flat");
    m->pressure =
        named(scale(sum(gaussian_kl(m->mu, m->logvar)), w.pressure), "nats");
    node *terms[] = {m->warp.smooth, m->warp.bias, m->smooth, m->pressure, m->flat};
    m->loss = m->mse;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        m->loss = add(m->loss, terms[i]);
    named(m->loss, "loss");
}

intrinsic intrinsic_alloc(intrinsic_form f, intrinsic_weights w, int batch,
                          uint64_t seed)
{
    intrinsic m = {.form = f, .g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, f.channels * f.height * f.width), "x");
    shaped(m.x, f.channels, f.height, f.width);
    encode(&m);
    decode_shading(&m);
    decode_albedo(&m);
    graph_block(m.g, "product");
    m.texture = named(shade(m.albedo, m.shading), "texture");
    decode_warp(&m, w.warp);
    graph_block(m.g, "sampler");
    m.y = named(sample(m.texture, m.warp.whole), "y");
    m.albedo_image = named(sample(m.albedo, m.warp.whole), "albedo image");
    m.shading_image = named(sample(m.shading, m.warp.whole), "shading image");
    add_losses(&m, w);
    graph_bind(m.g, batch, seed);
    return m;
}

void intrinsic_free(intrinsic *m)
{
    graph_free(m->g);
    *m = (intrinsic){0};
}
