# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L3_ppca_title
set xlabel L_share offset 0,0.4
set ylabel L3_unit_nats offset 1,0
set logscale x
set xtics (0.1, 0.2, 0.3, 0.5, 0.7, 1)
set xrange [0.095:1.25]
set yrange [-0.03:1.25]
threshold(j) = real(system(sprintf("awk -F, '$2 == %d { print $3; exit }' '%s/ppca.csv'", j, run)))
colour(j) = word(blue.' '.red.' '.green.' '.purple.' '.sky.' '.black, j)
array t[6]
do for [j = 1:6] { t[j] = threshold(j) }
set samples 400
set arrow from 1, graph 0 to 1, graph 1 nohead dashtype 2 linecolor rgb grey
set key top right
plot for [j = 1:6] (x < t[j] ? 0.5 * log(t[j] / x) : 0) with lines linewidth 1.6 \
        linecolor rgb colour(j) notitle, \
    NaN with lines linecolor rgb black linewidth 1.6 title L3_theory, \
    NaN with points pointtype 6 pointsize 1 linecolor rgb black title L3_found, \
    for [j = 1:6] run.'/ppca.csv' using ($2 == j ? $1 : NaN):5 every ::1 \
        with points pointtype 6 pointsize 1 linewidth 1.5 linecolor rgb colour(j) notitle
