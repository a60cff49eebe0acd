// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkpoint.h"

#include "fail.h"
#include "safetensors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
Tensors are named as PyTorch would name them: block, number of the layer in its
block, `weight` or `bias`. They point into the one block of parameters; nothing
is copied.
*/

enum { NAME_LENGTH = 64, TEXTS_MOST = 64 };

typedef struct {
    tensor *tensors;
    char (*names)[NAME_LENGTH];
    int count;
} tensor_list;

static void list_add(tensor_list *list, const char *type, int dims,
                     const int *shape, const void *data)
{
    tensor *t = &list->tensors[list->count];
    *t = (tensor){.name = list->names[list->count++],
                  .type = type,
                  .dims = dims,
                  .data = data};
    for (int d = 0; d < dims; d++)
        t->shape[d] = (size_t)shape[d];
}

/* Number of this layer among those of its block that have parameters. */
static int layer_number(const graph *g, const node *y)
{
    int number = 0;
    for (int i = 0; i < y->index; i++)
        number += node_parameter_count(g->nodes[i]) > 0 &&
                  strcmp(g->nodes[i]->block, y->block) == 0;
    return number;
}

static const char *const real_type = sizeof(real) == 4 ? "F32" : "F64";

/* The graph's parameters, with room for `more` tensors behind them. */
static tensor_list list_parameters(const graph *g, int more)
{
    size_t room = 2 * (size_t)g->count + (size_t)more;
    tensor_list list = {must_calloc(room, sizeof(tensor)),
                        must_calloc(room, NAME_LENGTH), 0};
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i];
        const char *block = *y->block ? y->block : "model";
        int dims = 0, layer = layer_number(g, y);
        while (dims < WEIGHT_DIMS && y->weight[dims] > 0)
            dims++;
        if (dims > 0) {
            snprintf(list.names[list.count], NAME_LENGTH, "%s.%d.weight", block,
                     layer);
            list_add(&list, real_type, dims, y->weight, y->theta);
        }
        if (y->biases > 0) {
            snprintf(list.names[list.count], NAME_LENGTH, "%s.%d.bias", block,
                     layer);
            list_add(&list, real_type, 1, &y->biases,
                     y->theta + node_weight_count(y));
        }
    }
    return list;
}

static void list_free(tensor_list *list)
{
    free(list->tensors);
    free(list->names);
}

/* The parameters, Adam's means, the sums of the running epoch, and the history
 * of the finished ones. */
static tensor_list list_state(const trainer *t)
{
    tensor_list list = list_parameters(t->plan.g, 4);
    int count = (int)t->adam.count;
    int history[2] = {(int)(t->step / t->steps_per_epoch), t->columns};
    snprintf(list.names[list.count], NAME_LENGTH, "adam.m");
    list_add(&list, real_type, 1, &count, t->adam.m);
    snprintf(list.names[list.count], NAME_LENGTH, "adam.v");
    list_add(&list, real_type, 1, &count, t->adam.v);
    snprintf(list.names[list.count], NAME_LENGTH, "sums");
    list_add(&list, "F64", 1, &t->numbers, t->sums);
    if (history[0] > 0) {
        snprintf(list.names[list.count], NAME_LENGTH, "history");
        list_add(&list, "F64", 2, history, t->history);
    }
    return list;
}

/* Metadata while it is collected. */
typedef struct {
    const char *keys[TEXTS_MOST];
    const char *texts[TEXTS_MOST];
    int count;
} text_list;

static void text_add(text_list *list, char *key, char *text)
{
    REQUIRE(list->count < TEXTS_MOST, "too many options for a checkpoint");
    list->keys[list->count] = key;
    list->texts[list->count++] = text;
}

static text_list state_texts(const trainer *t)
{
    text_list list = {.count = 0};
    text_add(&list, must_printf("program"), must_printf("%s", program_name()));
    text_add(&list, must_printf("model"), must_printf("%s", t->plan.model));
    text_add(&list, must_printf("step"), must_printf("%ld", t->step));
    text_add(&list, must_printf("seconds"), must_printf("%a", t->seconds));
    const options *o = t->plan.options;
    for (int i = 0; i < o->count; i++)
        if (o->table[i].keeping != NOT_KEPT)
            text_add(&list, must_printf("option.%s", o->table[i].name),
                     option_text(&o->table[i]));
    return list;
}

void checkpoint_save(const trainer *t, const char *path)
{
    tensor_list tensors = list_state(t);
    text_list texts = state_texts(t);
    safetensors_write(path, tensors.tensors, tensors.count, texts.keys,
                      texts.texts, texts.count);
    for (int i = 0; i < texts.count; i++) {
        free((void *)texts.keys[i]);
        free((void *)texts.texts[i]);
    }
    list_free(&tensors);
}

static const char *const other_model =
    "give the options the checkpoint was made with, or another checkpoint";

/* Copies a tensor of the file over the one of the list. */
static void take(const safetensors *file, const tensor *t)
{
    tensor found = safetensors_tensor(file, t->name);
    if (!found.data)
        fail(other_model, "%s: holds another model (it has no %s)", file->path,
             t->name);
    size_t count = 1;
    bool same = found.dims == t->dims && strcmp(found.type, t->type) == 0;
    for (int d = 0; same && d < t->dims; d++) {
        same = found.shape[d] == t->shape[d];
        count *= t->shape[d];
    }
    if (!same)
        fail(other_model, "%s: holds another model (%s has another shape)",
             file->path, t->name);
    memcpy((void *)t->data, found.data,
           count * (strcmp(t->type, "F32") == 0 ? 4 : 8));
}

static void take_parameters(graph *g, const safetensors *file)
{
    tensor_list list = list_parameters(g, 0);
    for (int i = 0; i < list.count; i++)
        take(file, &list.tensors[i]);
    list_free(&list);
}

static const char *must_text(const safetensors *file, const char *key)
{
    const char *text = safetensors_text(file, key);
    if (!text)
        fail("name a file that --save or a run wrote",
             "%s: no checkpoint of a training (no '%s')", file->path, key);
    return text;
}

static double must_number(const safetensors *file, const char *key)
{
    const char *text = must_text(file, key);
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end != '\0')
        fail("take an older checkpoint, or train again without --resume",
             "%s: its %s is no number, but '%s'", file->path, key, text);
    return number;
}

void checkpoint_load(trainer *t, const char *path)
{
    safetensors file = safetensors_open(path);
    take_parameters(t->plan.g, &file);
    double step = must_number(&file, "step");
    double steps_per_epoch = (double)t->steps_per_epoch;
    if (!(step >= 0 && step <= t->plan.epochs * steps_per_epoch))
        fail("give more --epochs", "%s: has already %.3g epochs behind it",
             path, step / steps_per_epoch);
    t->step = t->adam.step = (long)step;
    t->seconds = must_number(&file, "seconds");
    tensor_list list = list_state(t);
    for (int i = 0; i < list.count; i++)
        take(&file, &list.tensors[i]);
    list_free(&list);
    safetensors_close(&file);
}

void checkpoint_weights(graph *g, const char *path)
{
    safetensors file = safetensors_open(path);
    take_parameters(g, &file);
    safetensors_close(&file);
}

char *checkpoint_model(const char *path)
{
    safetensors file = safetensors_open(path);
    char *model = must_printf("%s", must_text(&file, "model"));
    safetensors_close(&file);
    return model;
}

/* The text a checkpoint keeps for an option, or NULL. */
static const char *kept_text(const safetensors *file, const option *entry)
{
    char key[NAME_LENGTH];
    snprintf(key, sizeof key, "option.%s", entry->name);
    return entry->keeping == NOT_KEPT ? NULL : safetensors_text(file, key);
}

static bool differs(const option *entry, const char *kept)
{
    char *now = option_text(entry);
    bool different = strcmp(now, kept) != 0;
    free(now);
    return different;
}

bool checkpoint_agrees(const options *o, const char *path)
{
    safetensors file = safetensors_open(path);
    bool agrees = true;
    for (int i = 0; i < o->count; i++) {
        const char *kept = kept_text(&file, &o->table[i]);
        if (kept && o->table[i].keeping == KEPT_FIXED)
            agrees = agrees && !differs(&o->table[i], kept);
    }
    safetensors_close(&file);
    return agrees;
}

void checkpoint_options(options *o, const char *path)
{
    safetensors file = safetensors_open(path);
    const char *program = must_text(&file, "program");
    if (strcmp(program, program_name()) != 0)
        fail("resume it with that program", "%s: a checkpoint of %s", path,
             program);
    for (int i = 0; i < o->count; i++) {
        option *entry = &o->table[i];
        const char *kept = kept_text(&file, entry);
        if (!kept || !differs(entry, kept))
            continue;
        if (entry->given && entry->keeping == KEPT_FIXED)
            fail_usage("leave it out: the checkpoint knows it",
                       "--%s differs from the checkpoint's %s", entry->name,
                       kept);
        if (entry->given || *kept == '\0')
            continue;
        char *text = must_printf("%s", kept);
        option_set(entry, text);
        if (entry->kind != OPTION_TEXT)
            free(text);
    }
    safetensors_close(&file);
}
