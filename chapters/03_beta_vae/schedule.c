// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include <math.h>

/**
# A weight that falls

The lecture's advice for sharp pictures from few units is to begin with a large
$\beta$ and to lower it. While $\beta$ is large, only as many units can afford
to live as there are strong factors, and they share out the factors; when it
falls, those that live can say more, and the dead have nothing left to say. As a
price is felt by its ratio to the old one, not by the difference, it falls
exponentially:

$$ \beta(u) = \beta_0 \left(\frac{\beta_1}{\beta_0}\right)^{v}, \qquad
   v = \frac{u - u_{\mathrm{hold}}}{u_{\mathrm{until}} - u_{\mathrm{hold}}} . $$

Chapter 2's warm-up goes the other way. It is no contradiction: there, units
were to be saved from dying in the first epochs; here, they are meant to die.
*/

double schedule_at(const schedule *s, double u)
{
    if (u <= s->hold)
        return s->from;
    if (u >= s->until)
        return s->to;
    return s->from * pow(s->to / s->from, (u - s->hold) / (s->until - s->hold));
}
