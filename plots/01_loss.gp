# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
load 'plots/latent.gp'
main_loss = run.'/ae_'.latent.'_loss.csv'
stats main_loss using 3 every ::1 nooutput
set multiplot
set logscale y
set xlabel L_epoch
set xrange [0:*]
set ylabel L_mse
set yrange [(STATS_min < 0.013 ? 0.9 * STATS_min : 0.012):0.6]
set ytics (0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5)
set xtics 1
set size 0.5, 1
set origin 0, 0
set title L_loss_title
set key at graph 1,1.02 right
rates = system("ls '".run."/rates'")
file(r) = run.'/rates/'.r.'/ae_'.latent.'_loss.csv'
plot for [i = 1:words(rates)] file(word(rates, i)) using 1:3 every ::1 \
        with linespoints linewidth 2 pointtype 7 pointsize 0.5 \
        linecolor rgb word(blue.' '.orange.' '.black, i) \
        title L_rate.' '.word(rates, i), \
    for [i = 1:words(rates)] file(word(rates, i)) using 1:4 every ::1 \
        with linespoints linewidth 1.5 dashtype 2 pointtype 6 pointsize 0.5 \
        linecolor rgb word(blue.' '.orange.' '.black, i) notitle, \
    NaN with lines linewidth 1.5 dashtype 2 linecolor rgb grey title L_held_out
set origin 0.5, 0
set title L_main_loss
set xtics 2
plot main_loss using 1:3 every ::1 with linespoints \
    linewidth 2 pointtype 7 pointsize 0.5 linecolor rgb blue title L_training
unset multiplot
