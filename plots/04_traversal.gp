# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L4_traversal_title
box_left = 0.25; box_right = 0.85; box_bottom = 0.02; box_top = 0.85
sheet = run.'/traversal.png'
cells = csv_rows(run.'/traversal.csv')
sheet_rows = 9; sheet_columns = 9
row_names = ''
do for [i = 1:sheet_rows] {
    kind = csv_cell(cells, i, 2)
    name = kind eq 'appearance' ? L4_appearance : kind eq 'shape' ? L4_shape : L4_affine
    row_names = row_names.(i > 1 ? '|' : '').sprintf('%s %s: %.3f', name, csv_cell(cells, i, 1), real(csv_cell(cells, i, 3)))
}
column_names = '-2|||-0.5|0|0.5|||2'
load 'plots/sheet.gp'
