# SPDX-License-Identifier: GPL-3.0-or-later
# An empty page under its title, which says what is missing. Needs
#   heading, missing   the two texts
unset border
unset tics
unset grid
unset key
set label 1 heading at screen 0.5, 0.955 center
set label 2 missing at screen 0.5, 0.5 center noenhanced
set xrange [0:1]
set yrange [0:1]
plot NaN notitle
