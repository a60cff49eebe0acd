# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L2_reconstructions_title
box_left = 0.2; box_right = 0.98; box_bottom = 0.04; box_top = 0.9
sheet = run.'/reconstructions.png'
sheet_rows = 5; sheet_columns = 10
row_names = L_input.'|'.L2_mean_code.'|'.L2_drawn_code.' 1|'.L2_drawn_code.' 2|'.L2_drawn_code.' 3'
column_names = ''
load 'plots/sheet.gp'
