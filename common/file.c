// SPDX-License-Identifier: GPL-3.0-or-later
#include "file.h"

#include "fail.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *write_hint =
    "give --out or --save a folder that is yours and has room";

out_file file_create(const char *path)
{
    out_file file = {NULL, must_printf("%s", path),
                     must_printf("%s.part", path)};
    file.stream = fopen(file.part, "wb");
    if (!file.stream)
        fail(write_hint, "%s: cannot be written: %s", path, strerror(errno));
    return file;
}

void file_commit(out_file *file)
{
    FILE *stream = file->stream;
    int bad =
        fflush(stream) != 0 || ferror(stream) || fsync(fileno(stream)) != 0;
    int reason = errno;
    if (fclose(stream) != 0 && !bad) {
        bad = 1;
        reason = errno;
    }
    if (!bad && rename(file->part, file->path) != 0) {
        bad = 1;
        reason = errno;
    }
    if (bad) {
        unlink(file->part);
        fail(write_hint, "%s: cannot be written: %s", file->path,
             strerror(reason));
    }
    free(file->path);
    free(file->part);
    *file = (out_file){NULL, NULL, NULL};
}

void file_probe(const char *path)
{
    out_file file = file_create(path);
    fclose(file.stream);
    unlink(file.part);
    free(file.path);
    free(file.part);
}

void folder_make(const char *path)
{
    char *copy = must_printf("%s", path);
    for (char *p = copy + 1;; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char keep = *p;
        *p = '\0';
        struct stat status;
        int reason = mkdir(copy, 0777) == 0 ? 0 : errno;
        if (reason && !(stat(copy, &status) == 0 && S_ISDIR(status.st_mode)))
            fail(write_hint, "%s: cannot make this folder: %s", path,
                 strerror(reason));
        *p = keep;
        if (keep == '\0')
            break;
    }
    free(copy);
}

FILE *file_open(const char *path, const char *hint)
{
    struct stat status;
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail(hint, "%s: cannot be read: %s", path, strerror(errno));
    if (fstat(fileno(stream), &status) == 0 && S_ISDIR(status.st_mode))
        fail(hint, "%s: is a folder, not a file", path);
    return stream;
}

int file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *path_join(const char *folder, const char *name)
{
    return must_printf("%s/%s", folder, name);
}
