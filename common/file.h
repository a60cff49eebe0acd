// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FILE_H
#define FILE_H

#include <stddef.h>
#include <stdio.h>

/**
# Files that are whole or not there

Every file is written under a temporary name (`NAME.part`) and renamed when it
is complete and on the disk. Whoever reads `NAME` finds the old file or the new
one, never half of one, however the program came to its end.
*/

/* A file being written; open with file_create, end with file_commit. */
typedef struct {
    FILE *stream;
    char *path, *part;
} out_file;

/* Starts writing `path`. Ends the program if it cannot be created. */
out_file file_create(const char *path);

/* Makes the file complete: flushes it to the disk and gives it its name. Ends
 * the program, and removes the temporary file, if the disk is full. */
void file_commit(out_file *file);

/* Ends the program if `path` could not be written; writes nothing. To be asked
 * before a long computation whose result goes there. */
void file_probe(const char *path);

/* Makes the folder and those above it. Ends the program where it cannot. */
void folder_make(const char *path);

/* Opens `path` for reading ("rb"), or ends the program with `hint`. */
FILE *file_open(const char *path, const char *hint);

/* True if there is a file or folder of that name. */
int file_exists(const char *path);

/* `folder`/`name` in fresh memory; free() frees. */
char *path_join(const char *folder, const char *name);

#endif
