// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef IDX_H
#define IDX_H

#include "dataset.h"

/* Reads a whole IDX file of pictures (n, height, width) or (n, channels,
 * height, width), unsigned bytes, plain or .gz, and, if `labels` is not NULL,
 * the file with as many labels (n). classes is the greatest label plus one.
 * Files that are missing, cut short, too long, damaged or of another kind end
 * the program with `hint`. */
dataset idx_load(const char *images, const char *labels, const char *hint);

#endif
