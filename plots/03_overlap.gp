# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L3_overlap_title margins 0.1,0.97,0.16,0.84 spacing 0.12,0
set logscale x
set xtics (0.004, 0.05, 0.45)
set xrange [0.003:0.6]
set yrange [0:1]
set xlabel L_share offset 0,0.4
set ylabel L3_r2 offset 1,0
shift(kind, seed) = 1 + 0.09 * (seed - 2) + 0.03 * (2 * kind - 1)
set key at graph 0.02, graph 0.6 left
do for [what = 4:5] {
    if (what == 5) { unset key; set ylabel L3_sap offset 1,0 }
    plot for [kind = 0:1] run.'/overlap.csv' \
        using ($1 == kind ? $2 * shift(kind, $3) : NaN):(column(what)) every ::1 \
        with points pointtype (kind ? 7 : 6) pointsize 1 linewidth 2 \
        linecolor rgb (kind ? blue : red) title value('L3_overlap_'.word('apart touching', kind + 1))
}
unset multiplot
