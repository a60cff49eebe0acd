# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L4_variation_title
set xrange [-1:60]
set yrange [-0.4:1.8]
set xlabel L4_sample
set key top left
file = run.'/lab_variation.csv'
note(what, kind) = sprintf('%s: %s', what, L4_variation_note( \
    number('lab_variation_'.kind.'_rms'), number('lab_variation_'.kind.'_edge')))
plot file using 1:3 every ::1 with points pointtype 7 pointsize 0.5 linecolor rgb grey \
        title L4_noisy(number('lab_variation_noisy_rms')), \
    file using 1:5 every ::1 with lines linewidth 2 dashtype 2 linecolor rgb red \
        title note(L4_squares, 'square'), \
    file using 1:4 every ::1 with lines linewidth 2 linecolor rgb blue \
        title note(L4_absolutes, 'absolute')
