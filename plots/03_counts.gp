# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L_counts_title margins 0.08,0.98,0.16,0.84 spacing 0.1,0
unset key
set xrange [-0.6:3.6]
set xtics ('' 0) scale 0 font small
do for [k = 0:3] { set xtics add (value('L_short_'.word('low high good anneal', k + 1)) k) }
shift(seed) = 0.07 * (seed - 4.5)
set ylabel L_active offset 1,0
set yrange [-0.4:5.4]
plot run.'/counts.csv' using ($1 < 4 ? $1 + shift($3) : NaN):4 every ::1 \
    with points pointtype 7 pointsize 1 linecolor rgb blue
set ylabel L_excess offset 1,0
set logscale y
set yrange [0.5:100]
plot run.'/counts.csv' using ($1 < 4 ? $1 + shift($3) : NaN):5 every ::1 \
    with points pointtype 7 pointsize 1 linecolor rgb orange
unset multiplot
