// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TEMPLATES_H
#define TEMPLATES_H

#include "chapter.h"
#include "deforming.h"

/* Writes templates.png, a row a kind (see runs.h), a column a class: the
 * texture decoded from the mean codes of the test pictures of that class, which
 * with classes have the class said by hand; of the unlabelled model the
 * textures of its groups, sorted by their commonest class (the number of
 * classes for a group without pictures). The second row shows, for the model
 * with labels, the same codes decoded with their warp. templates.csv: row,
 * column, class, read (what the model of another seed reads there). Results
 * KIND_templates_read: textures of KIND that are read as their class, and
 * class_worn_read, that of the second row. */
void templates_part(chapter *c);

/* Says by hand what the class is: k alone. */
void set_class(const dae *m, int k, real *codes);

/* Which class a model with classes reads in each of n pictures. */
void read_classes(const dae *m, const real *pictures, int n, int *read);

#endif
