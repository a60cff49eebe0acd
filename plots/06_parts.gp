# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set label 1 L6_parts_title at screen 0.5, 0.955 center
do for [k = 1:8] {
    set label 1 + k part(L6_part_names, k, '|') at screen 0.02, 0.86 - 0.065 * (k - 1)
}
set label 20 L6_parts_note(number('main_albedo_si_ratio'), number('main_shading_si_ratio')) \
    at screen 0.02, 0.3 font small
box_left = 0.371; box_right = 0.985; box_bottom = 0.0456; box_top = 0.865
sheet = run.'/main/parts.png'
sheet_rows = 6; sheet_columns = 8
row_names = ''
column_names = '(a)|(b)|(c)|(d)|(e)|(f)|(g)|(h)'
load 'plots/sheet.gp'
