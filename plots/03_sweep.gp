# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L_sweep_title margins 0.09,0.98,0.16,0.84 spacing 0.09,0
set logscale x
set xlabel L_share
set xrange [0.003:1.5]
set xtics (0.004, 0.07, 0.2, 0.45, '1' 1)
set arrow 1 from 1, graph 0 to 1, graph 1 nohead dashtype 2 linecolor rgb grey
set ylabel L_total_nats offset 1,0
set yrange [0:16]
plot for [i = 1:3] run.'/sweep.csv' \
    using ($1 == int(word('2 5 10', i)) ? $2 : NaN):4 every ::1 with linespoints \
    linewidth 2 pointtype 7 pointsize 0.7 linecolor rgb word(blue.' '.orange.' '.black, i) \
    title word('2 5 10', i).' '.L_available
set ylabel L_active
set yrange [-0.3:6.6]
plot for [i = 1:3] run.'/sweep.csv' \
    using ($1 == int(word('2 5 10', i)) ? $2 : NaN):3 every ::1 with linespoints \
    linewidth 2 pointtype 7 pointsize 0.7 linecolor rgb word(blue.' '.orange.' '.black, i) notitle
unset multiplot
