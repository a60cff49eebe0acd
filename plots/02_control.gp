# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L2_control_title
latent = int(result('latent'))
constant = sprintf('%s/codes_%d/vae_%s/vae_loss.csv', run, latent, result('seed'))
history(i) = i == 1 ? constant : run.'/control/'.word('- warm_up heavy', i).'/vae_loss.csv'
name(i) = i == 1 ? L2_constant : i == 2 ? L2_warm_up : L2_heavy(number('heavy_beta'))
active(i) = number('control_'.word('constant warm_up heavy', i).'_active')
set xlabel L_epoch
set xrange [0.5:number('short_epochs') + 0.5]
set xtics 2
set logscale y
set yrange [0.0007:8]
set format y '%g'
set ytics (0.001, 0.01, 0.1, 1)
set bmargin at screen 0.16
set tmargin at screen 0.8
set arrow 1 from graph 0, first 0.1 to graph 1, first 0.1 nohead dashtype 2 \
    linecolor rgb black front
do for [i = 1:3] {
    set lmargin at screen 0.09 + 0.31 * (i - 1)
    set rmargin at screen 0.36 + 0.31 * (i - 1)
    set title name(i)."\n".L2_active(active(i), latent) font small
    if (i == 1) { set ylabel L2_unit_kl } else {
        unset ylabel
        set format y ''
    }
    plot for [k = 1:latent] history(i) using 1:(column(5 + k)) every ::1 \
        with lines linewidth 1.2 linecolor rgb blue notitle
}
unset multiplot
