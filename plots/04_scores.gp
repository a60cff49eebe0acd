# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set multiplot title L4_scores_title
unset grid
set border 0
unset colorbox
set palette defined (0 '#ffffff', 1 '#0072b2')
set cbrange [0:1]
set datafile separator ','
# For each set of pictures: rows are factors, columns the two parts of the code.
do for [k = 0:1] {
    set title (k ? L4_palms : L4_strokes) offset 0,2
    file = run.'/'.(k ? 'palms' : 'strokes').'/dae/scores.csv'
    factors = k ? 'spread_thumb spread_index spread_middle spread_ring spread_little rotation scale x y skin light' \
                : 'rotation scale shear thickness x y'
    set lmargin at screen 0.19 + 0.49 * k
    set rmargin at screen 0.48 + 0.49 * k
    set bmargin at screen 0.06
    set tmargin at screen 0.73
    n = words(factors)
    set xrange [-0.5:3.5]
    set yrange [n - 0.5:-0.5]
    set ytics ('' 0) scale 0 font small
    do for [i = 1:n] { set ytics add (value('L4_factor_'.word(factors, i)) i - 1) }
    set xtics ('' 0) scale 0
    do for [q = 0:3] {
        note = q % 2 ? L4_quadratic : L4_linear
        set label 10 + q note at q, graph 1.045 center font small
    }
    set label 20 L4_appearance at 0.5, graph 1.12 center font small
    set label 21 L4_warp at 2.5, graph 1.12 center font small
    set print $M
    do for [i = 1:n] {
        do for [q = 0:3] {
            r2 = real(system(sprintf("grep '^%s,%s,%s,' '%s' | cut -d, -f4", \
                word('r2 r2q', q % 2 + 1), word('appearance warp', q / 2 + 1), word(factors, i), file)))
            print sprintf('%d,%d,%.4f', q, i - 1, r2)
        }
    }
    unset print
    plot $M using 1:2:($3 < 0 ? 0 : $3) with image notitle, \
        $M using 1:2:(sprintf('%.2f', $3)):($3 > 0.55 ? 0xffffff : 0x000000) with labels textcolor rgb variable font small notitle
}
unset multiplot
