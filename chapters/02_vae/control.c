// SPDX-License-Identifier: GPL-3.0-or-later
#include "control.h"

#include "file.h"
#include "results.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

/**
# Strict control

The lecture warns that a variational autoencoder must be watched. What there is
to watch is the divergence, unit by unit: a unit whose divergence is zero tells
the decoder nothing. Three runs, alike but for the weight $\beta$ of the
divergence: 1 all the time; growing from 0 to 1 in the first half (*warm-up*);
and much too large.
*/

static const char *const kinds[] = {"constant", "warm_up", "heavy"};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* The run of that kind; the constant weight is that of the compared runs. */
static char *folder_of(const chapter *c, const char *kind)
{
    if (strcmp(kind, "constant") == 0)
        return run_of(c, "vae", c->latent, c->run.options.seed);
    return run_path(&c->run, "control/%s", kind);
}

static void report(chapter *c, const char *kind)
{
    static const char *const keys[][2] = {{"test_neg_elbo", "neg_elbo"},
                                          {"test_rec", "rec"},
                                          {"test_kl", "kl"},
                                          {"active_units", "active"}};
    char *folder = folder_of(c, kind);
    char *path = path_join(folder, "results.txt");
    for (int i = 0; i < 4; i++) {
        results_keyed(c->run.results, results_read_number(path, keys[i][0]),
                      "control_%s_%s", kind, keys[i][1]);
    }
    free(path);
    free(folder);
}

void control_part(chapter *c)
{
    for (int i = 0; i < KINDS; i++)
        report(c, kinds[i]);
}
