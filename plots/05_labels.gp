# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L5_labels_title margins 0.12,0.98,0.17,0.88 spacing 0.15,0
set logscale x
set xrange [0.6:170]
set xtics ('1 %%' 1, '10 %%' 10, '100 %%' 100)
set xlabel L5_labels
set key at graph 0.98, 0.72 right
file = run.'/labels.csv'
mean(level, column) = number(sprintf('labels_%d_%s', level, column))
set ylabel L5_accuracy offset 0.5,0
plot for [i = 1:2] '+' using (10 ** (i - 1)):(mean(10 ** (i - 1), 'accuracy')):(9 * 10 ** (i - 1)): \
        (mean(10 ** i, 'accuracy') - mean(10 ** (i - 1), 'accuracy')) every ::::0 \
        with vectors nohead linewidth 1.5 linecolor rgb sky notitle, \
    file using ($2 == 0 ? $1 : NaN):5 every ::1 with points pointtype 7 linecolor rgb blue notitle, \
    file using ($2 == 1 ? $1 : NaN):5 every ::1 with points pointtype 5 linecolor rgb red notitle
set yrange [0:*]
set ylabel L_mse offset 0.8,0
plot for [i = 1:2] '+' using (10 ** (i - 1)):(mean(10 ** (i - 1), 'mse')):(9 * 10 ** (i - 1)): \
        (mean(10 ** i, 'mse') - mean(10 ** (i - 1), 'mse')) every ::::0 \
        with vectors nohead linewidth 1.5 linecolor rgb sky notitle, \
    file using ($2 == 0 ? $1 : NaN):4 every ::1 with points pointtype 7 linecolor rgb blue title L5_others_there, \
    file using ($2 == 1 ? $1 : NaN):4 every ::1 with points pointtype 5 linecolor rgb red title L5_alone
unset multiplot
