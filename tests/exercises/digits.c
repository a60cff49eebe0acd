// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"

#include "data.h"
#include "fail.h"

#include <stdlib.h>

static dataset halved(const dataset *d)
{
    REQUIRE(d->height == 2 * DIGIT_SIDE && d->width == 2 * DIGIT_SIDE,
            "digits are 28 x 28");
    dataset half = dataset_alloc(d->n, 1, DIGIT_SIDE, DIGIT_SIDE);
    for (int i = 0; i < d->n * DIGIT_SIZE; i++) {
        int b = i / DIGIT_SIZE, place = i % DIGIT_SIZE;
        const unsigned char *at = d->pixels + b * 4 * DIGIT_SIZE +
                                  place / DIGIT_SIDE * 4 * DIGIT_SIDE +
                                  place % DIGIT_SIDE * 2;
        half.pixels[i] = (unsigned char)((at[0] + at[1] + at[2 * DIGIT_SIDE] +
                                          at[2 * DIGIT_SIDE + 1] + 2) /
                                         4);
    }
    return half;
}

split digits(int digit, int train, int test)
{
    const char *source = data_has_mnist() ? "mnist" : "strokes";
    split s = {0};
    s.spec = digit == ANY_DIGIT ? must_printf("%s", source)
                                : must_printf("%s:%d", source, digit);
    split large = data_load(s.spec, 1, train, test);
    s.train = halved(&large.train);
    s.test = halved(&large.test);
    split_free(&large);
    return s;
}
