// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SHEETS_H
#define SHEETS_H

#include "chapter.h"

/* The lecture's comparison, comparison.png: rows (a) input, (b) reconstruction
 * and (c) appearance without classes, (d) and (e) the same with classes; two
 * columns a class, the first test pictures of it, but for one place, which the
 * first misread picture takes. comparison.csv: column, picture, label, read,
 * probability. Results comparison_misread, the picture's number, and its column
 * comparison_column. Also the model as a graph (model.dot, graph.dot,
 * graph.txt), and samples.png, the first test pictures. */
void sheets_part(chapter *c);

#endif
