# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L_nearest_title
set xlabel L_nearest
set yrange [-0.6:5.6]
set lmargin at screen 0.38
unset key
set style fill solid
set boxwidth 0.6
keys = 'black middles blurred test random average'
label(k) = value('L_nearest_'.k)
largest = 0
do for [i = 1:6] {
    d = number('nearest_'.word(keys, i))
    largest = d > largest ? d : largest
    set ytics add (label(word(keys, i)) 6 - i) scale 0
    set label i sprintf('%.4f', number('nearest_'.word(keys, i))) \
        at number('nearest_'.word(keys, i)), 6 - i offset 0.5,0 font small
}
unset grid
set xrange [0:1.2 * largest]
hue(k) = (k eq 'test') ? blue : (k eq 'middles' || k eq 'random') ? orange : grey
plot for [i = 1:6] '+' using (number('nearest_'.word(keys, i)) / 2):(6 - i):(number('nearest_'.word(keys, i)) / 2):(0.3) every ::0::0 \
    with boxxyerror linecolor rgb hue(word(keys, i)) notitle
