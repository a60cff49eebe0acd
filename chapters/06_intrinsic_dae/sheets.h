// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SHEETS_H
#define SHEETS_H

#include "chapter.h"
#include "model.h"

/* parts.png: a row each for unseen people. Columns: picture, reconstruction,
 * albedo, shading (both warped to the picture), texture, the template's grid;
 * for drawn faces the true albedo after the albedo and the true shading after
 * the shading, and the model's two maps times their best factors. */
void parts_sheet(const chapter *c, const intrinsic *m);

/* random.png, a row of decodes of random codes; interpolation.png, lines
 * between codes of unseen people. Reports random_density (see holes.h). */
void drawing_sheets(chapter *c, const intrinsic *m);

enum { SHEET_ZOOM = 3 };

#endif
