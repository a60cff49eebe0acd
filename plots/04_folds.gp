# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L4_folds_title
set logscale x
set xlabel L4_logit_sd
set ylabel L4_share_folded(number('lab_folds_warps'))
set xrange [0.045:2.2]
set yrange [-0.03:1.05]
set xtics (0.05, 0.1, 0.25, 0.5, 1, 2)
set key at graph 0.03, 0.95 top left
file = run.'/lab_folds.csv'
plot file using 1:3 every ::1 with linespoints linewidth 2 pointtype 7 \
        pointsize 0.8 linecolor rgb red title L4_folded_pictures, \
    file using 1:2 every ::1 with linespoints linewidth 2 pointtype 5 \
        pointsize 0.8 linecolor rgb blue title L4_folded_area, \
    file using 1:($4 > 0) every ::1 with linespoints linewidth 2 dashtype 2 \
        pointtype 6 pointsize 0.9 linecolor rgb black title L4_no_swaps
