# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_misread_title
box_left = 0.3; box_right = 0.95; box_bottom = 0.03; box_top = 0.83
sheet = run.'/misread.png'
cells = csv_rows(run.'/misread.csv')
sheet_rows = 5; sheet_columns = 8
row_names = L_input.'|'.L5_read_template.'|'.L4_reconstruction.'|'.L5_true_template.'|'.L5_told
column_names = ''
do for [i = 1:sheet_columns] {
    column_names = column_names.(i > 1 ? '|' : '').csv_cell(cells, i, 3).' → '.csv_cell(cells, i, 4)
}
load 'plots/sheet.gp'
