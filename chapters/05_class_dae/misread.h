// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MISREAD_H
#define MISREAD_H

#include "chapter.h"

/* What happens to pictures that are read wrongly. misread.png: the ones that
 * the model is most sure of, a column each; rows: the picture, the template of
 * the class it was read as, what comes out, the template of its true class, and
 * what comes out if that is said by hand. misread.csv: column, picture, label,
 * read, probability, error (as read), told (error if the class is said).
 * Results misread_count; means over all of them misread_error, misread_told,
 * and the share that is better off if told, misread_better; read_error (of all
 * others). */
void misread_part(chapter *c);

enum { MISREAD_COLUMNS = 8 };

#endif
