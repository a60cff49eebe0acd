# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L6_retinex_title at screen 0.5, 0.955 center
set xrange [0:119]
set xtics 0, 24 font small
set ytics 0, 0.5 font small
do for [c = 1:2] {
    kind = word('paint shadow', c)
    file = run.'/retinex_'.kind.'.csv'
    set lmargin at screen 0.12 + 0.46 * (c - 1)
    set rmargin at screen 0.51 + 0.46 * (c - 1)
    set label 2 (c == 1 ? L6_slope_of_light : L6_slope_and_shadow) \
        at screen 0.315 + 0.46 * (c - 1), 0.89 center font small
    set format x ''
    unset xlabel
    do for [row = 1:3] {
        set tmargin at screen 0.85 - 0.255 * (row - 1)
        set bmargin at screen 0.64 - 0.255 * (row - 1)
        set yrange [0:word('0.9 1.2 1.5', row)]
        if (c == 1) { set ylabel part(L6_retinex_rows, row, "|") font small } else { unset ylabel }
        if (row == 3) { set format x '%g'; set xlabel L6_sample font small offset 0,0.3 }
        unset key
        if (row == 1) {
            plot file using 1:2 every ::1 with lines linewidth 2 linecolor rgb black
        }
        if (row == 2) {
            if (c == 1) { set key at graph 0.02,1.02 top left font small maxrows 1 }
            set label 3 L6_error(number('retinex_'.kind.'_error')) at graph 0.98,0.1 \
                right font small
            plot file using 1:3 every ::1 with lines linewidth 3 linecolor rgb sky title L6_true, \
                file using 1:5 every ::1 with lines linewidth 1.5 dashtype 2 linecolor rgb red title L6_found
            unset label 3
        }
        if (row == 3) {
            plot file using 1:4 every ::1 with lines linewidth 3 linecolor rgb sky, \
                file using 1:6 every ::1 with lines linewidth 1.5 dashtype 2 linecolor rgb red
        }
        unset label
    }
}
unset multiplot
