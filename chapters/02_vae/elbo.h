// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ELBO_H
#define ELBO_H

#include "model.h"

/* Codes with a divergence above 0.1 nat, the mean over the pictures of d. */
int active_units(const vae *m, const dataset *d);

/* The negative ELBO of the test pictures (beta = 1), one sample of z each, and
 * its parts: test_neg_elbo, test_rec, test_kl, active_units; entropy_floor and
 * mean_image_nats; held_out_neg_elbo if there are held-out pictures. Of a plain
 * autoencoder test_rec alone. */
void elbo_part(chapter *c, const vae *m);

#endif
