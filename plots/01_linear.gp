# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L_linear_title

set lmargin at screen 0.1
set rmargin at screen 0.35
set tmargin at screen 0.88
set bmargin at screen 0.15
set logscale y
set format y '%g'
set xlabel L_epoch
set ylabel L_angle
set yrange [0.05:120]
angles = int(system("head -1 '".run."/linear_angles.csv' | tr -cd ',' | wc -c")) - 2
plot for [i = 1:angles] run.'/linear_angles.csv' \
    using ($1 == 1 ? $2 : NaN):(column(3 + i)) with linespoints \
    linewidth 1.2 pointtype 7 pointsize 0.3 linecolor rgb blue notitle

unset logscale
unset xlabel
unset ylabel
box_left = 0.47; box_right = 0.985; box_bottom = 0.15; box_top = 0.88
sheet = run.'/linear_axes.png'
sheet_rows = 3; sheet_columns = 8
row_names = L_pca.'|'.L_run.' 1|'.L_run.' 2'
column_names = '1|2|3|4|5|6|7|8'
load 'plots/sheet.gp'
unset multiplot
