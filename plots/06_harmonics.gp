# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L6_harmonics_title at screen 0.5, 0.955 center
sheet = run.'/harmonics.png'
W = png_width(sheet); H = png_height(sheet)
unset key
unset border
unset tics
unset grid
set lmargin at screen 0.02
set rmargin at screen 0.6
set tmargin at screen 0.84
set bmargin at screen 0.84 - 0.58 * 16 / 9 * H / W
set xrange [0:W]
set yrange [0:H]
middle(k) = 0.02 + 0.58 * (k - 0.5) / 4
do for [k = 1:4] {
    set label 10 + k part(L6_harmonics_names, k, '|') at screen middle(k), 0.88 center font small
}
set label 20 L6_difference(number('harmonics_gain')) at screen middle(1), 0.47 center font small front \
    textcolor rgb 'white'
do for [row = 1:3] {
    key = word('share fitted best', row)
    set label 20 + row part(L6_harmonics_rows, row, '|') at screen 0.02, 0.32 - 0.09 * row \
        left font small
    do for [k = 2:4] {
        set label 30 + 4 * row + k sprintf('%.1f %%', 100 * number('harmonics_'.word('- 1 4 9', k).'_'.key)) \
            at screen middle(k), 0.32 - 0.09 * row center font small
    }
}
plot sheet binary filetype=png with rgbimage
unset label
set border 3
set grid
set lmargin at screen 0.69
set rmargin at screen 0.965
set tmargin at screen 0.84
set bmargin at screen 0.16
set xrange [0:180]
set yrange [-0.3:1.15]
set xtics 0, 45 nomirror out scale 0.5 font small
set ytics 0, 0.5 nomirror out scale 0.5 font small
set xlabel L6_angle font small
set key at graph 1.04, 1 top right samplen 1.2 font small
file = run.'/harmonics_curve.csv'
plot file using 1:2 every ::1 with lines linewidth 3 linecolor rgb sky title 'max(0, cos t)', \
    file using 1:3 every ::1 with lines linewidth 1.5 dashtype 3 linecolor rgb grey title part(L6_harmonics_names, 2, '|'), \
    file using 1:4 every ::1 with lines linewidth 1.5 dashtype 2 linecolor rgb orange title part(L6_harmonics_names, 3, '|'), \
    file using 1:5 every ::1 with lines linewidth 1.5 linecolor rgb red title part(L6_harmonics_names, 4, '|')
unset multiplot
