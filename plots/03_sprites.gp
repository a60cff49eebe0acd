# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 1,2 title L3_sprites_title margins 0.08,0.98,0.17,0.8 spacing 0.1,0
colour(m) = word(red.' '.blue.' '.green, m)
model(m) = word('vae good anneal', m)
score(k) = word('mig sap dci_d dci_c modularity_active explicitness r2', k)
seeds = int(number('sprites_seeds'))
mean(m, key) = number('sprites_'.model(m).'_'.key)
spread(m, key) = number('sprites_'.model(m).'_'.key.'_sd')
set key at graph 1, graph 0.34 right font small samplen 0.7
set xrange [0.4:7.6]
set yrange [0:1.05]
set xtics ('' 1) scale 0 font small rotate by 25 right offset 0.6,0
do for [k = 1:7] { set xtics add (word(L3_score_names, k) k) }
plot for [m = 1:3] '+' using (k = int($0) + 1, k + 0.22 * (m - 2)):(mean(m, score(k))):(spread(m, score(k))) \
    every ::::6 with yerrorbars pointtype 7 pointsize 0.8 linewidth 2 \
    linecolor rgb colour(m) title value('L3_model_'.model(m))
unset key
factor(k) = word('x y scale orientation shape', k)
set xrange [0.4:5.6]
do for [k = 6:7] { set xtics add ('' k) }
set xtics ('' 1) scale 0 font small
do for [k = 1:5] { set xtics add (value('L3_factor_'.factor(k)) k) }
set ylabel L3_factor_r2 offset 1,0
plot for [m = 1:3] '+' using (k = int($0) + 1, k + 0.22 * (m - 2)):(mean(m, 'r2_'.factor(k))):(spread(m, 'r2_'.factor(k))) \
    every ::::4 with yerrorbars pointtype 7 pointsize 0.8 linewidth 2 \
    linecolor rgb colour(m)
unset multiplot
