# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_mean_warps_title
box_left = 0.26; box_right = 0.98; box_bottom = 0.1; box_top = 0.8
sheet = run.'/mean_warps.png'
sheet_rows = 3; sheet_columns = 10
row_names = L5_template.'|'.L5_under_warp.'|'.L5_mean_warp
column_names = '0|1|2|3|4|5|6|7|8|9'
load 'plots/sheet.gp'
