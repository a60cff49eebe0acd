# SPDX-License-Identifier: GPL-3.0-or-later
# A latent traversal: rows sorted by nats, the picture's own code framed green.
# Needs `folder`, that of a trained model, and a title.
set datafile separator ','
weight(key) = real(system(sprintf("sed -n 's/^%s = //p' '%s/results.txt'", key, folder)))
set title title_text."\n{/*0.9 ".L_weight(weight('beta'), weight('beta_to'), weight('beta_c')).'}'
cell(row, what) = system(sprintf("sed -n '%dp' '%s/traversal.csv' | cut -d, -f%d", row + 1, folder, what))
sheet = folder.'/traversal.png'
sheet_rows = int(system(sprintf("tail -n +2 '%s/traversal.csv' | wc -l", folder)))
sheet_columns = 9
row_names = ''
do for [r = 1:sheet_rows] {
    row_names = row_names.(r > 1 ? '|' : '').sprintf('z%s: %.2f ', cell(r, 2), real(cell(r, 3))).L_nats
}
column_names = '−3|−2.25|−1.5|−0.75|0|0.75|1.5|2.25|3'
box_left = 0.2; box_right = 0.98; box_bottom = 0.04; box_top = 0.79
do for [r = 1:sheet_rows] {
    c = int(cell(r, 4))
    set object 100 + r rectangle \
        from first png_width(sheet) * (c - 1.0) / sheet_columns, \
             first png_height(sheet) * (1 - real(r) / sheet_rows) \
        to first png_width(sheet) * real(c) / sheet_columns, \
           first png_height(sheet) * (1 - (r - 1.0) / sheet_rows) \
        front fillstyle empty border linecolor rgb '#3cb371' linewidth 3
}
load 'plots/sheet.gp'
