# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L4_allowed_title at screen 0.5, 0.955 center
unset key
unset border
unset tics
unset grid
unset colorbox
# Up to 0 black, from 0 to 1 blue to white, above 1 orange.
set palette defined (-1 black, 0 black, 0 '#08519c', 1 '#ffffff', 3 '#e08214')
set cbrange [-1:3]
panel(p) = word('identity allowed swapped folded', p)
middle(p) = 0.135 + 0.2433 * (p - 1)
do for [p = 1:4] {
    set label 10 + p value('L4_panel_'.panel(p)) at screen middle(p), 0.9 center
    least = number('lab_'.panel(p).'_least_step')
    swaps = number('lab_'.panel(p).'_swaps')
    folded = number('lab_'.panel(p).'_folded_cells')
    set label 20 + p sprintf(L4_least_step, least) at screen middle(p), 0.225 center \
        font small textcolor rgb (least > 0 ? black : red)
    set label 30 + p sprintf(L4_swaps, swaps) at screen middle(p), 0.17 center \
        font small textcolor rgb (swaps == 0 ? black : red)
    set label 40 + p sprintf(L4_folded_cells, folded) at screen middle(p), 0.115 center \
        font small textcolor rgb (folded == 0 ? black : red)
}
sheet = run.'/lab_allowed.png'
W = png_width(sheet); H = png_height(sheet)
set lmargin at screen 0.012
set rmargin at screen 0.988
set tmargin at screen 0.875
set bmargin at screen 0.875 - 0.976 * 16 / 9 * H / W
set xrange [0:W]
set yrange [0:H]
plot sheet binary filetype=png with rgbimage
unset label
set xrange [-0.5:26.5]
set yrange [26.5:-0.5]
set border 15 linecolor rgb grey
do for [p = 1:4] {
    do for [m = 1:3] {
        left = middle(p) - 0.11 + 0.0765 * (m - 1)
        set lmargin at screen left
        set rmargin at screen left + 0.067
        set tmargin at screen 0.418
        set bmargin at screen 0.418 - 0.067 * 16 / 9
        set label 1 word('f_x f_y det', m) at screen left + 0.0335, 0.272 center font small
        if (p == 4 && m == 3) {
            set colorbox horizontal user origin screen 0.39, 0.055 size screen 0.22, 0.016
            set cbtics (L4_below -0.5, '1' 1, '2' 2, '3' 3) font small textcolor rgb black offset 0,0.6 scale 0.3
        }
        plot sprintf("< grep '^%d,' '%s/lab_cells.csv'", p - 1, run) \
            using 3:2:(column(3 + m)) with image
    }
}
unset multiplot
