// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "fail.h"
#include "image.h"

#include <stdlib.h>

/**
# Which pictures are shown

By a rule, not by hand: who chooses the examples, chooses the impression. The
same pictures stand in all sheets of a chapter.
*/

dataset samples_of_classes(const dataset *d, int n)
{
    int *which = must_alloc((size_t)n, sizeof *which);
    for (int k = 0; k < n; k++) {
        which[k] = k % d->n;
        for (int b = d->n - 1; d->labels && b >= 0; b--)
            if (d->labels[b] == k)
                which[k] = b;
    }
    dataset picked = dataset_pick(d, which, n);
    free(which);
    return picked;
}

void samples_sheet(const dataset *d, int zoom, const char *path)
{
    sheet s = sheet_alloc(SAMPLE_ROWS, SAMPLE_COLUMNS, d->channels, d->height,
                          d->width, zoom);
    real *picture = must_alloc((size_t)dataset_size(d), sizeof *picture);
    for (int i = 0; i < SAMPLES && i < d->n; i++) {
        dataset_rows(d, i, 1, picture);
        sheet_put(&s, i / SAMPLE_COLUMNS, i % SAMPLE_COLUMNS, picture);
    }
    sheet_write(&s, path);
    free(picture);
}
