// SPDX-License-Identifier: GPL-3.0-or-later
#include "deforming.h"

#include "conv_encoder.h"
#include "fail.h"
#include "op_activation.h"
#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_slice.h"

/**
# The deforming autoencoder

One encoder, several codes, a decoder for each: the *appearance* code is decoded
to a texture, the *shape* code to a warp, and the output is the texture, warped.
The loss is that of any autoencoder, plus what was said about the warp. Nobody
tells the network which variation is shape.

Why should it not put everything into the texture, as a plain autoencoder does,
and leave the warp at the identity? Nothing forbids it. What decides is that the
appearance code is *short*. With one number to describe a texture, moving it
about is the only way left to make the error small.

All codes are linear in the encoder's last layer. Codes that pass a sigmoid (as
in the paper's program) start out squeezed around 1/2, and on photographs of
hands such a model never learned more than the mean picture.
*/

enum { LEAST_SIDE = 4 };

static int code_count(const dae_form *f, dae_parts part)
{
    switch (part) {
    case PART_APPEARANCE:
        return f->appearance;
    case PART_CLASS:
        return f->classes + f->extra;
    case PART_SHAPE:
        return f->shape;
    case PART_AFFINE:
        return f->affine ? AFFINE_NUMBERS : 0;
    default:
        return 0;
    }
}

dae_range dae_part(const dae_form *f, dae_parts part)
{
    dae_range r = {0, code_count(f, part)};
    for (int p = 0; p < (int)part; p++)
        r.first += code_count(f, (dae_parts)p);
    return r;
}

static node *layer(node *x, int units)
{
    return units > 0 ? leaky_relu(dense(x, units), 0.1) : x;
}

/* The numbers of the parts from one to another, as a node. */
static node *parts(const dae *m, dae_parts from, dae_parts to)
{
    dae_range first = dae_part(&m->form, from), last = dae_part(&m->form, to);
    return slice(m->codes, first.first, last.first + last.count - first.first);
}

/**
With classes there is a third code: the probabilities of a classifier that sits
on the same encoder. Both decoders read it, so both the template and the
repertoire of warps may depend on the class. It is also what the cross-entropy
looks at, so labels flow into the encoder while it is trained; afterwards none
is needed. For a fair comparison the same numbers of codes can be given
*without* labels.
*/

/* The codes of one part, or NULL. */
static node *encode_part(dae *m, node *h, dae_parts part)
{
    int count = code_count(&m->form, part);
    if (count == 0)
        return NULL;
    node *code = dense(h, count);
    if (part == PART_AFFINE)
        return from_zero(code);
    if (part == PART_CLASS && m->form.classes > 0) {
        m->logits = named(code, "logits");
        return named(softmax(code), "classes");
    }
    return code;
}

/**
The texture's decoder can be built the other way round, from a coarse map that
is doubled twice. With a code of one or two numbers it need not: a texture is
then little more than a mean, and dense weights can hold that.
*/

static node *transposed_convolutions(node *h, const dae_form *f)
{
    enum { COARSE = 32, FINER = 16 };
    int height = f->height / CONV_SIDES, width = f->width / CONV_SIDES;
    h = layer(h, COARSE * height * width);
    shaped(h, COARSE, height, width);
    h = leaky_relu(conv_transposed(h, FINER, 4, 2, 1), 0.1);
    return conv_transposed(h, f->channels, 4, 2, 1);
}

static void encode(dae *m)
{
    const dae_form *f = &m->form;
    graph_block(m->g, "encoder");
    node *h = f->conv_encoder ? conv_encoder(m->x) : m->x;
    h = layer(layer(h, f->encoder[0]), f->encoder[1]);
    graph_block(m->g, "codes");
    for (int p = 0; p < PARTS; p++) {
        node *code = encode_part(m, h, (dae_parts)p);
        if (code)
            m->codes = m->codes ? concat(m->codes, code) : code;
    }
    named(m->codes, "codes");
}

static node *decode_texture(const dae *m, node *trunk)
{
    const dae_form *f = &m->form;
    graph_block(m->g, "texture decoder");
    node *h = trunk ? trunk
                    : layer(parts(m, PART_APPEARANCE, PART_CLASS), f->texture);
    node *texture = sigmoid(f->conv_texture ? transposed_convolutions(h, f)
                                            : dense(h, m->x->size));
    shaped(texture, f->channels, f->height, f->width);
    return named(texture, "texture");
}

static deformation decode_warp(const dae *m, node *trunk, warp_weights w)
{
    const dae_form *f = &m->form;
    graph_block(m->g, "warp decoder");
    node *h = trunk;
    if (!h && f->local != LOCAL_NONE)
        h = tanh_(dense(parts(m, PART_CLASS, PART_SHAPE), f->warp));
    node *affine = f->affine ? parts(m, PART_AFFINE, PART_AFFINE) : NULL;
    return deform(h, f->local, f->grid, affine, f->height, f->width, w);
}

static void add_losses(dae *m, dae_weights w)
{
    graph_block(m->g, "loss");
    m->mse = named(mean_squared_loss(m->y, m->x), "mse");
    if (m->logits) {
        node *label = named(label_input(m->g, m->form.classes), "label");
        m->entropy =
            named(scale(cross_entropy(m->logits, label), w.classes), "classes");
    }
    node *terms[] = {m->warp.smooth, m->warp.bias, m->entropy};
    m->loss = m->mse;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (terms[i])
            m->loss = add(m->loss, terms[i]);
    named(m->loss, "loss");
}

void dae_check_sizes(const dataset *d, const char *spec, int grid)
{
    int side = d->height < d->width ? d->height : d->width;
    if (side < LEAST_SIDE)
        fail("give larger pictures", "%s: pictures of %d x %d cannot be warped",
             spec, d->height, d->width);
    if (grid > side)
        fail_usage("give a smaller --grid",
                   "--grid %d: the pictures have only %d pixels along a side",
                   grid, side);
}

dae dae_alloc(dae_form f, dae_weights w, int batch, uint64_t seed)
{
    REQUIRE(f.classes == 0 || f.extra == 0, "classes or extra codes, not both");
    REQUIRE(f.local == LOCAL_NONE || f.shape > 0,
            "a local warp needs codes to be decoded from");
    REQUIRE((!f.conv_encoder && !f.conv_texture) ||
                (f.height % CONV_SIDES == 0 && f.width % CONV_SIDES == 0),
            "convolutions take sides that are multiples of 4");
    dae m = {.form = f, .g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, f.channels * f.height * f.width), "x");
    shaped(m.x, f.channels, f.height, f.width);
    encode(&m);
    graph_block(m.g, "trunk");
    node *trunk = f.trunk ? layer(m.codes, f.texture + f.warp) : NULL;
    m.y = m.texture = decode_texture(&m, trunk);
    if (f.local != LOCAL_NONE || f.affine) {
        m.warp = decode_warp(&m, trunk, w.warp);
        graph_block(m.g, "sampler");
        m.y = named(sample(m.texture, m.warp.whole), "y");
    }
    add_losses(&m, w);
    graph_bind(m.g, batch, seed);
    return m;
}

void dae_free(dae *m)
{
    graph_free(m->g);
    *m = (dae){0};
}
