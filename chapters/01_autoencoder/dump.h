// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DUMP_H
#define DUMP_H

#include "model.h"

/* Writes names.txt, input.npy, recon.npy and codes.npy of the test set into the
 * folder of --dump. */
void dump_part(const chapter *c, autoencoder *m);

#endif
