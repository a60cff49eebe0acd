# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_deformations_title
box_left = 0.16; box_right = 0.98; box_bottom = 0.03; box_top = 0.84
sheet = run.'/deformations.png'
cells = csv_rows(run.'/deformations.csv')
sheet_rows = 6; sheet_columns = 11
row_names = ''
do for [i = 1:sheet_rows] {
    row_names = row_names.(i > 1 ? '|' : '').sprintf(L5_axis, csv_cell(cells, i, 2), \
        csv_cell(cells, i, 3), 100 * real(csv_cell(cells, i, 4)))
}
column_names = '−2|−1|0|1|2||−2|−1|0|1|2'
load 'plots/sheet.gp'
