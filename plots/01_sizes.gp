# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L_sizes_title
set logscale xy
set xlabel L_number_of_codes
set ylabel L_test_mse
set xrange [0.9:80]
set yrange [0.005:0.08]
set xtics (1, 2, 4, 8, 16, 32, 64)
set ytics (0.005, 0.01, 0.02, 0.05)
set key bottom left
load 'plots/latent.gp'
plot run.'/pca.csv' using ($1 >= 1 ? $1 : NaN):2 with lines linewidth 2 \
        linecolor rgb grey title L_pca, \
    '+' using (real(latent)):(number('linear_'.latent.'_test_mse')) every ::0::0 \
        with points pointtype 6 pointsize 1.2 linewidth 1.5 \
        linecolor rgb black title L_linear, \
    run.'/sizes.csv' using 1:2 with linespoints linewidth 2 pointtype 7 \
        pointsize 0.7 linecolor rgb blue title L_short(int(number('short_epochs'))), \
    '+' using (real(latent)):(number('ae_'.latent.'_test_mse')) every ::0::0 \
        with points pointtype 9 pointsize 1.2 linecolor rgb red \
        title L_long(int(number('ae_'.latent.'_epochs')))
