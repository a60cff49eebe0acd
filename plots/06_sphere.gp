# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set label 10 L6_sphere_title at screen 0.5, 0.955 center
sheet = run.'/sphere.png'
sheet_rows = 3; sheet_columns = 5
row_names = L6_factor_rows
angle = number('sphere_azimuth')
column_names = L6_light_names(angle)
box_left = 0.13; box_right = 0.98; box_bottom = 0.04; box_top = 0.86
load 'plots/sheet.gp'
