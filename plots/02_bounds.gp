# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L2_bounds_title
set logscale x 2
set xlabel L2_samples
set ylabel L2_neg_logp
set format x '%g'
set xrange [0.8:400]
set offsets 0, 0, 0.5, 0.5
unset key
set label L2_elbo at 1, number('binary_neg_elbo') offset 1.5,0.3
set label sprintf('%.1f', number('binary_neg_logp')) \
    at number('binary_samples'), number('binary_neg_logp') offset 0,1.2 center
plot run.'/binary/bounds.csv' using 1:2 every ::1 with linespoints \
    linewidth 2 pointtype 7 linecolor rgb blue
