# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set label 2 L4_forward_title(number('lab_forward_degrees')) at screen 0.5, 0.945 center
sheet = run.'/lab_forward.png'
sheet_rows = 1; sheet_columns = 3
row_names = ''
column_names = L4_forward_names
box_left = 0.03; box_right = 0.97; box_bottom = 0.15; box_top = 0.83
set label 1 L4_forward_note(number('lab_forward_holes'), \
    number('lab_forward_pixels'), number('lab_forward_lost')) \
    at screen 0.5, 0.09 center font small
load 'plots/sheet.gp'
