// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FILM_H
#define FILM_H

#include "model.h"

/* A watcher: after some epochs (c->film of them, spread evenly) writes the
 * sheet's traversal as it is now, film_EPOCH.png and film_EPOCH.csv, with the
 * units in their own order. */
void film_frame(const chapter *c, beta_vae *m, int epoch);

#endif
