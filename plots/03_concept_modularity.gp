# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_modularity_title
unset key
file = run.'/concept_modularity.csv'
set style fill solid noborder
do for [k = 0:1] {
    code = k ? 'two' : 'one'
    left = 0.075 + 0.495 * k
    sheet = run.'/concept_strip_'.code.'.png'
    W = png_width(sheet); H = png_height(sheet)
    unset border
    unset tics
    unset grid
    unset xlabel
    unset ylabel
    set lmargin at screen left
    set rmargin at screen left + 0.415
    set tmargin at screen 0.835
    set bmargin at screen 0.835 - 0.415 * 16 / 9 * H / W
    set xrange [0:W]
    set yrange [0:H]
    set title value('L3_'.code) offset 0,-0.3
    plot sheet binary filetype=png with rgbimage
    unset label 9999
    unset title
    set border 3
    set grid
    do for [f = 0:1] {
        set lmargin at screen left + 0.25 * f
        set rmargin at screen left + 0.25 * f + 0.165
        set tmargin at screen 0.7
        set bmargin at screen 0.44
        set xrange [-2.6:2.6]
        set xtics -2, 2, 2 nomirror out scale 0.5 font small offset 0,0.4
        set xlabel 'z_1' font small offset 0,0.9
        set ylabel (f ? L3_grey_level : L3_size) font small offset 1.7,0
        if (f) { set yrange [0.1:1.1] } else { set yrange [1:7] }
        first_tic = f ? 0.2 : 2; step = f ? 0.4 : 2
        set ytics first_tic, step nomirror out scale 0.5 font small offset 0.4,0
        plot file using ($1 == k ? $2 : NaN):(f ? $4 : $3) every ::1 \
            with points pointtype 7 pointsize 0.25 linecolor rgb (f ? orange : blue)
    }
    unset ylabel
    unset grid
    unset xtics
    set lmargin at screen left + 0.06
    set rmargin at screen left + 0.395
    set tmargin at screen 0.31
    set bmargin at screen 0.19
    set xrange [0:2.8]
    set yrange [-0.6:1.6]
    set border 2
    set ytics ('' 0) scale 0 font small
    set ytics add (L3_size 1, L3_grey_level 0)
    set xlabel L3_information font small offset 0,0.6
    size = number('concept_'.code.'_size_nats')
    shade = number('concept_'.code.'_grey_nats')
    set label 1 L3_d(number('concept_'.code.'_dci_d'), number('concept_'.code.'_modularity')) \
        at screen left + 0.19, 0.09 center font small
    set label 2 sprintf('%.2f', size) at first size + 0.05, first 1 font small
    set label 3 sprintf('%.2f', shade) at first shade + 0.05, first 0 font small
    plot '+' using (size / 2):(1):(size / 2):(0.38) every ::::0 with boxxyerror linecolor rgb blue, \
        '+' using (shade / 2):(0):(shade / 2):(0.38) every ::::0 with boxxyerror linecolor rgb orange
    unset label
}
unset multiplot
