# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
file = run.'/counts.csv'
set multiplot layout 1,3 title L_counts_title margins 0.07,0.985,0.24,0.8 spacing 0.09,0
unset key
set xrange [-0.6:3.6]
set xtics ('' 0) scale 0 font small rotate by 30 right offset 0.8,0
do for [k = 0:3] { set xtics add (value('L_short_'.word('low high good anneal', k + 1)) k) }
shift(seed) = 0.08 * (seed - 4.5)
set title L_active font small
set yrange [-0.4:5.4]
plot file using ($1 < 4 ? $1 + shift($3) : NaN):4 every ::1 \
    with points pointtype 7 pointsize 0.9 linecolor rgb blue
set title L3_frames font small
set yrange [0:1]
set boxwidth 0.075
set style fill solid 1 noborder
set label 1 '■ '.L3_frames_none at screen 0.36, 0.06 font small textcolor rgb black
set label 2 '■ '.L3_frames_one at screen 0.48, 0.06 font small textcolor rgb sky
set label 3 '■ '.L3_frames_more at screen 0.58, 0.06 font small textcolor rgb orange
plot file using ($1 < 4 ? $1 + shift($3) : NaN):(1) every ::1 with boxes \
        linecolor rgb sky, \
    file using ($1 < 4 ? $1 + shift($3) : NaN):($6 + $7) every ::1 with boxes \
        linecolor rgb orange, \
    file using ($1 < 4 ? $1 + shift($3) : NaN):6 every ::1 with boxes \
        linecolor rgb black
unset label
set title L3_counts_excess font small
set logscale y
set yrange [0.5:100]
plot file using ($1 < 4 ? $1 + shift($3) : NaN):5 every ::1 \
    with points pointtype 7 pointsize 0.9 linecolor rgb red
unset multiplot
