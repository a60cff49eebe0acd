// SPDX-License-Identifier: GPL-3.0-or-later
/* MNIST's four files, small imitations first and, where they are at hand, the
 * real ones, and those of Fashion-MNIST. */
#include "check.h"

#include "file.h"
#include "idx_files.h"
#include "specs.h"

#include <stdlib.h>
#include <unistd.h>

/* A folder like MNIST's: 20 and 10 pictures of 2 x 3. */
static void save_digits(void)
{
    folder_make(at("m"));
    save("m/train-images-idx3-ubyte", MAKE(20 * 6, grey, 20, 2, 3));
    save("m/train-labels-idx1-ubyte", make_labels(20));
    save("m/t10k-images-idx3-ubyte", MAKE(10 * 6, grey, 10, 2, 3));
    save("m/t10k-labels-idx1-ubyte", make_labels(10));
}

static void mnist_comes_from_four_files(void **state)
{
    (void)state;
    save_digits();
    setenv("MNIST_DIR", at("m"), 1);
    assert_true(data_has_mnist());
    split s = data_load("mnist", 1, 0, 0);
    assert_int_equal(s.train.n, 20);
    assert_int_equal(s.test.n, 10);
    split_free(&s);
    s = data_load("mnist:4", 1, 0, 0); /* labels 3 and 13 are 4 */
    assert_int_equal(s.train.n, 2);
    assert_int_equal(s.train.classes, 10);
    assert_int_equal(s.train.labels[1], 4);
    assert_int_equal(s.train.pixels[7], content(13 * 6 + 1));
    assert_int_equal(s.test.n, 1);
    assert_int_equal(s.test.pixels[0], content(3 * 6));
    split_free(&s);
    s = data_load("mnist:4", 1, 1, 5);
    assert_int_equal(s.train.n, 1);
    assert_int_equal(s.train.pixels[0], content(3 * 6));
    split_free(&s);
    s = data_load("mnist", 1, 7, 3);
    assert_int_equal(s.train.n, 7);
    assert_int_equal(s.test.n, 3);
    split_free(&s);
}

static void mnist_may_be_packed(void **state)
{
    (void)state;
    save_digits();
    setenv("MNIST_DIR", at("m"), 1);
    remove(at("m/t10k-images-idx3-ubyte"));
    assert_false(data_has_mnist());
    save("m/t10k-images-idx3-ubyte.gz", pack(MAKE(60, grey, 10, 2, 3)));
    assert_true(data_has_mnist());
    split s = data_load("mnist", 1, 0, 0);
    assert_int_equal(s.test.n, 10);
    split_free(&s);
    remove(at("m/t10k-images-idx3-ubyte.gz"));
}

static void fashion_has_a_folder_of_its_own(void **state)
{
    (void)state;
    save_digits();
    setenv("MNIST_DIR", at("nowhere"), 1);
    setenv("FASHION_DIR", at("m"), 1);
    split s = data_load("fashion:4", 1, 0, 0);
    assert_int_equal(s.train.n, 2);
    split_free(&s);
    setenv("FASHION_DIR", at("nowhere"), 1);
    CHECK_FAILS(load, "fashion", 1, "cannot be read: No such file");
    unsetenv("FASHION_DIR");
}

static void mnist_is_in_data_where_the_program_runs(void **state)
{
    (void)state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    save_digits();
    folder_make(at("data"));
    assert_int_equal(rename(at("m"), at("data/mnist")), 0);
    setenv("MNIST_DIR", "", 1); /* as if it were not set */
    assert_int_equal(chdir(check_folder()), 0);
    assert_true(data_has_mnist());
    split s = data_load("mnist", 1, 0, 0);
    assert_int_equal(s.train.n, 20);
    split_free(&s);
    assert_int_equal(rename("data/mnist", "m"), 0);
    assert_false(data_has_mnist());
    CHECK_FAILS(load, "mnist", 1,
                "data/mnist/train-images-idx3-ubyte: cannot be read: No such");
    check_result r = check_fork(load, "mnist");
    CHECK_HAS(r.err, "hint: run data/fetch mnist\n");
    check_result_free(&r);
    assert_int_equal(chdir(before), 0);
}

static void a_bad_mnist_is_refused(void **state)
{
    (void)state;
    blob labels = make_labels(20);
    save_digits();
    setenv("MNIST_DIR", at("m"), 1);
    save("m/t10k-labels-idx1-ubyte", make_labels(9));
    CHECK_FAILS(load, "mnist", 1, "9 labels for 10 pictures");
    save("m/t10k-images-idx3-ubyte", MAKE(9 * 6, grey, 9, 3, 2));
    CHECK_FAILS(load, "mnist", 1, "test pictures of another size");
    CHECK_FAILS(load, "mnist:6", 1, "no picture of class 6"); /* in nine */
    labels.bytes[labels.n - 1] = 12;
    save("m/train-labels-idx1-ubyte", labels);
    CHECK_FAILS(load, "mnist", 1, "label 12 is none of 0..9");
    setenv("MNIST_DIR", at("nowhere"), 1);
    assert_false(data_has_mnist());
    CHECK_FAILS(load, "mnist", 1, "/nowhere/train-images-idx3-ubyte: cannot");
}

static const char *real_mnist; /* MNIST_DIR as the program was started with */

static double mean(const dataset *d)
{
    double sum = 0;
    size_t n = (size_t)d->n * (size_t)dataset_size(d);
    for (size_t i = 0; i < n; i++)
        sum += d->pixels[i];
    return sum / 255 / (double)n;
}

static void mnist_is_whole(void **state)
{
    (void)state;
    if (real_mnist)
        setenv("MNIST_DIR", real_mnist, 1);
    else
        unsetenv("MNIST_DIR");
    if (!data_has_mnist())
        CHECK_SKIP();
    split s = data_load("mnist", 0, 0, 0);
    split threes = data_load("mnist:3", 0, 0, 100);
    assert_int_equal(s.train.n, 60000);
    assert_int_equal(s.test.n, 10000);
    assert_int_equal(s.train.classes, 10);
    CHECK_CLOSE(mean(&s.train), 0.1306605, 1e-6);
    assert_int_equal(s.train.labels[0], 5);
    assert_int_equal(s.test.labels[0], 7);
    assert_int_equal(threes.train.n, 6131);
    assert_int_equal(threes.test.n, 100);
    split_free(&threes);
    split_free(&s);
}

static void fashion_is_whole(void **state)
{
    (void)state;
    const char *first =
        "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz";
    if (access(first, R_OK) != 0 || access("data/fashion", R_OK) == 0)
        CHECK_SKIP();
    unsetenv("FASHION_DIR");
    split s = data_load("fashion:9", 0, 10, 0);
    assert_int_equal(s.train.n, 10);
    assert_int_equal(s.train.labels[0], 9);
    assert_int_equal(s.test.n, 1000);
    split_free(&s);
}

int main(void)
{
    const char *folder = getenv("MNIST_DIR");
    char *copy = folder ? must_printf("%s", folder) : NULL;
    real_mnist = copy;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mnist_comes_from_four_files),
        cmocka_unit_test(mnist_may_be_packed),
        cmocka_unit_test(fashion_has_a_folder_of_its_own),
        cmocka_unit_test(mnist_is_in_data_where_the_program_runs),
        cmocka_unit_test(a_bad_mnist_is_refused),
        cmocka_unit_test(mnist_is_whole),
        cmocka_unit_test(fashion_is_whole),
    };
    int status = RUN_TESTS(tests);
    free(copy);
    return status;
}
