# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L_maps_title
set palette defined (-1 blue, 0 '#f0f0f0', 1 red)
unset grid
unset colorbox
set size square
set xrange [4:23]
set yrange [23:4]
set xtics 5, 5 font small
set ytics 5, 5 font small
do for [k = 1:3] {
    name = word('low good anneal', k)
    folder = run.'/sheet/'.name
    rows = csv_rows(folder.'/traversal.csv')
    top = 0.86 - 0.29 * (k - 1)
    set label 1 value('L_regime_'.name) at screen 0.02, top - 0.12 left font small
    do for [u = 1:5] {
        set lmargin at screen 0.2 + 0.16 * (u - 1)
        set rmargin at screen 0.2 + 0.16 * (u - 1) + 0.13
        set tmargin at screen top
        set bmargin at screen top - 0.23
        set title sprintf('%.2f ', real(csv_cell(rows, u, 3))).L_nats font small offset 0,-0.8
        if (k == 3) { set format x '%g' } else { set format x '' }
        if (u == 1) { set format y '%g' } else { set format y '' }
        set cbrange [-2.5:2.5]
        plot sprintf("< paste -d, '%s/factors.csv' '%s/codes.csv'", folder, folder) \
            using 1:2:(column(2 + u)) every ::1 with points pointtype 7 \
            pointsize 0.28 linecolor palette notitle
    }
}
unset multiplot
