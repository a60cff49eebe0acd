# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_objects_title
set palette defined (-1 sky, 0 '#ffffff', 1 orange)
set cbrange [-1:1]
unset colorbox
unset grid
unset key
set xrange [0.5:4.5]
set yrange [4.5:0.5]
set xtics ('' 1) scale 0 offset 0,0.4
do for [i = 1:4] { set xtics add (L3_unit(i) i) }
set ytics ('' 1) scale 0 font small
file = run.'/concept_objects.csv'
object(i) = part(L3_object_names, i, '|')
score(map, key) = number('concept_'.map.'_'.key)
line(j) = 0.215 - 0.052 * j
set label 1 L3_which_object at screen 0.03, 0.345 textcolor rgb blue
set label 2 L3_nats_of_object(score('local', 'object_nats')) at screen 0.03, 0.29 font small
set label 3 L3_kind_colour at screen 0.03, line(0) textcolor rgb blue
do for [j = 1:3] {
    set label 3 + j value('L3_'.word('modularity completeness linear_r2', j)) \
        at screen 0.03, line(j) font small
}
do for [k = 0:2] {
    map = word('local spun factors', k + 1)
    left = 0.235 + 0.255 * k
    set lmargin at screen left
    set rmargin at screen left + 0.235
    set bmargin at screen 0.412
    set tmargin at screen 0.8
    set title value('L3_'.'map_'.map) font small offset 0,-0.4
    if (k == 0) { do for [i = 1:4] { set ytics add (object(i) i) } } else {
        set ytics ('' 1) scale 0 }
    do for [i = 1:4] {
        nats = real(system(sprintf("awk -F, '$1 == %d && $3 == %d { print $5; exit }' '%s'", k, i, file)))
        set label 10 + i sprintf('%.2f', nats) at screen \
            left + 0.0588 * (i - 0.5), 0.29 center font small
    }
    do for [j = 1:3] {
        value = score(map, word('modularity completeness r2', j))
        set label 40 + j sprintf('%.2f', value) at screen left + 0.1175, line(j) \
            center textcolor rgb (value < 0.99 ? red : black)
    }
    rows = sprintf("< grep '^%d,' '%s'", k, file)
    plot rows using 3:2:4 with image, \
        rows using 3:2:(abs($4 - floor($4)) < 1e-9 ? sprintf('%d', $4) : sprintf('%.2f', $4)) \
        with labels font small
    unset label
}
unset multiplot
