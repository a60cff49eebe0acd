# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
table = run.'/samples.csv'
# Column `what` of source i; the localised names of its factors first .. last.
rows = csv_rows(table)
cell(i, what) = csv_cell(rows, i, what)
factor(i, k) = value('L3_factor_'.word(cell(i, 6), k))
list(i, first, last) = (first > last) ? '' : factor(i, first).((first < words(cell(i, 6))) ? ', ' : '').list(i, first + 1, last)
set multiplot title L3_samples_title
row_names = ''; column_names = ''
sheet_rows = 6; sheet_columns = 12
do for [i = 1:5] {
    n = int(cell(i, 5))
    left = (i < 4) ? 0.02 + 0.325 * (i - 1) : 0.1825 + 0.325 * (i - 4)
    box_left = left; box_right = left + 0.31
    box_top = (i < 4) ? 0.895 : 0.43
    box_bottom = box_top - 0.28
    first = (n > 3) ? 2 : n # names on the first line
    set label 1 value('L3_source_'.cell(i, 1)).', '.cell(i, 3).' × '.cell(i, 2) \
        at screen left, box_bottom - 0.03 font small
    set label 2 L3_factors(n).': '.list(i, 1, first) at screen left, box_bottom - 0.075 font small
    set label 3 list(i, first + 1, n) at screen left, box_bottom - 0.12 font small
    sheet = run.'/samples_'.cell(i, 1).'.png'
    load 'plots/sheet.gp'
}
unset multiplot
