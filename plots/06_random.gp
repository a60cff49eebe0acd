# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot
set label 1 L4_random_title at screen 0.5, 0.955 center
set label 2 L4_random_note(number('random_density')) at screen 0.5, 0.71 center font small
set label 3 L6_random_lines at screen 0.5, 0.645 center
row_names = ''
column_names = ''
box_left = 0.02; box_right = 0.98; box_bottom = 0.735; box_top = 0.91
sheet = run.'/random.png'
sheet_rows = 1; sheet_columns = 10
load 'plots/sheet.gp'
unset label
box_left = 0.02; box_right = 0.98; box_bottom = 0.02; box_top = 0.61
sheet = run.'/interpolation.png'
sheet_rows = 4; sheet_columns = 9
load 'plots/sheet.gp'
unset multiplot
