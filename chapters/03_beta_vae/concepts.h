// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CONCEPTS_H
#define CONCEPTS_H

#include "chapter.h"

/* The lecture's concepts on codes that are written down. Files, with results
 * of the same names:
 *
 *   concept_objects.csv      values of four objects in three codes, and what
 *                            each unit tells about which object it is
 *   concept_strip_{one,two}.png   nine discs, one unit running
 *   concept_modularity.csv   that unit against size and grey level
 *   concept_tables.csv       tables of unit by factor of three codes
 *   concept_turned.csv, concept_angles.csv, concept_readings.csv   see
 *                            readings.h
 *   concept_chance.csv       see chance.h */
void concepts_part(chapter *c);

#endif
