# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L_map_title
stats run.'/map_density.csv' using 1 every ::1 name 'X' nooutput
stats run.'/map_density.csv' using 2 every ::1 name 'Y' nooutput
set xrange [X_min:X_max]
set yrange [Y_min:Y_max]
set xlabel L_code.' 1' offset 0,0.6
set ylabel L_code.' 2' offset 1,0
unset grid
set bmargin at screen 0.24
set tmargin at screen 0.86

# Ten colours (Tol's muted set and black), named above the map. The points are
# drawn in the order of the file, so that no class covers another.
array class[10] = [0x332288, 0x117733, 0xcc6677, 0x88ccee, 0x999933, \
    0x882255, 0x44aa99, 0xddcc77, 0xaa4499, 0x000000]
do for [k = 0:9] {
    set label 100 + k sprintf('%d', k) at screen 0.1 + 0.035 * k, 0.9 center \
        font ',12' textcolor rgb class[k + 1]
}
set lmargin at screen 0.085
set rmargin at screen 0.434
set palette defined (0 '#ffffff', 1 '#303030')
set logscale cb
set colorbox horizontal user origin screen 0.085,0.105 size screen 0.349,0.015
set cbtics font small offset 0,0.5
set cblabel L_distance font small offset 0,0.9
plot run.'/map_density.csv' using 1:2:3 every ::1 with image notitle, \
    run.'/map_codes.csv' using 1:2:(class[int($3) % 10 + 1]) every ::1 \
        with points pointtype 7 pointsize 0.15 linecolor rgb variable notitle

do for [k = 0:9] { unset label 100 + k }
unset colorbox
sheet = run.'/map_grid_2.png'
set lmargin at screen 0.585
set rmargin at screen 0.934
plot sheet binary filetype=png origin=(X_min, Y_min) \
    dx=(X_max - X_min) / png_width(sheet) \
    dy=(Y_max - Y_min) / png_height(sheet) with rgbimage notitle
unset multiplot
