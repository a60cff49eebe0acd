# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_comparison_title offset 0,-1
box_left = 0.19; box_right = 0.99; box_bottom = 0.2; box_top = 0.84
sheet = run.'/comparison.png'
sheet_rows = 5; sheet_columns = 20
row_names = '(a) '.L_input.'|(b) '.L5_without.'|(c) '.L4_texture.'|(d) '.L5_with.'|(e) '.L4_texture
column_names = ''
set label 1 L5_errors(number('noclass_test_mse'), number('class_test_mse'), 100 * number('class_accuracy')) \
    at screen 0.5, 0.12 center font small
load 'plots/sheet.gp'
