# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_by_hand_title
box_left = 0.04; box_right = 0.96; box_bottom = 0.11; box_top = 0.82
sheet = run.'/by_hand.png'
sheet_rows = 5; sheet_columns = 11
row_names = ''
column_names = L_input.'|0|1|2|3|4|5|6|7|8|9'
own_columns = ''
cells = csv_rows(run.'/by_hand.csv')
do for [r = 1:sheet_rows] {
    own_columns = own_columns.sprintf(' %d', 2 + int(csv_cell(cells, r, 2)))
}
set label 1 L5_by_hand_note(100 * number('by_hand_read'), 100 * number('own_read')) \
    at screen 0.5, 0.045 center font small
load 'plots/frames.gp'
load 'plots/sheet.gp'
