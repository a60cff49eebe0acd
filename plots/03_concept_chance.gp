# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L3_chance_title
set logscale xy
set xlabel L3_rows
set ylabel L3_found_nats
set xrange [50:45000]
set yrange [1e-4:3]
set format y '%g'
set xtics (64, 256, 1024, 4096, 16384)
set key bottom left
file = run.'/concept_chance.csv'
bins(i) = int(word('20 10 5', i))
colour(i) = word(red.' '.orange.' '.blue, i)
plot for [i = 1:3] file using ($2 == bins(i) ? $1 : NaN):5 every ::1 with lines \
        linewidth 1.5 linecolor rgb colour(i) notitle, \
    for [i = 1:3] file using ($2 == bins(i) ? $1 : NaN):3 every ::1 with points \
        pointtype 7 pointsize 0.9 linecolor rgb colour(i) title L3_bins(bins(i)), \
    for [i = 1:3] '+' using (bins(i) ** 2):((bins(i) - 1.0) ** 2 / (2 * bins(i) ** 2)) \
        every ::::0 with points pointtype 6 pointsize 2 linewidth 1.5 \
        linecolor rgb black notitle, \
    NaN with points pointtype 6 pointsize 2 linecolor rgb black title L3_cells, \
    NaN with lines linecolor rgb grey linewidth 1.5 title L3_formula
