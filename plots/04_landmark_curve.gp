# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L4_curve_title
set xlabel L4_curve_x
set ylabel L4_curve_y
set xrange [0:0.2]
set yrange [0:1.02]
set xtics 0, 0.05
set ytics 0, 0.2
set key at graph 0.98, graph 0.44 right
plot run.'/palms/dae/landmark_curve.csv' using 1:2 every ::1 with lines linewidth 3 \
        linecolor rgb blue title L4_curve_whole, \
    run.'/palms/affine/landmark_curve.csv' using 1:2 every ::1 with lines linewidth 3 \
        dashtype 2 linecolor rgb orange title L4_affine_only, \
    run.'/palms/dae/landmark_curve.csv' using 1:3 every ::1 with lines linewidth 3 \
        dashtype 3 linecolor rgb black title L4_curve_usual
