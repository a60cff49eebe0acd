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

/* The same sheet of the signs of hands where there are photographs of them, the
 * first test picture of each: hands.png. Results hands (0: there are none), and
 * hands_{class,noclass}_test_mse, hands_accuracy, hands_n_train, hands_n_test.
 */
void hands_part(chapter *c);

#endif
