# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L4_sums_title at screen 0.5, 0.945 center
unset key
unset grid
unset colorbox
set border 15
set palette defined (0 '#ffffff', 1 '#56b4e9')
set cbrange [0:1]
set xrange [-0.5:7.5]
set yrange [7.5:-0.5]
unset tics
set tmargin at screen 0.81
set bmargin at screen 0.21
do for [m = 0:1] {
    left = 0.1 + 0.4625 * m
    set lmargin at screen left
    set rmargin at screen left + 0.3375
    set label 2 (m ? L4_sum_back : L4_sum) at screen left + 0.16875, 0.865 center
    set label 3 (m ? L4_dot_back(number('lab_sums_backwards')) \
        : L4_dot(number('lab_sums_forwards'))) at screen left + 0.16875, 0.13 center
    rows = sprintf("< grep '^%d,' '%s/lab_sums.csv'", m, run)
    plot rows using 3:2:4 with image, \
        rows using 3:2:(sprintf('%d', $4)) with labels font small
    unset label
}
unset multiplot
