# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_random_title
set label 1 L4_random_note(number('random_density')) at screen 0.5, 0.22 center font small
box_left = 0.04; box_right = 0.96; box_bottom = 0.24; box_top = 0.8
sheet = run.'/random.png'
sheet_rows = 2; sheet_columns = 10
row_names = ''
column_names = ''
load 'plots/sheet.gp'
