# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_teaser_title offset 0,1.4
box_left = 0.1; box_right = 0.9; box_bottom = 0.03; box_top = 0.8
sheet = run.'/teaser.png'
sheet_rows = 5; sheet_columns = 5
row_names = ''
column_names = L4_texture.'|'.L4_on_paper.'|'.L4_deformed.'|'.L_input.'|'.L4_difference
load 'plots/sheet.gp'
