# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L_dots_title
box_left = 0.02; box_right = 0.98; box_bottom = 0.04; box_top = 0.9
sheet = run.'/data.png'
sheet_rows = 6; sheet_columns = 12
row_names = ''; column_names = ''
load 'plots/sheet.gp'
