# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot layout 1,3 title L4_sweep_title margins 0.09,0.98,0.18,0.8 spacing 0.1,0
set logscale x 2
set xtics (1, 2, 4, 8, 16)
set xrange [0.8:20]
set xlabel L4_appearance_codes
runs = 'base appearance_2 appearance_4 appearance_8 appearance_16'
lengths = '1 2 4 8 16'
set print $S
do for [i = 1:5] {
    p = 'short_'.word(runs, i).'_'
    print sprintf('%s %s %s %s %s', word(lengths, i), result(p.'test_mse'), result(p.'sharpness'), result(p.'texture_share'), result(p.'warp_spread'))
}
unset print
set title L4_error
set yrange [0:*]
plot $S using 1:2 with linespoints linewidth 2 pointtype 7 linecolor rgb blue notitle
set title L4_sharpness
plot $S using 1:3 with linespoints linewidth 2 pointtype 7 linecolor rgb blue notitle
set title L4_shares
set yrange [0:1.3]
spread = number('short_base_warp_spread')
set label 1 L4_warp_spread at 1, 1.2 left font small textcolor rgb blue
set label 2 L4_texture_share at 1, 0.62 left font small textcolor rgb orange
plot $S using 1:4 with linespoints linewidth 2 pointtype 7 linecolor rgb orange notitle, \
    $S using 1:($5 / spread) with linespoints linewidth 2 pointtype 5 linecolor rgb blue notitle
unset multiplot
