// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHANCE_H
#define CHANCE_H

#include "chapter.h"

/* What scores say of noise: concept_chance.csv, with columns n, bins (of both),
 * mean and sd (mutual information of columns that have nothing to do with each
 * other, over repeats) and formula; results concept_chance_{n,bins,found,
 * formula} of one of its rows, concept_noise_{units,rows,r2,r2_held_out} (least
 * squares from units of noise), and concept_twin_weight (what the shortest
 * solution gives to each of two equal units). */
void chance_part(chapter *c);

#endif
