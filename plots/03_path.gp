# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,4 title L3_path_title margins 0.05,0.985,0.3,0.6756 spacing 0.03,0
unset key
set size ratio 1
set xrange [4:23]
set yrange [23:4]
set xtics 5, 5 font small
set ytics 5, 5 font small
colour(r) = word(blue.' '.orange.' '.green.' '.purple.' '.black, r)
do for [k = 1:4] {
    name = word('low high good anneal', k)
    folder = run.'/sheet/'.name
    set title value('L_short_'.name) offset 0,-0.5
    angle = system("sed -n 's/^gradient_angle_50 = //p' '".folder."/results.txt'")
    correlation = system("sed -n 's/^code_correlation = //p' '".folder."/results.txt'")
    active = int(system("sed -n 's/^active_units = //p' '".folder."/results.txt'"))
    set xlabel (active != 2 ? ' ' : L3_angle(real(angle), real(correlation))) font small offset 0,-0.4
    if (k > 1) { set format y '' }
    plot for [r = 1:5] folder.'/path.csv' using ($1 == r ? $3 : NaN):4 every ::1 \
        with lines linewidth 2.5 linecolor rgb colour(r)
}
unset multiplot
