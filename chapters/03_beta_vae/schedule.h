// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SCHEDULE_H
#define SCHEDULE_H

/* beta over a training: `from` until the share `hold` of all steps, then
 * exponentially to `to` at the share `until`, then `to`. Constant if they are
 * equal. Both positive, 0 <= hold <= until <= 1. */
typedef struct {
    double from, to, hold, until;
} schedule;

/* beta at the share u of the training, 0 <= u <= 1. */
double schedule_at(const schedule *s, double u);

#endif
