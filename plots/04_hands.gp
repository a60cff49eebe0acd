# SPDX-License-Identifier: GPL-3.0-or-later
# The same on photographs, where they are at hand.
load 'plots/style.gp'
folder = 'hands'
key = 'hands'
heading = L4_hands_title
if (number('hands') == 1) {
    load 'plots/alignment.gp'
} else {
    set label 1 heading at screen 0.5, 0.955 center
    set label 2 L4_hands_missing at screen 0.5, 0.5 center
    unset border
    unset tics
    unset key
    set xrange [0:1]
    set yrange [0:1]
    plot NaN
}
