# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L3_labels_title
set xlabel L3_labels offset 0,0.4
set ylabel L3_labels_r2 offset 1,0
set logscale x
set xtics (3, 5, 10, 20, 50, 100, 200)
set xrange [2.7:230]
set yrange [0:1.02]
set key bottom right
colour(k) = word(black.' '.grey.' '.red.' '.blue.' '.green, k + 1)
name(k) = value('L3_reads_'.word('pixels pca vae good anneal', k + 1))
shift(k) = 1 + 0.025 * (k - 2)
plot for [k = 0:4] run.'/few_labels.csv' using ($2 == k ? $1 * shift(k) : NaN):3:4:5 every ::1 \
        with yerrorbars pointtype (k < 2 ? 6 : 7) pointsize 0.8 linewidth 1 linecolor rgb colour(k) notitle, \
    for [k = 0:4] '< grep -E "^[0-9]+,'.k.'," "'.run.'/few_labels.csv"' using ($1 * shift(k)):3 \
        with linespoints pointtype (k < 2 ? 6 : 7) pointsize 0.8 linewidth 2 linecolor rgb colour(k) title name(k)
