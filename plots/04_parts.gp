# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L4_parts_title
box_left = 0.19; box_right = 0.99; box_bottom = 0.38; box_top = 0.9
sheet = run.'/parts.png'
sheet_rows = 4; sheet_columns = 12
row_names = L_input.'|'.L4_reconstruction.'|'.L4_texture.'|'.L4_deformation
column_names = ''
load 'plots/sheet.gp'
unset ytics
box_left = 0.36; box_right = 0.78; box_bottom = 0.02; box_top = 0.25
sheet = run.'/main/means.png'
sheet_rows = 1; sheet_columns = 3
row_names = ''
column_names = L4_mean_input.'|'.L4_mean_texture.'|'.L4_mean_warp
set label 1 L4_sharper(number('main_sharpness')) at screen 0.36, 0.16 right font small
load 'plots/sheet.gp'
unset multiplot
