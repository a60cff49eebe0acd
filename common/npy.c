// SPDX-License-Identifier: GPL-3.0-or-later
#include "npy.h"

#include "fail.h"

#include <stdio.h>

/**
The head is filled with spaces so that the numbers start at a multiple of 64
bytes (NumPy enhancement proposal 1, version 1.0 of the format).
*/

npy npy_create(const char *path, const int *shape, int dims)
{
    char text[118];
    int at = snprintf(text, sizeof text,
                      "{'descr': '<f4', 'fortran_order': False, 'shape': (");
    size_t count = 1;
    for (int d = 0; d < dims; d++) {
        at += snprintf(text + at, sizeof text - (size_t)at, "%d,", shape[d]);
        count *= (size_t)shape[d];
    }
    snprintf(text + at, sizeof text - (size_t)at, "), }");
    npy array = {file_create(path), count};
    fwrite("\x93NUMPY\x01\x00\x76\x00", 1, 10, array.file.stream);
    fprintf(array.file.stream, "%-117s\n", text);
    return array;
}

void npy_append(npy *array, const real *numbers, size_t count)
{
    REQUIRE(count <= array->left, "more numbers than the array's shape holds");
    for (size_t i = 0; i < count; i++) {
        float number = (float)numbers[i];
        fwrite(&number, sizeof number, 1, array->file.stream);
    }
    array->left -= count;
}

void npy_commit(npy *array)
{
    REQUIRE(array->left == 0, "fewer numbers than the array's shape promises");
    file_commit(&array->file);
}
