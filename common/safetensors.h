// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SAFETENSORS_H
#define SAFETENSORS_H

#include <stddef.h>

/**
# safetensors

A file of named arrays that PyTorch and NumPy open, and that can hold nothing
but arrays and texts: eight bytes with the length of a header, the header in
JSON (name, type, shape and place of each array, and a table of texts called
`__metadata__`), and the bare numbers.
*/

enum { TENSOR_DIMS = 4 };

/* An array in a file: "F32" (float) or "F64" (double). */
typedef struct {
    const char *name;
    const char *type;
    int dims;                  /* 1 .. TENSOR_DIMS */
    size_t shape[TENSOR_DIMS]; /* each at least 1 */
    const void *data;          /* native (little-endian) numbers */
} tensor;

/* Writes the file, whole or not at all: `keys[i]` = `texts[i]` are the
 * metadata. */
void safetensors_write(const char *path, const tensor *tensors, int count,
                       const char *const *keys, const char *const *texts,
                       int texts_count);

/* A file that was read; all its memory goes with safetensors_close. */
typedef struct {
    char *path;
    void *header; /* the parsed JSON */
    unsigned char *data;
    size_t bytes;
} safetensors;

/* Reads and checks the whole file. A file that is truncated, longer than it
 * should be, or whose header is no such header, ends the program. */
safetensors safetensors_open(const char *path);
void safetensors_close(safetensors *file);

/* The text of a metadata key, or NULL. It lives as long as the file. */
const char *safetensors_text(const safetensors *file, const char *key);

/* The tensor of that name; its `data` is NULL if there is none. */
tensor safetensors_tensor(const safetensors *file, const char *name);

/* Arrays in the file. */
int safetensors_count(const safetensors *file);

#endif
