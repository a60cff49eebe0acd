# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_fields_title
unset grid
unset border
unset tics
set size ratio -1
set palette defined (-1 '#0072b2', -0.5 '#8fc3e8', 0 '#ffffff', 0.5 '#f2b98c', 1 '#d55e00')
stats run.'/fields.txt' matrix nooutput name 'F'
most = ceil(F_max > -F_min ? F_max : -F_min)
set cbrange [-most:most]
set colorbox horizontal user origin screen 0.25,0.14 size screen 0.5,0.03
set cbtics font small offset 0,0.4 scale 0.4
set cblabel L4_field_unit font small offset 0,0.4
side = (F_size_y - 2) / 2.0
set lmargin at screen 0.13
set rmargin at screen 0.99
set bmargin at screen 0.24
set tmargin at screen 0.84
set yrange [F_size_y - 0.5:-0.5]
set xrange [-0.5:F_size_x - 0.5]
set label 1 L4_field_x at -3, side / 2 right font small
set label 2 L4_field_y at -3, side * 1.5 + 2 right font small
plot run.'/fields.txt' matrix with image notitle
