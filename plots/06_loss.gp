# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L6_loss_title
set logscale y
set format y '10^{%T}'
set xlabel L_epoch
set ylabel L4_weighed
set key outside right center
file = run.'/main/intrinsic_loss.csv'
# What is left of the whole: the mean warps.
rest(all, mse, smooth, shade, flat, nats) = all - mse - smooth - shade - flat - nats
plot file using 1:4 every ::1 with lines linewidth 2 linecolor rgb blue title L4_term_mse, \
    file using 1:7 every ::1 with lines linewidth 2 linecolor rgb orange title L6_term_flat, \
    file using 1:8 every ::1 with lines linewidth 2 linecolor rgb red title L6_term_nats, \
    file using 1:(rest($3, $4, $5, $6, $7, $8)) every ::1 with lines linewidth 2 linecolor rgb green title L4_term_bias, \
    file using 1:5 every ::1 with lines linewidth 2 linecolor rgb purple title L6_term_smooth, \
    file using 1:6 every ::1 with lines linewidth 2 linecolor rgb black title L6_term_shade
