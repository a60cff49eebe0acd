# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L2_interpolation_title
latent = result('latent')
sheet_rows = 4; sheet_columns = 9
column_names = ''
do for [i = 0:1] {
    codes = i ? latent : '2'
    box_bottom = 0.45 - 0.43 * i; box_top = 0.86 - 0.43 * i
    set label 1 codes.' '.L_codes at screen 0.035, 0.655 - 0.43 * i center \
        rotate by 90
    do for [k = 0:1] {
        model = k ? 'vae' : 'ae'
        row_names = k ? '' : '0 → 1|2 → 4|5 → 7|6 → 9'
        unset ytics
        box_left = k ? 0.565 : 0.125; box_right = box_left + 0.42
        unset title
        if (!i) { set title (k ? L2_vae : L2_ae) offset 0,-0.4 }
        sheet = run.'/interpolation_'.model.'_'.codes.'.png'
        load 'plots/sheet.gp'
    }
}
unset multiplot
