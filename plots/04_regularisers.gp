# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L4_regularisers_title
columns = 5
keys = 'test_mse sharpness drift least_step folded'
formats = '%.4f %.2f %.2f %.2f %.3f'
do for [row = 0:1] {
    top = 0.83 - 0.45 * row
    kind = row ? 'bias' : 'smooth'
    folders = sprintf('short/%s_0 short/%s_2 short/base short/%s_3 short/%s_4', kind, kind, kind, kind)
    names = '0|0.1 ×|'.L4_usual.'|10 ×|100 ×'
    height = (0.85 / columns - 0.012) / 2 * 16.0 / 9
    set label 99 (row ? L4_bias_weight : L4_smooth_weight) at screen 0.125, top - 0.07 right font small
    do for [k = 1:5] {
        set label 100 + k part(L4_number_names_short, k, '|') at screen 0.125, top - height - 0.035 * k right font small
    }
    load 'plots/means_row.gp'
}
unset multiplot
