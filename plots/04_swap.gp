# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_swap_title offset 0,0.6
set label 1 L4_shape_of at screen 0.54, 0.87 center font small
set label 2 L4_appearance_of at screen 0.235, 0.42 center rotate by 90 font small
box_left = 0.25; box_right = 0.79; box_bottom = 0.02; box_top = 0.84
sheet = run.'/swap.png'
sheet_rows = 7; sheet_columns = 7
row_names = ''
column_names = ''
load 'plots/sheet.gp'
