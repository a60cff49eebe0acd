# SPDX-License-Identifier: GPL-3.0-or-later
# The scores of the four regimes, as a table.
load 'plots/style.gp'
unset border
unset grid
unset key
unset tics
set title L3_graded_title
set lmargin at screen 0.02; set rmargin at screen 0.98
set bmargin at screen 0.02; set tmargin at screen 0.88
set xrange [0:1]
set yrange [0:1]
measure(k) = word('active_units excess mig sap dci_d dci_c modularity_active explicitness r2', k)
name(k) = k == 1 ? L3_graded_units : k == 2 ? L3_graded_excess : part(L3_graded_columns, k - 2, '|')
place(k) = 0.25 + 0.089 * (k - 1)
row(i) = 0.66 - 0.13 * (i - 1)
set arrow 1 from 0,0.74 to 1,0.74 nohead linewidth 0.6
set arrow 2 from 0,0.2 to 1,0.2 nohead linewidth 0.6
do for [k = 1:9] {
    set label 1 + k name(k) at place(k), 0.86 center font small
}
do for [i = 1:4] {
    regime = word('low high good anneal', i)
    two = number('sheet_'.regime.'_active_units') >= 2
    set label 10 * i + 1 value('L_regime_'.regime) at 0, row(i)
    do for [k = 1:9] {
        x = number('sheet_'.regime.'_'.measure(k))
        cell = k == 1 ? sprintf('%d', int(x)) : k > 2 && !two ? '–' \
            : sprintf(k == 2 ? '%.1f' : '%.2f', x)
        set label 10 * i + 1 + k cell at place(k), row(i) center
    }
}
set label 60 L3_graded_note at 0.5, 0.1 center font small textcolor rgb grey
plot NaN notitle
