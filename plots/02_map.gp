# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L2_map_title
unset grid
set bmargin at screen 0.27
set tmargin at screen 0.8

# The colours of chapter 1's map. Points in the order of the file, so that no
# class covers another; every second one is enough.
array class[10] = [0x332288, 0x117733, 0xcc6677, 0x88ccee, 0x999933, \
    0x882255, 0x44aa99, 0xddcc77, 0xaa4499, 0x000000]
do for [k = 0:9] {
    set label 100 + k sprintf('%d', k) at screen 0.342 + 0.035 * k, 0.9 \
        center font ',12' textcolor rgb class[k + 1]
}
set palette defined (0 '#ffffff', 1 '#303030')
set logscale cb
set cbrange [0.02:1]
set cbtics (0.02, 0.05, 0.1, 0.2, 0.5, 1) font small offset 0,0.5
set cblabel L_distance font small offset 0,0.65
set xlabel L_code.' 1' offset 0,0.6
do for [i = 0:1] {
    model = i ? 'vae' : 'ae'
    density = run.'/map_'.model.'_density.csv'
    stats density using 1 every ::1 name 'X' nooutput
    stats density using 2 every ::1 name 'Y' nooutput
    set xrange [X_min:X_max]
    set yrange [Y_min:Y_max]
    set lmargin at screen 0.1 + 0.49 * i
    set rmargin at screen 0.43 + 0.49 * i
    set ylabel L_code.' 2' offset 1,0
    set title (i ? L2_vae : L2_ae) offset 0,-0.6
    if (i) { unset colorbox } else {
        set colorbox horizontal user origin screen 0.28,0.11 \
            size screen 0.46,0.015
    }
    # The prior: 1 and 2 standard deviations.
    plot density using 1:2:3 every ::1 with image notitle, \
        run.'/map_'.model.'_codes.csv' \
            using 1:2:(class[int($3) % 10 + 1]) every 2::1 with points \
            pointtype 7 pointsize 0.15 linecolor rgb variable notitle, \
        for [r = 1:2] [t = 0:2 * pi] '+' using (i ? r * cos($1) : NaN):(r * sin($1)) \
            with lines linewidth 1.5 dashtype 2 linecolor rgb black notitle
}
unset multiplot
