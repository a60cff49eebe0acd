// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FOLDER_H
#define FOLDER_H

#include "dataset.h"

/* Loads the PNG, JPEG and PGM files of a folder, in the order of their names'
 * bytes; or, if the folder holds folders, the files of those, one folder a
 * class. `size` > 0: the middle square of each picture, scaled to size x size;
 * 0: all must have one size. `channels` is 1 (grey), 3 (rgb) or 0: 1 if all
 * files are grey, else 3. At most `train` and `test` pictures are decoded (0:
 * all). What cannot be read ends the program. */
split folder_load(const char *dir, int size, int channels, int train, int test);

#endif
