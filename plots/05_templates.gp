# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set title L5_templates_title
box_left = 0.27; box_right = 0.98; box_bottom = 0.12; box_top = 0.84
sheet = run.'/templates.png'
sheet_rows = 5; sheet_columns = 10
named(key, text) = sprintf('%s: %d', text, number(key.'_read'))
row_names = named('class_templates', L5_class).'|'. \
    named('class_worn', L5_worn).'|'. \
    named('plain_templates', L5_plain).'|'. \
    named('extra_templates', L5_extra).'|'. \
    named('unlabelled_templates', L5_unlabelled)
column_names = '0|1|2|3|4|5|6|7|8|9'
# The groups of the last row are no digits: their commonest one stands below.
group = csv_rows(run.'/templates.csv')
digit(k) = int(csv_cell(group, 40 + k, 3))
do for [k = 1:10] {
    name = digit(k) < 10 ? sprintf('%d', digit(k)) : '–'
    set label k name center font small \
        at first png_width(sheet) * (k - 0.5) / 10, first -0.03 * png_height(sheet)
}
set label 11 L5_templates_note at screen 0.02, 0.04 font small textcolor rgb grey
load 'plots/sheet.gp'
