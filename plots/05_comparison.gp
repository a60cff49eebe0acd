# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_comparison_title
box_left = 0.19; box_right = 0.995; box_bottom = 0.26; box_top = 0.86
sheet = run.'/comparison.png'
sheet_rows = 5; sheet_columns = 20
W = png_width(sheet); H = png_height(sheet)
row_names = '(a) '.L_input.'|(b) '.L5_without.'|(c) '.L4_texture.'|(d) '.L5_with.'|(e) '.L4_texture
column_names = ''
set label 1 L5_errors(number('noclass_test_mse'), number('class_test_mse'), 100 * number('class_accuracy')) \
    at screen 0.5, 0.22 center font small
# The picture that is read wrongly, and as what.
if (result('comparison_column') ne '') {
    k = int(number('comparison_column'))
    cells = csv_rows(run.'/comparison.csv')
    set object 1 rectangle from first W * k / 20.0, first 0 \
        to first W * (k + 1) / 20.0, first H front fillstyle empty border linecolor rgb red linewidth 2
    set label 2 csv_cell(cells, k + 1, 3).' → '.csv_cell(cells, k + 1, 4) \
        at first W * (k + 0.5) / 20, first -0.06 * H center font small textcolor rgb red
}
load 'plots/sheet.gp'
