# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_templates_title
box_left = 0.22; box_right = 0.98; box_bottom = 0.08; box_top = 0.82
sheet = run.'/templates.png'
sheet_rows = 4; sheet_columns = 10
row_names = L5_class.'|'.L5_plain.'|'.L5_extra.'|'.L5_unlabelled
column_names = '0|1|2|3|4|5|6|7|8|9'
load 'plots/sheet.gp'
