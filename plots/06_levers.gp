# SPDX-License-Identifier: GPL-3.0-or-later
# What each addition is for: short trainings without one of them, a panel a
# measure, a row a model; the first row has three seeds.
load 'plots/style.gp'
set multiplot
set label 1 L6_levers_title at screen 0.5, 0.955 center
set label 2 L6_levers_note at screen 0.5, 0.045 center font small textcolor rgb grey
unset key
measure(k) = word('albedo_si_ratio shading_si_ratio relight_ratio azimuth_r2_drawn tone_r2_drawn tone_r2_shading', k)
model(i) = word('symmetric_1 seed_2 seed_3 no_edges coarse one_sided_1 bare', i)
row(i) = i < 3 ? 1 : i - 2
set yrange [5.5:0.5]
set xrange [-0.15:1.15]
set xtics 0, 1 font small
set format x '%g'
set ytics ('' 1) scale 0 font small
set grid noxtics ytics
do for [k = 1:6] {
    set lmargin at screen 0.195 + 0.135 * (k - 1)
    set rmargin at screen 0.31 + 0.135 * (k - 1)
    set tmargin at screen 0.72
    set bmargin at screen 0.18
    set border 1
    set label 10 part(L6_lever_measures, k, '|') at graph 0.5, 1.2 center font small
    set ytics ('' 1, '' 2, '' 3, '' 4, '' 5)
    if (k == 1) {
        do for [i = 1:5] { set ytics add (part(L6_lever_models, i, '|') i) }
    }
    set print $D
    do for [i = 1:7] { print row(i), number('short_'.model(i).'_'.measure(k)) }
    unset print
    least = 9; most = -9
    do for [i = 1:3] {
        x = number('short_'.model(i).'_'.measure(k))
        least = x < least ? x : least
        most = x > most ? x : most
    }
    set object 1 rectangle from least,0.5 to most,5.5 behind fillcolor rgb '#d6e9f5' fillstyle solid noborder
    plot $D using 2:1:($1 == 1 ? 0x0072b2 : 0xd55e00) with points pointtype 7 pointsize 0.7 linecolor rgb variable, \
        $D using 2:1:($1 == 1 ? '' : fixed($2)) with labels offset 0,0.9 font small
    unset label
}
unset multiplot
