# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_by_hand_title
box_left = 0.1; box_right = 0.96; box_bottom = 0.06; box_top = 0.82
sheet = run.'/by_hand.png'
sheet_rows = 5; sheet_columns = 11
row_names = ''
column_names = L_input.'|0|1|2|3|4|5|6|7|8|9'
load 'plots/sheet.gp'
