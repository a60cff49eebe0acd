# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_teaser_title
box_left = 0.26; box_right = 0.98; box_bottom = 0.03; box_top = 0.89
sheet = run.'/teaser.png'
sheet_rows = 5; sheet_columns = 8
row_names = L4_texture.'|'.L4_on_paper.'|'.L4_deformed.'|'.L_input.'|'.L4_difference
column_names = ''
load 'plots/sheet.gp'
