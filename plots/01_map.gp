# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L_map_title
stats run.'/map_density.csv' using 1 every ::1 name 'X' nooutput
stats run.'/map_density.csv' using 2 every ::1 name 'Y' nooutput
set xrange [X_min:X_max]
set yrange [Y_min:Y_max]
set xlabel L_code.' 1' offset 0,0.5
set ylabel L_code.' 2'
unset grid
set lmargin at screen 0.085
set rmargin at screen 0.475
set bmargin at screen 0.22
set tmargin at screen 0.86
set palette defined (0 '#ffffff', 1 '#303030')
set logscale cb
set colorbox horizontal user origin screen 0.085,0.095 size screen 0.39,0.015
set cbtics font small offset 0,0.5
set cblabel L_distance font small offset 0,0.9
# Ten colours in the order of the classes (Tol's muted set and black).
array class[10] = ['#332288', '#117733', '#cc6677', '#88ccee', '#999933', \
    '#882255', '#44aa99', '#ddcc77', '#aa4499', '#000000']
do for [k = 0:9] {
    set label 100 + k sprintf('%d', k) at screen 0.1 + 0.04 * k, 0.9 center \
        font ',12' textcolor rgb class[k + 1]
}
plot run.'/map_density.csv' using 1:2:3 every ::1 with image notitle, \
    for [k = 0:9] run.'/map_codes.csv' using ($3 == k ? $1 : NaN):2 every ::1 \
        with points pointtype 7 pointsize 0.15 linecolor rgb class[k + 1] notitle
unset label
unset colorbox
unset xlabel
unset ylabel
unset logscale
box_left = 0.51; box_right = 0.99; box_bottom = 0.22; box_top = 0.86
sheet = run.'/map_grid_2.png'
sheet_rows = 20; sheet_columns = 20
row_names = ''; column_names = ''
load 'plots/sheet.gp'
unset multiplot
