# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L4_loss_title
set logscale y
set format y '10^{%T}'
set xlabel L_epoch
set ylabel L4_weighed
set key outside right center
file = run.'/main/dae_loss.csv'
plot file using 1:4 every ::1 with lines linewidth 2 linecolor rgb blue title L4_term_mse, \
    file using 1:5 every ::1 with lines linewidth 2 linecolor rgb orange title L4_term_smooth, \
    file using 1:6 every ::1 with lines linewidth 2 linecolor rgb green title L4_term_bias
