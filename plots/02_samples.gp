# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L2_samples_title
sheet = run.'/samples.png'
sheet_rows = 10; sheet_columns = 10
box_left = 0.02; box_right = 0.98; box_bottom = 0.03; box_top = 0.9
row_names = ''; column_names = ''
load 'plots/sheet.gp'
