# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_readings_title
unset key
file = run.'/concept_readings.csv'
set tics font small
set xrange [-0.5:9.5]
set xtics 0, 3 offset 0,0.3
do for [k = 0:2] {
    code = word('missing cubes absolutes', k + 1)
    set lmargin at screen 0.1 + 0.31 * k
    set rmargin at screen 0.1 + 0.31 * k + 0.25
    set tmargin at screen 0.84
    set bmargin at screen 0.65
    set title value('L3_'.code) offset 0,-0.4
    unset xlabel
    set format x ''
    set ylabel (k ? '' : L3_unit_2) font small offset 1.5,0
    if (k == 1) { set yrange [-100:100]; set ytics -80, 80 } else { set yrange [-1:5.5]; set ytics 0, 2 }
    plot file using ($1 == k ? $2 : NaN):3 every ::1 with linespoints linewidth 1.5 \
        pointtype 7 pointsize 0.6 linecolor rgb orange
    unset title
    set format x '%g'
    set tmargin at screen 0.6
    set bmargin at screen 0.29
    set xlabel L3_value_v font small offset 0,1
    set ylabel (k ? '' : L3_reading) font small offset 1.5,0
    set yrange [-1.7:10.7]
    set ytics 0, 3
    set label 1 L3_reading_note(number('concept_'.code.'_r2'), \
        number('concept_'.code.'_any_r2'), number('concept_'.code.'_nats'), \
        number('concept_levels_nats')) at screen 0.225 + 0.31 * k, 0.14 center font small
    plot x with lines dashtype 2 linecolor rgb grey, \
        file using ($1 == k ? $2 : NaN):4 every ::1 with linespoints linewidth 1.5 \
        pointtype 7 pointsize 0.6 linecolor rgb blue
    unset label
}
unset multiplot
