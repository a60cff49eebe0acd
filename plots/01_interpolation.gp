# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
load 'plots/latent.gp'
set multiplot title L_interpolation_title
sheet_rows = 4; sheet_columns = 9
row_names = '0 → 1|2 → 4|5 → 7|6 → 9'
column_names = ''
do for [i = 0:1] {
    codes = i ? latent : '2'
    box_left = 0.28; box_right = 0.98
    box_bottom = 0.49 - 0.46 * i; box_top = 0.91 - 0.46 * i
    set label 1 codes.' '.L_codes at screen 0.14, 0.7 - 0.46 * i center
    sheet = run.'/interpolation_'.codes.'.png'
    load 'plots/sheet.gp'
}
unset multiplot
