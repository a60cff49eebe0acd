# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_hands_title
if (number('hands') == 0) {
    unset border
    unset tics
    unset grid
    set xrange [0:1]
    set yrange [0:1]
    set label 1 L5_no_hands at graph 0.5, 0.5 center
    plot NaN notitle
} else {
    box_left = 0.19; box_right = 0.985; box_bottom = 0.13; box_top = 0.84
    sheet = run.'/hands.png'
    sheet_rows = 5; sheet_columns = 10
    row_names = '(a) '.L_input.'|(b) '.L5_without.'|(c) '.L4_texture.'|(d) '.L5_with.'|(e) '.L4_texture
    column_names = '0|1|2|3|4|5|6|7|8|9'
    set label 1 L5_errors(number('hands_noclass_test_mse'), \
        number('hands_class_test_mse'), 100 * number('hands_accuracy')) \
        at screen 0.5, 0.06 center font small
    load 'plots/sheet.gp'
}
