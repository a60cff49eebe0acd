# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L4_ablations_title
columns = 4
keys = 'test_mse sharpness drift order_swaps folded'
formats = '%.4f %.2f %.2f %.0f %.3f'
do for [row = 0:1] {
    top = 0.86 - 0.45 * row
    folders = row ? 'short/residual short/smooth_0 short/bias_0 short/bare' : 'short/base short/affine short/local short/trunk'
    names = row ? L4_residual.'|'.L4_no_smooth.'|'.L4_no_bias.'|'.L4_bare : L4_base.'|'.L4_affine_only.'|'.L4_local_only.'|'.L4_trunk
    height = (0.85 / columns - 0.012) / 2 * 16.0 / 9
    do for [k = 1:5] {
        set label 100 + k part(L4_number_names, k, '|') at screen 0.125, top - height - 0.035 * k right font small
    }
    load 'plots/means_row.gp'
}
unset multiplot
