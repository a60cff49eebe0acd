# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L_sweep_title margins 0.09,0.98,0.16,0.84 spacing 0.09,0
set logscale x
set xlabel L_share
set xrange [0.003:1.5]
set xtics (0.004, 0.07, 0.2, 0.45, '1' 1)
set arrow 1 from 1, graph 0 to 1, graph 1 nohead dashtype 2 linecolor rgb grey
# Bands by the five units, where the run has all three: more than two of them
# are active, two, fewer.
edge(what, last) = system("awk -F, 'NR > 1 && $1 == 5 && ".what." { print $2 }' '".run."/sweep.csv' | sort -g | ".(last ? 'tail' : 'head')." -n 1")
below = edge('$3 > 2', 1); from = edge('$3 == 2', 0); to = edge('$3 == 2', 1); above = edge('$3 < 2', 0)
if (words(below.' '.from.' '.to.' '.above) == 4) {
    low = sqrt(real(below) * real(from))
    high = sqrt(real(to) * real(above))
    set object 1 rectangle from low, graph 0 to high, graph 1 \
        fillcolor rgb '#e0f0e8' fillstyle solid noborder behind
    set label 1 L_short_low at sqrt(0.003 * low), graph 1.04 center font small
    set label 2 L_short_good at sqrt(low * high), graph 1.04 center font small textcolor rgb green
    set label 3 L_short_high at sqrt(high * 1.5), graph 1.09 center font small
}
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
