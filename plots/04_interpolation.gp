# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_interpolation_title
box_left = 0.17; box_right = 0.98; box_bottom = 0.1; box_top = 0.84
sheet = run.'/interpolation.png'
sheet_rows = 3; sheet_columns = 9
row_names = L4_shape_alone.'|'.L4_appearance_alone.'|'.L4_both
column_names = ''
load 'plots/sheet.gp'
