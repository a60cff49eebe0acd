# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L2_random_title
latent = result('latent')
sheet_rows = 1; sheet_columns = 10
row_names = ''; column_names = ''
box_left = 0.03; box_right = 0.97
do for [i = 0:3] {
    codes = i > 1 ? latent : '2'
    model = i % 2 ? 'vae' : 'ae'
    key = 'random_density'.(i % 2 ? '' : '_ae').(i > 1 ? '_'.latent : '_seed_1')
    box_bottom = 0.7 - 0.225 * i; box_top = 0.84 - 0.225 * i
    set title L2_random_note(int(codes), i % 2 ? L2_vae : L2_ae, number(key)) \
        font small offset 0,-0.5
    sheet = run.'/random_'.model.'_'.codes.'.png'
    load 'plots/sheet.gp'
}
unset multiplot
