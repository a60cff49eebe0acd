# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L2_manifold_title
# Where the cells lie: the middles of 20 x 20 cells of equal probability.
cells = 20
quantile(i) = invnorm((i + 0.5) / cells)
set lmargin at screen 0.09
set rmargin at screen 0.46
set bmargin at screen 0.17
set tmargin at screen 0.83
set xrange [-2.4:2.4]
set yrange [-2.4:2.4]
set xtics 1
set ytics 1
set xlabel L_code.' 1'
set ylabel L_code.' 2'
set samples cells
unset grid
set title L2_manifold_cells font small offset 0,-0.5
plot for [k = 0:cells - 1] [t = 0:cells - 1] '+' \
    using (quantile(int($1 + 0.5))):(quantile(k)) with points pointtype 7 \
    pointsize 0.25 linecolor rgb blue notitle
unset xlabel
unset ylabel
set title L2_manifold_pictures font small offset 0,-0.5
sheet = run.'/manifold.png'
sheet_rows = 20; sheet_columns = 20
box_left = 0.5; box_right = 0.98; box_bottom = 0.04; box_top = 0.86
row_names = ''; column_names = ''
load 'plots/sheet.gp'
unset multiplot
