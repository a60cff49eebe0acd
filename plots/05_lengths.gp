# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L5_lengths_title
set logscale x 2
set xrange [0.8:10]
set xtics (1, 2, 4, 8)
set yrange [0:*]
set xlabel L4_appearance_codes
set ylabel L_mse
set key bottom left
plot run.'/lengths.csv' using 1:2 every ::1 with linespoints linewidth 2 pointtype 7 linecolor rgb blue title L5_class, \
    run.'/lengths.csv' using 1:3 every ::1 with linespoints linewidth 2 pointtype 5 linecolor rgb red title L5_plain
