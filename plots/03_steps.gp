# SPDX-License-Identifier: GPL-3.0-or-later
# What a traversal is, in four steps: picture, code, one unit swept, decodes.
load 'plots/style.gp'
set datafile separator ','
folder = run.'/sheet/anneal'
rows = csv_rows(folder.'/steps.csv')
cell(row, what) = real(csv_cell(rows, row, what))
sheet = folder.'/steps.png'
set multiplot title L3_steps_title
unset key
set title L3_step_1 font small offset 0,-0.6
set lmargin at screen 0.03; set rmargin at screen 0.21
set bmargin at screen 0.46; set tmargin at screen 0.78
unset border; unset tics; unset grid
set size ratio 1
plot folder.'/steps_base.png' binary filetype=png with rgbimage
set size noratio
set border 3; set grid y
set boxwidth 0.6
set style fill solid 1 noborder
set xrange [0.4:5.6]
set yrange [-3.3:3.3]
set ytics -3, 1 nomirror font small
set xtics ("" 0) nomirror scale 0 font small
do for [r = 1:5] { set xtics add (sprintf('z%d', int(cell(r, 2))) r) }
set title L3_step_2 font small
set lmargin at screen 0.28; set rmargin at screen 0.58
set bmargin at screen 0.46; set tmargin at screen 0.78
set arrow 1 from screen 0.215,0.62 to screen 0.25,0.62 linewidth 2
set arrow 2 from screen 0.6,0.62 to screen 0.635,0.62 linewidth 2
plot folder.'/steps.csv' using 1:5:($3 > 0.1 ? 1 : 0) every ::1 \
    with boxes linecolor rgb blue
unset arrow
own = int(cell(1, 4))
set title L3_step_3 font small
set lmargin at screen 0.67; set rmargin at screen 0.97
plot folder.'/steps.csv' using 1:($1 > 1 ? $5 : NaN) every ::1 with boxes linecolor rgb blue, \
    for [s = 0:8] '+' using (1):(-3 + 0.75 * s) every ::::0 with points pointtype 7 pointsize 1.1 \
    linecolor rgb (s + 1 == own ? '#3cb371' : sky)
unset xtics; unset ytics; unset border; unset grid
set title L3_step_4 font small
W = png_width(sheet); H = png_height(sheet)
set lmargin at screen 0.06; set rmargin at screen 0.96
set bmargin at screen 0.08; set tmargin at screen 0.08 + 0.9 * 16 / 9 / 9
set xrange [0:W]
set yrange [H * 0.8:H]
set object 1 rectangle from W * (own - 1) / 9.0, H * 0.8 to W * own / 9.0, H \
    front fillstyle empty border linecolor rgb '#3cb371' linewidth 3
plot sheet binary filetype=png with rgbimage
unset multiplot
