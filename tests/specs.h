// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SPECS_H
#define SPECS_H

/* What tests of sources of pictures share. */

#include "check.h"
#include "data.h"

/* Loads a spec, for CHECK_FAILS. */
static inline void load(void *spec)
{
    data_load(spec, 1, 0, 0);
}

/* Each spec is a usage error that says that text. */
static inline void check_wrong_specs(const char *const wrong[][2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_FAILS(load, (void *)(intptr_t)wrong[i][0], 2, wrong[i][1]);
}

#endif
