# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_fields_title
unset grid
unset border
unset tics
file = run.'/fields.txt'
# Eight of the twelve pictures.
columns = 8; all = 12
side = real(system(sprintf("head -n 1 '%s' | wc -w", file)))
most = ceil(real(system(sprintf("tr ' ' '\\n' <'%s' | sed 's/^-//' | sort -g | tail -n 1", file))))
set size ratio -1
set palette defined (-1 '#0072b2', -0.5 '#8fc3e8', 0 '#ffffff', 0.5 '#f2b98c', 1 '#d55e00')
set cbrange [-most:most]
set colorbox horizontal user origin screen 0.3,0.24 size screen 0.5,0.03
set cbtics font small offset 0,0.4 scale 0.4
set cblabel L4_field_unit font small offset 0,0.4
set lmargin at screen 0.1
set rmargin at screen 0.99
set bmargin at screen 0.3
set tmargin at screen 0.88
step = side + 2
set yrange [2 * step:-1]
set xrange [-1:columns * step]
set label 1 L4_field_x at -3, side / 2 right font small
set label 2 L4_field_y at -3, side / 2 + step right font small
plot for [b = 0:2 * columns - 1] file matrix index b % columns + b / columns * all \
    using ($1 + (b % columns) * step):($2 + (b / columns) * step):3 with image notitle
