# SPDX-License-Identifier: GPL-3.0-or-later
# What a price on the albedo's nats drives out, without and with symmetry.
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L6_tradeoff_title at screen 0.5, 0.955 center
set label 2 L6_nat_weight at screen 0.5, 0.15 center
file = run.'/tradeoff.csv'
set logscale x
set xrange [7e-6:4.5e-4]
set yrange [-0.1:1.1]
set xtics (0) font small
do for [k = 1:3] {
    w = word('1e-5 1e-4 3e-4', k)
    set xtics add ('10^{-5}' 1e-5, '10^{-4}' 1e-4, '3·10^{-4}' 3e-4)
}
set ytics 0, 0.5
set tmargin at screen 0.82
set bmargin at screen 0.26
do for [s = 0:1] {
    set lmargin at screen 0.07 + 0.49 * s
    set rmargin at screen 0.48 + 0.49 * s
    set title (s ? L6_symmetric : L6_one_sided) offset 0,-0.5
    set key at screen 0.5, 0.105 center top maxrows 2 width 1 samplen 2 font small
    if (s) { unset key }
    rows = sprintf("< awk -F, '$1 == %d' '%s'", s, file)
    plot rows using 2:4 with linespoints linewidth 3 pointtype 7 pointsize 0.7 linecolor rgb blue title L6_drawn_azimuth, \
        rows using 2:5 with linespoints linewidth 3 pointtype 5 pointsize 0.7 linecolor rgb orange title L6_drawn_tone, \
        rows using 2:6 with linespoints linewidth 1.5 dashtype 2 pointtype 6 pointsize 0.7 linecolor rgb red title L6_albedo_error, \
        rows using 2:7 with linespoints linewidth 1.5 dashtype 3 pointtype 4 pointsize 0.7 linecolor rgb grey title L6_shading_error
    unset label
}
unset multiplot
