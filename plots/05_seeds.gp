# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L5_seeds_title margins 0.13,0.98,0.16,0.84 spacing 0.1,0
array name[4] = [L5_class, L5_plain, L5_extra, L5_unlabelled]
array colour[4] = [blue, red, orange, green]
set xlabel L_epoch
set ylabel L_mse offset 1,0
set yrange [0:0.05]
set key top right
plot for [k = 1:4] run.'/curves.csv' using ($1 == k - 1 ? $3 : NaN):4 every ::1 \
    with points pointtype 7 pointsize 0.45 linecolor rgb colour[k] title name[k]
unset ylabel
set yrange [0:*]
set xrange [-0.6:3.6]
unset xlabel
unset xtics
plot for [k = 1:4] run.'/seeds.csv' using ($1 == k - 1 ? $1 + ($2 - 2) * 0.08 : NaN):3 every ::1 \
    with points pointtype 7 pointsize 0.8 linecolor rgb colour[k] notitle
unset multiplot
