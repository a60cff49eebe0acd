# SPDX-License-Identifier: GPL-3.0-or-later
# Names of the rows of a traversal, and the columns of the picture's own code,
# from `rows`, the cells of its CSV.
sheet_rows = 0
row_names = ''
own_columns = ''
while (part(rows, sheet_rows + 1, '|') ne '') {
    sheet_rows = sheet_rows + 1
    row_names = row_names.(sheet_rows > 1 ? '|' : ''). \
        sprintf('z%s: %.2f ', csv_cell(rows, sheet_rows, 2), real(csv_cell(rows, sheet_rows, 3))).L_nats
    own_columns = own_columns.' '.csv_cell(rows, sheet_rows, 4)
}
