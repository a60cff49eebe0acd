// SPDX-License-Identifier: GPL-3.0-or-later
/* What programs write: whole files or none, arrays, results. */
#include "check.h"

#include "file.h"
#include "image.h"
#include "npy.h"
#include "results.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path_of(const char *name)
{
    return path_join(check_folder(), name);
}

static char *text_of(const char *path)
{
    char *text = must_calloc(4096, 1);
    FILE *file = file_open(path, "");
    assert_true(fread(text, 1, 4095, file) < 4095);
    fclose(file);
    return text;
}

static void write_text(const char *path, const char *text)
{
    out_file file = file_create(path);
    fputs(text, file.stream);
    file_commit(&file);
}

static int has_parts(const char *folder)
{
    int parts = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;)
        parts += strstr(entry->d_name, ".part") != NULL;
    closedir(open);
    return parts;
}

static void a_file_appears_when_it_is_complete(void **state)
{
    (void)state;
    char *path = path_of("whole.txt");
    out_file file = file_create(path);
    fputs("half of", file.stream);
    fflush(file.stream);
    assert_false(file_exists(path));
    fputs(" the text", file.stream);
    file_commit(&file);
    assert_null(file.stream);
    char *text = text_of(path);
    assert_string_equal(text, "half of the text");
    free(text);
    /* A second one replaces it, at its end. */
    file = file_create(path);
    fputs("other", file.stream);
    fflush(file.stream);
    text = text_of(path);
    assert_string_equal(text, "half of the text");
    free(text);
    file_commit(&file);
    text = text_of(path);
    assert_string_equal(text, "other");
    free(text);
    assert_int_equal(has_parts(check_folder()), 0);
    free(path);
}

static void begin_and_fail(void *path)
{
    out_file file = file_create(path);
    fputs("half", file.stream);
    fail("none", "something else went wrong");
}

static void a_program_that_ends_early_leaves_the_old_file(void **state)
{
    (void)state;
    char *path = path_of("old.txt");
    write_text(path, "old");
    CHECK_FAILS(begin_and_fail, path, 1, "something else");
    char *text = text_of(path), *part = path_of("old.txt.part");
    assert_string_equal(text, "old");
    unlink(part);
    free(part);
    free(text);
    free(path);
}

static void create(void *path)
{
    write_text(path, "never");
}

static void make_folder(void *path)
{
    folder_make(path);
}

static void probe(void *path)
{
    file_probe(path);
}

static void open_to_read(void *path)
{
    file_open(path, "the caller's hint");
}

static void what_cannot_be_written_is_two_lines(void **state)
{
    (void)state;
    char *path = path_of("no/such/folder.txt"), *file = path_of("file");
    write_text(file, "no folder");
    char *below = path_join(file, "deeper");
    CHECK_FAILS(create, path, 1, path);
    CHECK_FAILS(probe, path, 1, "No such file");
    CHECK_FAILS(create, below, 1, "Not a directory");
    CHECK_FAILS(make_folder, below, 1, "cannot make this folder");
    CHECK_FAILS(make_folder, file, 1, "cannot make this folder");
    CHECK_FAILS(create, (char *)check_folder(), 1, "cannot be written");
    CHECK_FAILS(open_to_read, path, 1, "cannot be read: No such file");
    CHECK_FAILS(open_to_read, (char *)check_folder(), 1, "is a folder");
    char *part = must_printf("%s.part", check_folder());
    assert_false(file_exists(part));
    free(part);
    free(below);
    free(file);
    free(path);
}

static void a_folder_is_made_with_those_above_it(void **state)
{
    (void)state;
    char *path = path_of("a/b//c/"), *probed = path_of("a/b/c/x");
    struct stat status;
    folder_make(path);
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISDIR(status.st_mode));
    folder_make(path);
    file_probe(probed);
    assert_false(file_exists(probed));
    assert_int_equal(has_parts(path), 0);
    free(probed);
    free(path);
}

/* ---- a full disk --------------------------------------------------------- */

enum { MANY = 5000 };

static void fill_disk(void)
{
    struct rlimit limit = {4096, 4096};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void full_text(void *path)
{
    out_file file = file_create(path);
    fill_disk();
    for (int i = 0; i < MANY; i++)
        fprintf(file.stream, "%d,", i);
    file_commit(&file);
}

static void full_array(void *path)
{
    real numbers[MANY] = {0};
    npy array = npy_create(path, (int[]){MANY}, 1);
    fill_disk();
    npy_append(&array, numbers, MANY);
    npy_commit(&array);
}

static void full_sheet(void *path)
{
    sheet s = sheet_alloc(3, 3, 3, 28, 28, 2);
    uint32_t noise = 1; /* which no compression makes smaller */
    for (int i = 0; i < sheet_width(&s) * sheet_height(&s) * 3; i++) {
        noise = noise * 1664525u + 1013904223u;
        s.pixels[i] = (unsigned char)(noise >> 24);
    }
    fill_disk();
    sheet_write(&s, path);
}

static void full_results(void *path)
{
    results *head = results_alloc(), *body = results_alloc();
    for (int i = 0; i < MANY; i++)
        results_count(body, "n", i);
    fill_disk();
    results_write(head, body, path);
}

static void a_full_disk_is_two_lines_and_leaves_nothing(void **state)
{
    (void)state;
    void (*const writers[])(void *) = {full_text, full_array, full_sheet,
                                       full_results};
    char *folder = path_of("full"), *path = path_of("full/file");
    folder_make(folder);
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        CHECK_FAILS(writers[i], path, 1, "cannot be written: File too large");
        assert_false(file_exists(path));
        assert_int_equal(has_parts(folder), 0);
    }
    free(path);
    free(folder);
}

/* ---- arrays -------------------------------------------------------------- */

static void an_array_has_the_bytes_of_the_format(void **state)
{
    (void)state;
    const struct {
        int dims, shape[4];
        const char *text;
    } arrays[] = {{1, {6}, "(6,)"},
                  {2, {2, 3}, "(2,3,)"},
                  {4, {1, 3, 1, 2}, "(1,3,1,2,)"}};
    const real x[] = {R(1.5), R(-0.3125), 0, R(3.25e7), R(1e-40), R(-7.75)};
    char *path = path_of("x.npy"), head[129];
    for (int i = 0; i < 3; i++) {
        npy array = npy_create(path, arrays[i].shape, arrays[i].dims);
        npy_append(&array, x, 2);
        npy_append(&array, x + 2, 4);
        npy_commit(&array);
        char *text = text_of(path);
        char *dict = must_printf("{'descr': '<f4', 'fortran_order': False, "
                                 "'shape': %s, }",
                                 arrays[i].text);
        snprintf(head, sizeof head, "%.10s%-117s\n", "\x93NUMPY\x01_v_", dict);
        memcpy(head + 7, "\0\x76\0", 3);
        assert_memory_equal(text, head, 128);
        for (int k = 0; k < 6; k++) {
            float number;
            memcpy(&number, text + 128 + 4 * k, 4);
            CHECK_CLOSE(number, x[k], 0);
        }
        struct stat status;
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_size, 128 + 24);
        free(dict);
        free(text);
    }
    free(path);
}

static void numpy_reads_it(void **state)
{
    (void)state;
    check_result found = check_run("python3 -c 'import numpy'");
    int there = found.status == 0;
    check_result_free(&found);
    if (!there)
        CHECK_SKIP();
    char *path = path_of("y.npy");
    char *command =
        must_printf("python3 -c \"import numpy; a = numpy.load('%s')"
                    "; print(a.dtype, a.shape, a[1, 2])\"",
                    path);
    npy array = npy_create(path, (int[]){2, 3}, 2);
    npy_append(&array, (real[]){1, 2, 3, 4, 5, R(-6.625)}, 6);
    npy_commit(&array);
    check_result r = check_run(command);
    assert_string_equal(r.out, "float32 (2, 3) -6.625\n");
    check_result_free(&r);
    free(command);
    free(path);
}

enum { too_few, too_many };

static void misfill(void *how)
{
    char *path = path_of("z.npy");
    npy array = npy_create(path, (int[]){2, 2}, 2);
    npy_append(&array, (real[5]){0}, *(int *)how == too_few ? 3 : 5);
    npy_commit(&array);
}

static void an_array_must_be_filled_exactly(void **state)
{
    (void)state;
    int how = too_few;
    CHECK_STOPS(misfill, &how, "fewer numbers");
    how = too_many;
    CHECK_STOPS(misfill, &how, "more numbers");
}

/* ---- results ------------------------------------------------------------- */

static void results_stand_in_the_order_they_were_added(void **state)
{
    (void)state;
    results *head = results_alloc(), *body = results_alloc();
    char *path = path_of("results.txt");
    results_number(body, "z_mse", 0.0123456789);
    results_text(head, "data", "folder:my own = pictures");
    results_count(body, "a", -7);
    results_count(head, "n", 2147483648L);
    results_number(body, "tiny", 1.0 / 3e10);
    results_number(body, "nan", NAN);
    results_write(head, body, path);
    char *text = text_of(path);
    assert_string_equal(text, "data = folder:my own = pictures\n"
                              "n = 2147483648\n"
                              "z_mse = 0.0123457\n"
                              "a = -7\n"
                              "tiny = 3.33333e-11\n"
                              "nan = nan\n");
    free(text);
    text = results_read(path, "data");
    assert_string_equal(text, "folder:my own = pictures");
    CHECK_CLOSE(results_read_number(path, "z_mse"), 0.0123457, 0);
    CHECK_CLOSE(results_read_number(path, "a"), -7, 0);
    free(text);
    free(path);
}

static void a_key_is_taken_whole(void **state)
{
    (void)state;
    char *path = path_of("keys.txt");
    write_text(path, "ae_8_mse = 1.25\nae_8 = 2.5\nae = 3.75\nx == 4");
    CHECK_CLOSE(results_read_number(path, "ae"), 3.75, 0);
    CHECK_CLOSE(results_read_number(path, "ae_8"), 2.5, 0);
    CHECK_CLOSE(results_read_number(path, "ae_8_mse"), 1.25, 0);
    free(path);
}

static const char *key;

static void read_key(void *path)
{
    results_read_number(path, key);
}

static void a_missing_or_strange_number_is_two_lines(void **state)
{
    (void)state;
    char *path = path_of("some.txt"), *none = path_of("none.txt");
    write_text(path, "mse = 0.5\nwhy = 0.5x\nempty = \nlast = ");
    key = "ms";
    CHECK_FAILS(read_key, path, 1, "no line 'ms = ...'");
    key = "mse ";
    CHECK_FAILS(read_key, path, 1, "no line 'mse  = ...'");
    CHECK_FAILS(read_key, none, 1, "No such file");
    key = "why";
    CHECK_FAILS(read_key, path, 1, "why is no number, but '0.5x'");
    key = "empty";
    CHECK_FAILS(read_key, path, 1, "empty is no number, but ''");
    free(none);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_appears_when_it_is_complete),
        cmocka_unit_test(a_program_that_ends_early_leaves_the_old_file),
        cmocka_unit_test(what_cannot_be_written_is_two_lines),
        cmocka_unit_test(a_folder_is_made_with_those_above_it),
        cmocka_unit_test(a_full_disk_is_two_lines_and_leaves_nothing),
        cmocka_unit_test(an_array_has_the_bytes_of_the_format),
        cmocka_unit_test(numpy_reads_it),
        cmocka_unit_test(an_array_must_be_filled_exactly),
        cmocka_unit_test(results_stand_in_the_order_they_were_added),
        cmocka_unit_test(a_key_is_taken_whole),
        cmocka_unit_test(a_missing_or_strange_number_is_two_lines),
    };
    return RUN_TESTS(tests);
}
