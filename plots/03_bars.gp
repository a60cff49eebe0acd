# SPDX-License-Identifier: GPL-3.0-or-later
# The units of the disentangling autoencoder as bars, in the four regimes.
load 'plots/style.gp'
set datafile separator ','
set multiplot layout 2,2 title L3_bars_title margins 0.08,0.98,0.09,0.85 spacing 0.08,0.17
unset key
set style fill solid 1 noborder
set boxwidth 0.7
set xrange [0.4:5.6]
set yrange [0:4<*]
set ytics 2
do for [k = 1:4] {
    name = word('low good high anneal', k)
    folder = run.'/sheet/'.name
    file = folder.'/traversal.csv'
    weight(key) = real(system(sprintf("sed -n 's/^%s = //p' '%s/results.txt'", key, folder)))
    set title value('L_regime_'.name).': '.L3_bars_note(weight('beta'), weight('beta_to')) font small offset 0,-0.4
    if (k % 2) { set ylabel L_nats offset 1,0 } else { unset ylabel }
    plot file using 1:($3 > 0.1 ? $3 : NaN):xtic('z'.strcol(2)) every ::1 with boxes linecolor rgb blue, \
        file using 1:($3 > 0.1 ? NaN : 0.06) every ::1 with boxes linecolor rgb grey, \
        file using 1:3:(sprintf("%.2f", $3)) every ::1 with labels font small offset 0,0.6
}
unset multiplot
