# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set lmargin at screen 0.13
set rmargin at screen 0.97
set xrange [-1.6:8.6]
set xtics 0, 1
unset key
file = run.'/lab_bilinear.csv'
set title L4_bilinear_title
set tmargin at screen 0.88
set bmargin at screen 0.55
set format x ''
set ylabel L4_value
set yrange [-0.05:1.15]
set ytics 0, 0.5
plot file using 1:2 every ::1 with lines linewidth 2 linecolor rgb blue, \
    run.'/lab_pixels.csv' using 1:2 every ::1 with points pointtype 7 \
        pointsize 1.1 linecolor rgb black
unset title
set tmargin at screen 0.49
set bmargin at screen 0.16
set format x '%g'
set xlabel L4_coordinate
set ylabel L4_slope
set yrange [-0.95:0.95]
set ytics -0.5, 0.5
plot file using 1:3 every ::1 with steps linewidth 2 linecolor rgb red
unset multiplot
