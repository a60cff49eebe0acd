# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
wrong = int(number('misread_count'))
if (wrong == 0) {
heading = L5_misread_title
missing = L5_none_misread
load 'plots/missing.gp'
exit
}
set title L5_misread_title
box_left = 0.3; box_right = 0.97; box_bottom = 0.17; box_top = 0.82
sheet = run.'/misread.png'
cells = csv_rows(run.'/misread.csv')
sheet_rows = 5; sheet_columns = 8
W = png_width(sheet); H = png_height(sheet)
row_names = L_input.'|'.L5_read_template.'|'.L4_reconstruction.'|'.L5_true_template.'|'.L5_told
column_names = ''
do for [i = 1:(wrong < sheet_columns ? wrong : sheet_columns)] {
    column_names = column_names.(i > 1 ? '|' : '').csv_cell(cells, i, 3).' → '.csv_cell(cells, i, 4)
    do for [r = 0:1] {
        set label 2 * i + r sprintf('%.3f', real(csv_cell(cells, i, 6 + r))) center font small \
            at first W * (i - 0.5) / 8, screen 0.11 - 0.06 * r
    }
}
set label 1 L5_error_as_read at first -0.02 * W, screen 0.11 right font small
set label 20 L5_error_told at first -0.02 * W, screen 0.05 right font small
load 'plots/sheet.gp'
