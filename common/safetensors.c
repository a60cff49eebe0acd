// SPDX-License-Identifier: GPL-3.0-or-later
#include "safetensors.h"

#include "fail.h"
#include "file.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static size_t type_bytes(const char *type)
{
    return strcmp(type, "F32") == 0 ? 4 : strcmp(type, "F64") == 0 ? 8 : 0;
}

static size_t tensor_bytes(const tensor *t)
{
    size_t bytes = type_bytes(t->type);
    for (int d = 0; d < t->dims; d++)
        bytes *= t->shape[d];
    return bytes;
}

/**
The header is padded with spaces to a multiple of eight bytes, so that the
numbers behind it lie as numbers should in memory that is mapped from the file.
*/

static char *header_text(const tensor *tensors, int count,
                         const char *const *keys, const char *const *texts,
                         int texts_count)
{
    json_t *header = json_object(), *metadata = json_object();
    for (int i = 0; i < texts_count; i++)
        json_object_set_new(metadata, keys[i], json_string(texts[i]));
    json_object_set_new(header, "__metadata__", metadata);
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        const tensor *t = &tensors[i];
        json_t *shape = json_array();
        for (int d = 0; d < t->dims; d++)
            json_array_append_new(shape, json_integer((json_int_t)t->shape[d]));
        size_t end = at + tensor_bytes(t);
        json_object_set_new(header, t->name,
                            json_pack("{s:s, s:o, s:[I,I]}", "dtype", t->type,
                                      "shape", shape, "data_offsets",
                                      (json_int_t)at, (json_int_t)end));
        at = end;
    }
    char *text = json_dumps(header, JSON_COMPACT);
    json_decref(header);
    return text;
}

void safetensors_write(const char *path, const tensor *tensors, int count,
                       const char *const *keys, const char *const *texts,
                       int texts_count)
{
    char *text = header_text(tensors, count, keys, texts, texts_count);
    uint64_t length = strlen(text), padded = (length + 7) / 8 * 8;
    out_file file = file_create(path);
    fwrite(&padded, sizeof padded, 1, file.stream);
    fprintf(file.stream, "%-*s", (int)padded, text);
    for (int i = 0; i < count; i++)
        fwrite(tensors[i].data, 1, tensor_bytes(&tensors[i]), file.stream);
    file_commit(&file);
    free(text);
}

static const char *const broken =
    "take an older checkpoint, or train again without --resume";

/**
Reading trusts nothing. The header may not be longer than the file, each array
must lie where its shape says, one behind the other without gaps, and the data
must end where the last array ends; so a file cut anywhere is recognised.
*/

/* Fills t from one entry of the header; false if the entry is not sound. */
static int parse_tensor(const json_t *entry, size_t bytes, tensor *t,
                        size_t *begin)
{
    const char *type;
    const json_t *shape;
    json_int_t first, end;
    if (json_unpack((json_t *)entry, "{s:s, s:o, s:[I,I]}", "dtype", &type,
                    "shape", &shape, "data_offsets", &first, &end) != 0 ||
        type_bytes(type) == 0 || !json_is_array(shape))
        return 0;
    t->type = type;
    t->dims = (int)json_array_size(shape);
    if (t->dims < 1 || t->dims > TENSOR_DIMS)
        return 0;
    size_t room = bytes;
    for (int d = 0; d < t->dims; d++) {
        json_int_t n = json_integer_value(json_array_get(shape, (size_t)d));
        if (n < 1 || (size_t)n > room)
            return 0;
        t->shape[d] = (size_t)n;
        room /= (size_t)n;
    }
    *begin = (size_t)first;
    return first >= 0 && end >= first && (size_t)end <= bytes &&
           (size_t)(end - first) == tensor_bytes(t);
}

typedef struct {
    size_t begin, end;
} range;

static int by_begin(const void *a, const void *b)
{
    const range *first = a, *second = b;
    return (first->begin > second->begin) - (first->begin < second->begin);
}

/* Ends the program unless the ranges, one behind the other, are the data. */
static void check_ranges(const safetensors *file, range *ranges, size_t count)
{
    size_t at = 0;
    qsort(ranges, count, sizeof *ranges, by_begin);
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].begin != at)
            fail(broken, "%s: two of its tensors overlap or leave a gap",
                 file->path);
        at = ranges[i].end;
    }
    if (at != file->bytes)
        fail(broken, "%s: holds %zu bytes of numbers, its header promises %zu",
             file->path, file->bytes, at);
}

static void check_tensors(const safetensors *file)
{
    const char *name;
    json_t *entry;
    size_t count = 0;
    range *ranges = must_alloc(json_object_size(file->header), sizeof *ranges);
    json_object_foreach(file->header, name, entry)
    {
        tensor t;
        size_t begin;
        if (strcmp(name, "__metadata__") == 0)
            continue;
        if (!parse_tensor(entry, file->bytes, &t, &begin))
            fail(broken, "%s: tensor %s does not lie inside the file",
                 file->path, name);
        ranges[count++] = (range){begin, begin + tensor_bytes(&t)};
    }
    check_ranges(file, ranges, count);
    free(ranges);
}

static unsigned char *read_bytes(FILE *stream, size_t count, const char *path)
{
    unsigned char *bytes = must_alloc(count, 1);
    if (fread(bytes, 1, count, stream) != count)
        fail(broken, "%s: cannot be read to its end", path);
    return bytes;
}

safetensors safetensors_open(const char *path)
{
    FILE *stream = file_open(path, "name a file that --save or a run wrote");
    struct stat status;
    uint64_t length;
    if (fstat(fileno(stream), &status) != 0 ||
        fread(&length, sizeof length, 1, stream) != 1)
        fail(broken, "%s: too short for a checkpoint", path);
    size_t rest = (size_t)status.st_size - sizeof length;
    if (length > rest)
        fail(broken, "%s: its header claims %llu bytes, the file has %zu left",
             path, (unsigned long long)length, rest);
    safetensors file = {.path = must_printf("%s", path)};
    char *text = (char *)read_bytes(stream, (size_t)length, path);
    file.header =
        json_loadb(text, (size_t)length, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    if (!json_is_object((json_t *)file.header))
        fail(broken, "%s: no safetensors file (its header is no JSON object)",
             path);
    file.bytes = rest - (size_t)length;
    file.data = read_bytes(stream, file.bytes, path);
    fclose(stream);
    check_tensors(&file);
    return file;
}

void safetensors_close(safetensors *file)
{
    json_decref(file->header);
    free(file->data);
    free(file->path);
    *file = (safetensors){0};
}

const char *safetensors_text(const safetensors *file, const char *key)
{
    const json_t *metadata = json_object_get(file->header, "__metadata__");
    return json_string_value(json_object_get(metadata, key));
}

tensor safetensors_tensor(const safetensors *file, const char *name)
{
    const json_t *entry = json_object_get(file->header, name);
    tensor t = {.name = name};
    size_t begin;
    if (entry && parse_tensor(entry, file->bytes, &t, &begin))
        t.data = file->data + begin;
    return t;
}

int safetensors_count(const safetensors *file)
{
    int metadata = json_object_get(file->header, "__metadata__") != NULL;
    return (int)json_object_size(file->header) - metadata;
}
