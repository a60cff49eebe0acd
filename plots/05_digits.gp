# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L5_digits_title
set xlabel L_mse
set xrange [0:*]
set yrange [9.6:-0.6]
set ytics 0,1,9
set key outside right center
file = run.'/digits.csv'
plot file using 2:1:2:3:1:1 every ::1 with xyerrorbars linewidth 1.5 pointtype 0 linecolor rgb grey notitle, \
    file using 2:1 every ::1 with points pointtype 7 linecolor rgb blue title L5_class, \
    file using 3:1 every ::1 with points pointtype 5 linecolor rgb red title L5_plain, \
    file using 4:1 every ::1 with points pointtype 9 linecolor rgb orange title L5_extra, \
    file using 5:1 every ::1 with points pointtype 11 linecolor rgb green title L5_unlabelled
