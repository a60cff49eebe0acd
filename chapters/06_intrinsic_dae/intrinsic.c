// SPDX-License-Identifier: GPL-3.0-or-later
#include "intrinsic.h"

#include "conv_encoder.h"
#include "op_activation.h"
#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "op_mirror.h"
#include "op_sample.h"
#include "op_shade.h"
#include "op_slice.h"
#include "op_upsample.h"

/**
# The intrinsic deforming autoencoder

Chapter 4's model had one appearance. Here it is the product of two: an albedo,
in colour, and a shading, one grey map. Both are in the coordinates of the
template, so the product is, too, and it is warped once.

What should make the network put the light into the one and the paint into the
other? The paper leaves it to three things: shading is grey, shading is smooth,
codes are short. On our faces these are not enough. Grey light and grey paint
are the same to the loss, a network is free to be lazy, and an albedo with the
light in it reconstructs as well as any. So the model says more about albedos,
all of it true of faces:

- Paint has *edges*. Its map is flat but for a few lines, while light changes
  gently, as in the one-dimensional Retinex. The total variation of the albedo
  costs something (a sum of absolute values leaves edges alone); a shading is a
  coarse grid of numbers, drawn larger.
- Paint is the *same on both sides*; a lamp is not. The template's albedo is its
  own mirror image, and its code is made from the mean of the picture and its
  mirror image, in which left and right cannot be told apart.
- Paint is *little to know*. The albedo's code is a distribution, as in chapter
  2, and each nat costs. What the shading can say for nothing, the albedo's code
  had better not say.

How much each of them does is measured below.
*/

code_range intrinsic_part(const intrinsic_form *f, intrinsic_parts part)
{
    const int counts[PARTS] = {f->shading_codes, f->albedo_codes, f->shape,
                               AFFINE_NUMBERS};
    code_range r = {0, counts[part]};
    for (int p = 0; p < (int)part; p++)
        r.first += counts[p];
    return r;
}

static node *codes_of_part(const intrinsic *m, intrinsic_parts part)
{
    code_range r = intrinsic_part(&m->form, part);
    return slice(m->codes, r.first, r.count);
}

static node *hidden(node *picture, int units)
{
    return leaky_relu(dense(conv_encoder(picture), units), 0.1);
}

static void encode(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "encoder");
    node *h = hidden(m->x, f->encoder), *paint = h;
    if (f->symmetric) {
        graph_block(m->g, "albedo encoder");
        paint = hidden(mirrored(m->x), (f->encoder + 1) / 2);
    }
    graph_block(m->g, "codes");
    m->mu = named(dense(paint, f->albedo_codes), "mu");
    m->logvar = named(from_zero(dense(paint, f->albedo_codes)), "logvar");
    node *texture =
        concat(dense(h, f->shading_codes), reparameterise(m->mu, m->logvar));
    node *warp =
        concat(dense(h, f->shape), from_zero(dense(h, AFFINE_NUMBERS)));
    m->codes = named(concat(texture, warp), "codes");
}

/**
Both maps pass a sigmoid. A map that is clipped at 0 has no gradient there, and
where both factors are 0 nothing ever brings them back (exercise 6.2). That a
shading stays below 1 also says how bright it is: an albedo that need not be
darker than that has smaller differences, so the light goes up to its bound, and
a place that faces the lamp ends near 1.
*/

static void decode_shading(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "shading decoder");
    node *h =
        leaky_relu(dense(codes_of_part(m, PART_SHADING), f->shading), 0.1);
    node *coarse = dense(h, f->light_grid * f->light_grid);
    shaped(coarse, 1, f->light_grid, f->light_grid);
    m->shading =
        named(sigmoid(upsample(coarse, f->height, f->width)), "shading");
}

static void decode_albedo(intrinsic *m)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "albedo decoder");
    node *h = leaky_relu(dense(codes_of_part(m, PART_ALBEDO), f->albedo), 0.1);
    node *map = dense(h, m->x->size);
    shaped(map, f->channels, f->height, f->width);
    m->albedo = named(sigmoid(f->symmetric ? mirrored(map) : map), "albedo");
}

static void decode_warp(intrinsic *m, warp_weights w)
{
    const intrinsic_form *f = &m->form;
    graph_block(m->g, "warp decoder");
    node *h = tanh_(dense(codes_of_part(m, PART_SHAPE), f->warp));
    m->warp = deform(h, LOCAL_INCREMENTS, f->grid,
                     codes_of_part(m, PART_AFFINE), f->height, f->width, w);
}

static void add_losses(intrinsic *m, intrinsic_weights w)
{
    graph_block(m->g, "loss");
    m->mse = named(mean_squared_loss(m->y, m->x), "mse");
    m->shade = named(scale(mean_square_gradient(m->shading), w.shade), "shade");
    m->flat = named(scale(total_variation(m->albedo), w.flat), "flat");
    m->kl = gaussian_kl(m->mu, m->logvar);
    m->nats = named(scale(sum(m->kl), w.nats), "nats");
    node *terms[] = {m->warp.smooth, m->warp.bias, m->shade, m->flat, m->nats};
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
    m.shading_image = named(sample(m.shading, m.warp.whole), "shading image");
    m.albedo_image = named(sample(m.albedo, m.warp.whole), "albedo image");
    add_losses(&m, w);
    graph_bind(m.g, batch, seed);
    return m;
}

void intrinsic_free(intrinsic *m)
{
    graph_free(m->g);
    *m = (intrinsic){0};
}
