# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L5_digits_title
set xlabel L_test_mse
set ylabel L5_digit offset 1,0
set xrange [0:*]
set yrange [9.6:-0.6]
set ytics 0, 1, 9
set key outside right center
file = run.'/digits.csv'
plot file using 3:1:($2 - $3):(0) every ::1 with vectors nohead linewidth 4 linecolor rgb '#c0c0c0' notitle, \
    file using 3:1 every ::1 with points pointtype 5 pointsize 1.2 linecolor rgb red title L5_plain, \
    file using 2:1 every ::1 with points pointtype 7 pointsize 1.2 linecolor rgb blue title L5_class, \
    file using 5:1 every ::1 with points pointtype 10 pointsize 1 linewidth 1.5 linecolor rgb green title L5_unlabelled, \
    file using 4:1 every ::1 with points pointtype 8 pointsize 1 linewidth 1.5 linecolor rgb orange title L5_extra
