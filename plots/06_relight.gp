# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot
set label 1 L6_relight_title at screen 0.5, 0.955 center
set label 2 L6_relight_who at screen 0.1675, 0.88 center font small
sheet = run.'/main/relight.png'
sheet_rows = 9; sheet_columns = 7
row_names = L6_relight_rows
column_names = ''
box_left = 0.14; box_right = 0.53; box_bottom = 0.0415; box_top = 0.86
load 'plots/sheet.gp'
unset label
unset ytics
set border 3
set grid ytics
set title L6_relight_error font small
set lmargin at screen 0.68
set rmargin at screen 0.97
set tmargin at screen 0.74
set bmargin at screen 0.2
set boxwidth 0.5
set style fill solid
set xrange [0.4:2.6]
set yrange [0:*]
set format y '%.3f'
set ytics 0, 0.002 nomirror out scale 0.5 font small offset 0,0
set xtics (L6_relight_nothing 1, L6_relit 2) scale 0 font small offset 0,0
set label 3 L6_ratio(number('main_relight_ratio')) at 2, number('main_relight_mse') center \
    offset 0,0.8 font small
set print $B
print 1, number('main_relight_nothing_mse')
print 2, number('main_relight_mse')
unset print
plot $B using 1:2:($1 == 1 ? 0x808080 : 0x0072b2) with boxes linecolor rgb variable notitle
unset multiplot
