# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_completeness_title
set palette defined (0 '#ffffff', 1 '#56b4e9')
set cbrange [0:log(4)]
unset colorbox
unset grid
unset key
set xrange [0.5:2.5]
set xtics ('' 1) scale 0 offset 0,0.4
do for [k = 1:2] { set xtics add (L3_factor(k) k) }
file = run.'/concept_tables.csv'
line(j) = 0.235 - 0.075 * (j - 1)
set label 1 L3_table_note at screen 0.5, 0.325 center font small textcolor rgb grey
do for [j = 1:3] {
    set label 1 + j value('L3_'.word('modularity completeness mig', j)) \
        at screen 0.05, line(j)
}
do for [k = 0:2] {
    code = word('perfect twice packed', k + 1)
    units = k == 1 ? 4 : 2
    middle = 0.36 + 0.25 * k
    set lmargin at screen middle - 0.06
    set rmargin at screen middle + 0.06
    set tmargin at screen 0.79
    set bmargin at screen 0.79 - 0.0975 * units
    set yrange [units + 0.5:0.5]
    set ytics ('' 1) scale 0
    do for [i = 1:units] { set ytics add (L3_unit(i) i) }
    set title value('L3_'.code) font small offset 0,-0.3
    do for [j = 1:3] {
        score = number('concept_'.code.'_'.word('modularity completeness mig', j))
        set label 10 + j sprintf('%.2f', score) at screen middle, line(j) center \
            font ',12' textcolor rgb (score < 0.99 ? red : black)
    }
    rows = sprintf("< grep '^%d,' '%s'", k, file)
    plot rows using 3:2:4 with image, \
        rows using 3:2:(sprintf('%.2f', $4)) with labels font small
    unset label
}
unset multiplot
