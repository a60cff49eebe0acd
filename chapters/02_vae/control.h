// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CONTROL_H
#define CONTROL_H

#include "chapter.h"

/* What the three runs with different weights of the divergence ended with, on
 * the test pictures: control_{constant,warm_up,heavy}_{neg_elbo,rec,kl,active}.
 */
void control_part(chapter *c);

#endif
