# SPDX-License-Identifier: GPL-3.0-or-later
# The factors, and for each the unit of a trained model that tells most about it.
load 'plots/style.gp'
folder = run.'/sprites/colour'
found(key) = real(system(sprintf("sed -n 's/^%s = //p' '%s/results.txt'", key, folder)))
set multiplot title L3_found_title
set label 1 L3_found_factors at screen 0.29, 0.87 center
set label 2 L3_found_units at screen 0.71, 0.87 center
sheet = run.'/factor_sheet.png'
sheet_rows = 5; sheet_columns = 9
row_names = ''
do for [k = 1:5] {
    row_names = row_names.(k > 1 ? '|' : '').value('L3_factor_'.word('hue shape scale x y', k))
}
column_names = ''
box_left = 0.085; box_right = 0.495; box_bottom = 0.08; box_top = 0.82
load 'plots/sheet.gp'
unset label
row_height = 2 * half_y / 5
top = 0.5 * (box_bottom + box_top) + half_y
sheet = folder.'/traversal.png'
W = png_width(sheet); H = png_height(sheet)
rows = words(system("tail -n +2 '".folder."/traversal.csv'"))
unset ytics
set xrange [0:W]
set lmargin at screen 0.5
set rmargin at screen 0.91
do for [k = 1:5] {
    name = word('hue shape scale x y', k)
    unit = int(found('unit_'.name))
    set tmargin at screen top - row_height * (k - 1) - 0.004
    set bmargin at screen top - row_height * k + 0.004
    set yrange [H * (1 - real(unit) / rows):H * (1 - (unit - 1.0) / rows)]
    set label 4 (unit == 0 ? L3_found_none : '') at graph 0.5, graph 0.5 center
    set label 3 sprintf('R² %.2f', found('r2_unit_'.name)) at graph 1.004, graph 0.5 font small \
        textcolor rgb (found('r2_unit_'.name) < 0.5 ? red : black)
    plot sheet binary filetype=png with rgbimage notitle
}
unset multiplot
