// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef READINGS_H
#define READINGS_H

#include "chapter.h"

/* Reading factors from codes that are written down: concept_turned.csv (places
 * of a grid, their code turned by 45 degrees, and what the map of least squares
 * reads from it), concept_angles.csv (scores over the angle), and
 * concept_readings.csv (the second factor, the second unit and the reading of
 * three codes that fail). Results concept_map_ROW_COLUMN, concept_turned_{r2,
 * modularity}, and of the three codes concept_CODE_{r2,any_r2,nats}, where any
 * is the best reader there can be. */
void readings_part(chapter *c);

#endif
