# SPDX-License-Identifier: GPL-3.0-or-later
# Shading and picture of two of the three people of the film, large.
load 'plots/style.gp'
unset border
unset grid
unset key
unset tics
set multiplot title L6_lighting_title
sheet = run.'/main/lighting.png'
W = png_width(sheet); H = png_height(sheet)
row = (H - 3.0) / 9 # of a film: shading, texture and picture of each person
set lmargin at screen 0.02
set rmargin at screen 0.98
set xrange [0:W]
high = 0.96 / 9 * 16 / 9
do for [i = 0:3] {
    film_row = i < 2 ? 3 + 2 * i : 2 + 2 * i
    set tmargin at screen 0.87 - i * (high + 0.006)
    set bmargin at screen 0.87 - i * (high + 0.006) - high
    set yrange [H - (film_row + 1) * row:H - film_row * row]
    plot sheet binary filetype=png with rgbimage notitle
    unset label 9999
}
unset multiplot
