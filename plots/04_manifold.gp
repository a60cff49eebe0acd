# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L4_manifold_title
row_names = ''
column_names = ''
box_left = 0.06; box_right = 0.52; box_bottom = 0.09; box_top = 0.87
set label 1 L4_first_direction at screen 0.29, 0.05 center font small
set label 2 L4_second_direction at screen 0.035, 0.48 center rotate by 90 font small
sheet = run.'/manifold.png'
sheet_rows = 7; sheet_columns = 7
load 'plots/sheet.gp'
unset label 1
unset label 2
box_left = 0.56; box_right = 0.98; box_bottom = 0.42; box_top = 0.56
set label 3 L4_appearance_row at screen 0.77, 0.6 center font small
sheet = run.'/appearance.png'
sheet_rows = 1; sheet_columns = 7
load 'plots/sheet.gp'
unset multiplot
