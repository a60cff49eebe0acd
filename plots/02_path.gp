# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L2_path_title
constant = sprintf('%s/codes_%s/vae_%s/vae_loss.csv', run, result('latent'), result('seed'))
set xlabel L2_kl
set yrange [70:*]
set ylabel L2_rec
set key top right opaque
# Dotted: equal sums, along which the ELBO does not change.
set xrange [0:*]
last = int(number('short_epochs'))
# The epochs that are written on a path: the first few, and the last.
shown(e, few) = e <= few || e == last ? sprintf('%d', e) : ''
plot for [s = 90:240:15] s - x with lines linewidth 0.7 dashtype 3 \
        linecolor rgb grey title (s == 90 ? L2_equal_sum : ''), \
    constant using 5:4 every ::1 with linespoints pointtype 7 \
        pointsize 0.4 linewidth 2 linecolor rgb blue title L2_constant, \
    run.'/control/warm_up/vae_loss.csv' using 5:4 every ::1 with linespoints \
        pointtype 5 pointsize 0.4 linewidth 2 linecolor rgb orange \
        title L2_warm_up, \
    run.'/control/heavy/vae_loss.csv' using 5:4 every ::1 with linespoints \
        pointtype 9 pointsize 0.5 linewidth 2 linecolor rgb red \
        title L2_heavy(number('heavy_beta')), \
    constant using 5:4:(shown($1, 2)) every ::1 with labels font small \
        offset -1.3,-0.4 textcolor rgb blue notitle, \
    run.'/control/warm_up/vae_loss.csv' using 5:4:($1 <= 5 ? sprintf('%d', $1) : '') every ::1 \
        with labels font small offset 0,0.8 textcolor rgb orange notitle, \
    run.'/control/warm_up/vae_loss.csv' using 5:($1 == last ? $4 : NaN):1 \
        every ::1 with labels font small offset 1.5,0 textcolor rgb orange \
        notitle, \
    run.'/control/heavy/vae_loss.csv' using 5:4:(shown($1, 2)) every ::1 \
        with labels font small offset 1.3,0.3 textcolor rgb red notitle
