# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L5_labels_title margins 0.12,0.98,0.18,0.84 spacing 0.14,0
set logscale x
set xrange [0.7:140]
set xtics ('1 %%' 1, '10 %%' 10, '100 %%' 100)
set xlabel L5_labels
set key bottom right
set ylabel L5_accuracy offset 1,0
plot run.'/labels.csv' using ($2 == 0 ? $1 : NaN):5 every ::1 with points pointtype 7 linecolor rgb blue title L5_others_there, \
    run.'/labels.csv' using ($2 == 1 ? $1 : NaN):5 every ::1 with points pointtype 5 linecolor rgb red title L5_alone
set yrange [0:*]
set ylabel L_mse offset 1,0
plot run.'/labels.csv' using ($2 == 0 ? $1 : NaN):4 every ::1 with points pointtype 7 linecolor rgb blue notitle, \
    run.'/labels.csv' using ($2 == 1 ? $1 : NaN):4 every ::1 with points pointtype 5 linecolor rgb red notitle
unset multiplot
