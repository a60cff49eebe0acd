# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L5_seeds_title
array name[4] = [L5_class, L5_plain, L5_extra, L5_unlabelled]
array colour[4] = [blue, red, orange, green]
array mark[4] = [7, 5, 9, 11]
set lmargin at screen 0.13
set rmargin at screen 0.57
set bmargin at screen 0.16
set tmargin at screen 0.84
set xlabel L_epoch
set ylabel L_mse offset 0.5,0
stats run.'/curves.csv' using 4 every ::1 nooutput
set yrange [0.85 * STATS_min:1.2 * STATS_max]
set logscale y
set ytics (0.01, 0.015, 0.02, 0.03, 0.05, 0.1)
set key top right
# Blank lines separate the runs; the first point is of a twelfth of a training.
kind(k) = sprintf("< awk -F, '$1 == %d || NF < 2' '%s/curves.csv'", k - 1, run)
plot for [k = 1:4] kind(k) using 3:4 with lines linewidth 1 linecolor rgb colour[k] title name[k]
unset ylabel
unset xlabel
unset logscale y
set lmargin at screen 0.68
set rmargin at screen 0.985
set yrange [0:*]
set ytics autofreq
set xrange [-0.6:3.6]
set xtics ('' 0) scale 0
unset key
set title L5_at_the_end font small
plot for [k = 1:4] run.'/seeds.csv' using ($1 == k - 1 ? $1 + ($2 - 2) * 0.12 : NaN):3 every ::1 \
    with points pointtype mark[k] pointsize 1 linecolor rgb colour[k] notitle
unset multiplot
