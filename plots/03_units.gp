# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 2,2 title L_units_title margins 0.08,0.98,0.15,0.83 spacing 0.07,0.16
set xrange [0:*]
set yrange [0:6]
set ytics 1
do for [k = 1:4] {
    name = word('low good high anneal', k)
    set title value('L_regime_'.name) offset 0,-0.6
    if (k > 2) { set xlabel L_epoch offset 0,0.4 } else { unset xlabel }
    if (k % 2) { set ylabel L_nats offset 1,0 } else { unset ylabel }
    plot for [u = 1:5] run.'/sheet/'.name.'/beta_vae_loss.csv' using 1:(column(5 + u)) \
        every ::1 with lines linewidth 2 linecolor rgb word(blue.' '.orange.' '.green.' '.purple.' '.black, u) notitle
}
unset multiplot
