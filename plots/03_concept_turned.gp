# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_turned_title
set palette defined (0 '#08306b', 0.5 '#56b4e9', 1 '#e69f00')
unset colorbox
unset key
file = run.'/concept_turned.csv'
set tmargin at screen 0.8
set bmargin at screen 0.409
set lmargin at screen 0.075
set rmargin at screen 0.295
set title L3_code_z offset 0,-0.4
set xlabel 'z_1' font small offset 0,0.9
set ylabel 'z_2' font small offset 0.8,0
set xrange [-0.8:13.6]
set yrange [-7.2:7.2]
set xtics 0, 6 font small offset 0,0.3
set ytics -6, 6 font small
a(i, j) = sprintf('%.3f', number(sprintf('concept_map_%d_%d', i, j)))
set label 1 'A =' at screen 0.12, 0.19 right
do for [i = 1:2] {
    do for [j = 1:2] {
        set label 2 * i + j a(i, j) at screen 0.125 + 0.085 * j, \
            0.215 - 0.055 * (i - 1) right
    }
}
left = 0.137; right = 0.304; lip = 0.008; high = 0.25; low = 0.125
do for [i = 0:1] {
    x = i ? right : left
    set arrow 3 * i + 1 from screen x, high to screen x, low nohead
    set arrow 3 * i + 2 from screen x, high to screen x + (i ? -lip : lip), high nohead
    set arrow 3 * i + 3 from screen x, low to screen x + (i ? -lip : lip), low nohead
}
set label 7 sprintf("%s %.2f\n%s %.2f", L3_linear_r2, number('concept_turned_r2'), \
    L3_modularity, number('concept_turned_modularity')) at screen 0.375, 0.215
set label 8 L3_colour_v1 at screen 0.075, 0.05 font small textcolor rgb grey
plot file using 3:4:1 every ::1 with points pointtype 7 pointsize 0.7 linecolor palette
unset label
unset arrow
set lmargin at screen 0.375
set rmargin at screen 0.595
set title L3_code_az offset 0,-0.4
set xlabel '(A z)_1' font small offset 0,0.9
set ylabel '(A z)_2' font small offset 1.2,0
set xrange [-1:10]
set yrange [-1:10]
set xtics 0, 3
set ytics 0, 3
plot file using 5:6:1 every ::1 with points pointtype 7 pointsize 0.7 linecolor palette
unset title
set lmargin at screen 0.69
set rmargin at screen 0.975
set tmargin at screen 0.87
set bmargin at screen 0.45
set xrange [0:45]
set yrange [0:1.03]
set xtics 0, 15
set ytics 0, 0.25
set xlabel L3_turn font small offset 0,0.6
set ylabel L3_score font small offset 2,0
set key at screen 0.985, 0.05 bottom right maxrows 5 font small
file = run.'/concept_angles.csv'
plot file using 1:3 every ::1 with lines linewidth 2 linecolor rgb black title L3_linear_r2, \
    file using 1:6 every ::1 with lines linewidth 2 dashtype 2 linecolor rgb green title L3_modularity, \
    file using 1:2 every ::1 with lines linewidth 2 linecolor rgb blue title 'SAP = cos 2t', \
    file using 1:5 every ::1 with lines linewidth 2 dashtype 4 linecolor rgb orange title L3_d_squared, \
    file using 1:4 every ::1 with lines linewidth 2 linecolor rgb red title L3_d_plain
unset multiplot
