# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
load 'plots/latent.gp'
set multiplot title L_random_title
sheet_rows = 2; sheet_columns = 10
row_names = ''; column_names = ''
box_left = 0.03; box_right = 0.97
do for [i = 0:1] {
    box_bottom = 0.5 - 0.47 * i; box_top = 0.84 - 0.47 * i
    codes = i ? latent : '2'
    set title L_random_note(int(codes), number('random_density_'.codes)) font small
    sheet = run.'/random_'.codes.'.png'
    load 'plots/sheet.gp'
}
unset multiplot
