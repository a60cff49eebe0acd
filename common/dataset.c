// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset.h"

#include "fail.h"

#include <limits.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>

/**
A set is one block of bytes, picture after picture, so the sizes need to be
multiplied once and carefully: the numbers of a picture must fit an `int`, and
what does not fit the memory is refused by `must_calloc`.
*/

int dataset_size(const dataset *d)
{
    return d->channels * d->height * d->width;
}

dataset dataset_alloc(int n, int channels, int height, int width)
{
    REQUIRE(n >= 0 && channels > 0 && height > 0 && width > 0,
            "a set of pictures needs positive sizes");
    if (height > INT_MAX / channels || width > INT_MAX / (channels * height))
        fail("use smaller pictures", "pictures of %d x %d x %d are too large",
             channels, height, width);
    dataset d = {
        .n = n, .channels = channels, .height = height, .width = width};
    d.pixels = must_calloc((size_t)n, (size_t)dataset_size(&d));
    return d;
}

void dataset_free(dataset *d)
{
    for (int i = 0; d->names && i < d->n; i++)
        free(d->names[i]);
    free(d->names);
    free(d->pixels);
    free(d->labels);
    free(d->factors);
    free(d->landmarks);
    *d = (dataset){0};
}

gsl_matrix *dataset_factors(const dataset *d)
{
    gsl_matrix *v = gsl_matrix_alloc((size_t)d->n, (size_t)d->n_factors);
    for (size_t i = 0; i < v->size1 * v->size2; i++)
        v->data[i] = (double)d->factors[i];
    return v;
}

void split_free(split *s)
{
    dataset_free(&s->train);
    dataset_free(&s->test);
    free(s->spec);
    s->spec = NULL;
}

/**
## From bytes to numbers

The one loop that every training step runs before anything else. It has no
branch and no call, so the compiler turns it into a few vector instructions.
A product with 1/255 is much cheaper than a quotient, and 255 still becomes
exactly 1.
*/

static void to_numbers(const unsigned char *restrict pixels, size_t n,
                       real *restrict x)
{
    const real scale = R(1) / R(255);
    for (size_t i = 0; i < n; i++)
        x[i] = (real)pixels[i] * scale;
}

static unsigned char *picture(const dataset *d, int i)
{
    return d->pixels + (size_t)i * (size_t)dataset_size(d);
}

void dataset_put(dataset *d, int i, const real *numbers)
{
    REQUIRE(i >= 0 && i < d->n, "no such picture");
    unsigned char *pixels = picture(d, i);
    int size = dataset_size(d);
    for (int k = 0; k < size; k++)
        pixels[k] = (unsigned char)(numbers[k] * 255 + R(0.5));
}

void dataset_batch(const dataset *d, const int *which, int n, real *x)
{
    size_t size = (size_t)dataset_size(d);
    for (int i = 0; i < n; i++) {
        REQUIRE(which[i] >= 0 && which[i] < d->n, "no such picture");
        to_numbers(picture(d, which[i]), size, x + (size_t)i * size);
    }
}

void dataset_rows(const dataset *d, int first, int n, real *x)
{
    REQUIRE(first >= 0 && n >= 0 && first <= d->n - n, "no such pictures");
    to_numbers(picture(d, first), (size_t)n * (size_t)dataset_size(d), x);
}

void dataset_one_hot(const dataset *d, int i, int classes, real *row)
{
    REQUIRE(i >= 0 && i < d->n, "no such picture");
    memset(row, 0, (size_t)classes * sizeof *row);
    if (!d->labels || d->labels[i] == NO_LABEL)
        return;
    REQUIRE(d->labels[i] < classes, "no such class");
    row[d->labels[i]] = 1;
}

/**
## Parts of a set

Whatever is known of a picture moves with it. Inside one set pictures only ever
move towards the front, onto places that are no longer needed.
*/

static void move_row(float *to, int i, const float *from, int j, int n)
{
    size_t row = (size_t)n;
    if (from)
        memmove(to + (size_t)i * row, from + (size_t)j * row, row * sizeof *to);
}

static void move(dataset *to, int i, const dataset *from, int j)
{
    memmove(picture(to, i), picture(from, j), (size_t)dataset_size(from));
    if (from->labels)
        to->labels[i] = from->labels[j];
    move_row(to->factors, i, from->factors, j, from->n_factors);
    move_row(to->landmarks, i, from->landmarks, j, 2 * from->n_landmarks);
}

/* Room for n rows like those of `like`; NULL if there are none. */
static float *rows_like(const float *like, size_t n, int length)
{
    return like ? must_calloc(n * (size_t)length, sizeof *like) : NULL;
}

dataset dataset_pick(const dataset *d, const int *which, int n)
{
    dataset p = dataset_alloc(n, d->channels, d->height, d->width);
    size_t count = (size_t)n;
    p.classes = d->classes;
    p.n_factors = d->n_factors;
    p.factor_names = d->factor_names;
    p.n_landmarks = d->n_landmarks;
    if (d->labels)
        p.labels = must_calloc(count, 1);
    p.factors = rows_like(d->factors, count, d->n_factors);
    p.landmarks = rows_like(d->landmarks, count, 2 * d->n_landmarks);
    if (d->names)
        p.names = must_calloc(count, sizeof *p.names);
    for (int i = 0; i < n; i++) {
        REQUIRE(which[i] >= 0 && which[i] < d->n, "no such picture");
        move(&p, i, d, which[i]);
        if (d->names)
            p.names[i] = must_printf("%s", d->names[which[i]]);
    }
    return p;
}

/* Gives memory back; where that is refused the old block is as good. */
static void *shrunk(void *memory, size_t bytes)
{
    void *smaller = memory ? realloc(memory, bytes > 0 ? bytes : 1) : NULL;
    return smaller ? smaller : memory;
}

static void shrink(dataset *d, int n)
{
    size_t count = (size_t)n;
    for (int i = n; d->names && i < d->n; i++)
        free(d->names[i]);
    d->n = n;
    d->pixels = shrunk(d->pixels, count * (size_t)dataset_size(d));
    d->labels = shrunk(d->labels, count);
    d->factors =
        shrunk(d->factors, count * (size_t)d->n_factors * sizeof *d->factors);
    d->landmarks = shrunk(d->landmarks, 2 * count * (size_t)d->n_landmarks *
                                            sizeof *d->landmarks);
    d->names = shrunk(d->names, count * sizeof *d->names);
}

void dataset_keep(dataset *d, const int *which, int n)
{
    for (int i = 0; i < n; i++) {
        int j = which[i];
        REQUIRE(j >= i && j < d->n && (i == 0 || j > which[i - 1]),
                "the pictures to keep must ascend");
        if (j == i)
            continue;
        move(d, i, d, j);
        if (d->names) {
            char *dropped = d->names[i];
            d->names[i] = d->names[j];
            d->names[j] = dropped;
        }
    }
    shrink(d, n);
}

dataset dataset_cut(dataset *d, int n)
{
    REQUIRE(n >= 0 && n <= d->n, "cannot cut off more than there is");
    int first = d->n - n;
    int *which = must_alloc((size_t)n, sizeof *which);
    for (int i = 0; i < n; i++)
        which[i] = first + i;
    dataset last = dataset_pick(d, which, n);
    free(which);
    shrink(d, first);
    return last;
}

/**
## Which data was this?

Every result carries the SHA-256 of the bytes it came from, so that two results
can be compared, or not.
*/

static void absorb(SHA256_CTX *sha, const dataset *d)
{
    if (d->n == 0)
        return;
    SHA256_Update(sha, d->pixels, (size_t)d->n * (size_t)dataset_size(d));
    if (d->labels)
        SHA256_Update(sha, d->labels, (size_t)d->n);
}

void split_sha256(const split *s, char digest[65])
{
    SHA256_CTX sha;
    SHA256_Init(&sha);
    absorb(&sha, &s->train);
    absorb(&sha, &s->test);
    SHA256_End(&sha, digest);
}
