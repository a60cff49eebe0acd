# SPDX-License-Identifier: GPL-3.0-or-later
# What can be read from which part of the code: a matrix of R^2.
load 'plots/style.gp'
set title L6_blocks_title offset 0,2.2
unset grid
set border 0
unset colorbox
unset key
set palette defined (0 '#ffffff', 1 '#0072b2')
set cbrange [0:1]
set lmargin at screen 0.24
set rmargin at screen 0.98
set bmargin at screen 0.1
set tmargin at screen 0.75
set xrange [-0.5:4.5]
set yrange [5.5:-0.5]
set xtics ('' 0) scale 0
set ytics ('' 0) scale 0
factor(i) = word('azimuth elevation ambient tone identity pose', i)
block(k) = word('shading albedo drawn warp albedo_warp', k)
do for [i = 1:6] { set ytics add (part(L6_factor_names, i, '|') i - 1) }
do for [k = 1:5] {
    set label k part(L6_block_names, k, '|') at k - 1, graph 1.1 center font small
}
set label 10 L6_blocks_note at screen 0.61, 0.045 center font small textcolor rgb grey
set print $M
do for [i = 1:6] {
    do for [k = 1:5] {
        print k - 1, i - 1, number('main_'.factor(i).'_r2_'.block(k))
    }
}
unset print
plot $M using 1:2:($3 < 0 ? 0 : $3) with image notitle, \
    $M using 1:2:(fixed($3)):($3 > 0.55 ? 0xffffff : 0x000000) with labels textcolor rgb variable notitle
