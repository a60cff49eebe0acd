# SPDX-License-Identifier: GPL-3.0-or-later
# A film of a moving lamp, three rows a person, and beside it the azimuth that
# was read from each frame. Needs
#   heading   the title
#   film      run folder of the model, and name of the film and its table
#   rms       root mean square of the differences
set datafile separator ','
set multiplot
set label 1 heading at screen 0.5, 0.955 center
set label 2 L6_azimuth_read(rms) at screen 0.82, 0.91 center font small
box_left = 0.15; box_right = 0.61; box_bottom = 0.0665; box_top = 0.885
sheet = film.'.png'
sheet_rows = 9; sheet_columns = 9
row_names = L6_film_rows.'|'.L6_film_rows.'|'.L6_film_rows
column_names = ''
load 'plots/sheet.gp'
unset label
unset ytics
film_top = 0.5 * (box_bottom + box_top) + half_y
film_height = 2 * half_y
set border 3
set grid
set xrange [-0.3:8.3]
set xtics 0, 2 nomirror out scale 0.5 font small offset 0,0.3
set yrange [-75:75]
set ytics -60, 60 nomirror out scale 0.5 font small offset 0,0
set lmargin at screen 0.69
set rmargin at screen 0.97
do for [p = 0:2] {
    set tmargin at screen film_top - film_height * (p + 0.16) / 3
    set bmargin at screen film_top - film_height * (p + 0.9) / 3
    set format x (p == 2 ? '%g' : '')
    if (p == 1) { set key at graph 1.02, 0 bottom right samplen 1 font small } else { unset key }
    plot film.'.csv' using ($1 == p ? $2 : NaN):3 every ::1 with lines linewidth 2 linecolor rgb sky title L6_meant, \
        film.'.csv' using ($1 == p ? $2 : NaN):4 every ::1 with points pointtype 7 pointsize 0.6 linecolor rgb red title L6_read
}
unset multiplot
