# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_grey_title
folder = run.'/grey/near/1'
box_left = 0.14; box_right = 0.7
set title L3_grey_ideal font small offset 0,-0.6
sheet = run.'/grey_ideal.png'; sheet_rows = 3; sheet_columns = 9
row_names = 'x|y|'.L3_grey; column_names = ''
box_bottom = 0.6; box_top = 0.87
load 'plots/sheet.gp'
set title L3_grey_learned font small offset 0,-0.6
sheet = folder.'/traversal.png'
rows = csv_rows(folder.'/traversal.csv')
load 'plots/unit_rows.gp'
load 'plots/frames.gp'
box_bottom = 0.05; box_top = 0.5
load 'plots/sheet.gp'
unset object
set title L3_grey_read font small
set lmargin at screen 0.8; set rmargin at screen 0.97
set bmargin at screen 0.16; set tmargin at screen 0.78
set border 3; set grid y
set xrange [-0.6:1.6]; set yrange [0:1.02]
set xtics (L3_near 0, L3_far 1) scale 0 font small
set ytics 0, 0.2 font small
set ylabel L3_r2 font small offset 1.5,0
set key at graph 0.02, graph 0.32 left font small samplen 0.5
place(kind, seed, step) = (kind eq 'near' ? 0 : 1) + 0.06 * (seed - 2.5) + step
plot run.'/grey.csv' using (place(strcol(1), $2, -0.08)):6 every ::1 with points \
        pointtype 7 pointsize 0.9 linecolor rgb blue title L3_linear, \
    run.'/grey.csv' using (place(strcol(1), $2, 0.08)):7 every ::1 with points \
        pointtype 6 pointsize 0.9 linewidth 2 linecolor rgb red title L3_quadratic
unset multiplot
