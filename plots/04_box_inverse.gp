# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L4_inverse_title at screen 0.5, 0.945 center
unset key
unset border
unset tics
unset grid
sheet = run.'/lab_inverse.png'
W = png_width(sheet); H = png_height(sheet)
set lmargin at screen 0.015
set rmargin at screen 0.575
set tmargin at screen 0.83
set bmargin at screen 0.83 - 0.56 * 16 / 9 * H / W
set label 2 L4_template at screen 0.155, 0.87 center font small
set label 3 L4_picture at screen 0.435, 0.87 center font small
set xrange [0:W]
set yrange [H:0]
# A coordinate of a pixel's centre, on the sheet.
cell = (W - 3 * 12.0) / 2; zoom = cell / 28
at(c, x) = 12 + c * (cell + 12) + (x + 0.5) * zoom
set style line 1 linecolor rgb red linewidth 2
plot sheet binary filetype=png flipy with rgbimage, \
    run.'/lab_landmarks.csv' using (at(0, $1)):(12 + ($2 + 0.5) * zoom) every ::1 \
        with points pointtype 6 pointsize 1.6 linewidth 2.5 linecolor rgb red, \
    run.'/lab_landmarks.csv' using (at(1, $3)):(12 + ($4 + 0.5) * zoom) every ::1 \
        with points pointtype 2 pointsize 1.6 linewidth 2.5 linecolor rgb red
unset label
set border 3
set grid
set lmargin at screen 0.68
set rmargin at screen 0.98
set tmargin at screen 0.83
set bmargin at screen 0.332
set xrange [0:16]
set yrange [1e-10:20]
set logscale y
set xtics 0, 4 nomirror out scale 0.5 font small
set ytics 1e-9, 1e3 nomirror out scale 0.5 font small format '10^{%T}'
set xlabel L4_steps font small
set ylabel L4_distance font small offset 1,0
set key top right font small
plot run.'/lab_steps.csv' using 1:2 every ::1 with linespoints linewidth 2 \
        pointtype 7 pointsize 0.7 linecolor rgb blue title L4_fixed_point, \
    run.'/lab_steps.csv' using 1:($3 > 1e-12 ? $3 : NaN) every ::1 with linespoints \
        linewidth 2 pointtype 5 pointsize 0.7 linecolor rgb orange title L4_newton
unset logscale y
unset key
unset xlabel
unset ylabel
set border 15 linecolor rgb grey
unset tics
unset grid
set palette defined (0 '#08519c', 1 '#ffffff', 2 '#e08214')
set cbrange [0:2]
set xrange [-0.5:26.5]
set yrange [26.5:-0.5]
set lmargin at screen 0.4
set rmargin at screen 0.535
set tmargin at screen 0.3
set bmargin at screen 0.06
set label 4 L4_determinants(number('lab_inverse_least'), number('lab_inverse_most')) \
    at screen 0.38, 0.2 right font small
set colorbox vertical user origin screen 0.55, 0.06 size screen 0.012, 0.24
set cbtics 0, 1, 2 font small scale 0.3 offset -0.5,0 textcolor rgb black
plot run.'/lab_determinants.csv' using 2:1:3 every ::1 with image
unset multiplot
