# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set title L2_densities_title
latent = int(result('latent'))
set ylabel L2_density
set xrange [-0.6:3.6]
set yrange [0.8:*]
set xtics ('' 0) scale 0
do for [i = 0:3] {
    set xtics add (sprintf("%s\n%d %s", i % 2 ? L2_random_codes : L2_middles, \
        i > 1 ? latent : 2, L_codes) i)
}
set bmargin 4
set arrow from graph 0, first 1 to graph 1, first 1 nohead dashtype 2 \
    linecolor rgb grey
set label L2_home at graph 0.995, first 1 right offset 0,-0.6 font small \
    textcolor rgb grey
set key top right
# Columns: what, whose, codes, seed, density.
place(what, codes) = (what eq 'random') + (codes > 2 ? 2 : 0)
side(whose) = whose eq 'vae' ? 0.12 : -0.12
of(whose) = sprintf("< grep ',%s,' '%s/densities.csv'", whose, run)
plot of('ae') using (place(strcol(1), $3) + side('ae') + 0.012 * ($4 - 3)):5 \
        with points pointtype 6 pointsize 0.9 linewidth 1.5 \
        linecolor rgb red title L2_ae, \
    of('vae') using (place(strcol(1), $3) + side('vae') + 0.012 * ($4 - 3)):5 \
        with points pointtype 7 pointsize 0.9 linecolor rgb blue title L2_vae
