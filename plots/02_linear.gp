# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L2_linear_title
set lmargin at screen 0.11
set rmargin at screen 0.42
set bmargin at screen 0.16
set tmargin at screen 0.8
set logscale y
set xlabel L_epoch
set ylabel L2_gap offset 1,0
set yrange [0.005:*]
set format y '%g'
set xtics 50
unset key
plot run.'/linear.csv' using 1:($2 - number('ppca_neg_logp')) every ::1 \
    with linespoints linewidth 1.5 pointtype 7 pointsize 0.4 linecolor rgb blue

unset logscale
unset grid
unset format
unset colorbox
set palette defined (0 '#ffffff', 1 '#0072b2')
set cbrange [0:1]
set xrange [0.5:3.5]
set yrange [3.5:0.5]
set xtics 1 scale 0
set ytics 1 scale 0
set label 1 L2_column at screen 0.74, 0.17 center
unset xlabel
do for [i = 0:1] {
    model = i ? 'vae' : 'ae'
    set lmargin at screen 0.51 + 0.25 * i
    set rmargin at screen 0.72 + 0.25 * i
    set bmargin at screen 0.29
    set tmargin at screen 0.663
    set ylabel (i ? '' : L2_axis) offset 1,0
    set title (i ? L2_linear_vae : L2_linear_ae)."\n". \
        L2_angle(number('linear_'.model.'_axis_angle')) font small
    cosines = sprintf("< grep '^%s,' '%s/linear_cosines.csv'", model, run)
    plot cosines using 3:2:4 with image, \
        cosines using 3:2:(sprintf('%.2f', $4)):($4 > 0.6 ? 0xffffff : 0) \
            with labels textcolor rgb variable
}
unset multiplot
