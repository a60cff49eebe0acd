# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L2_estimators_title
set logscale xy
set xlabel L2_samples_averaged
set ylabel L2_variance
set format y '10^{%T}'
set xrange [0.9:300]
set yrange [1e-2:3e7]
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256)
set key top right
file = run.'/estimators.csv'
plot file using 1:3 every ::1 with linespoints linewidth 2 pointtype 9 \
        linecolor rgb red title L2_score, \
    file using 1:4 every ::1 with linespoints linewidth 2 pointtype 5 \
        pointsize 0.8 linecolor rgb orange title L2_baseline, \
    file using 1:2 every ::1 with linespoints linewidth 2 pointtype 7 \
        linecolor rgb blue title L2_reparam
