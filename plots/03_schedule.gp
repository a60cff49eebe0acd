# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
set multiplot title L3_schedule_title
names = 'low good anneal'
colour(k) = word(red.' '.blue.' '.green, k)
history(k) = run.'/sheet/'.word(names, k).'/beta_vae_loss.csv'
setting(k, key) = real(system(sprintf("sed -n 's/^%s = //p' '%s/sheet/%s/results.txt'", key, run, word(names, k))))
array threshold[3]
array floor_[3]
do for [k = 1:3] {
    threshold[k] = setting(k, 'beta_c')
    floor_[k] = setting(k, 'entropy_floor')
}
set lmargin at screen 0.12
set rmargin at screen 0.98
set xrange [0:*]
set format x ''
set logscale y
set key at screen 0.97, screen 0.93 right horizontal
set tmargin at screen 0.86
set bmargin at screen 0.62
set ylabel L_share font small
set yrange [0.002:1]
set ytics (0.004, 0.02, 0.1, 0.45) font small
plot for [k = 1:3] history(k) using 1:(($3 - $4) / $5 / threshold[k]) every ::1 \
    with lines linewidth 2.5 linecolor rgb colour(k) title value('L_regime_'.word(names, k))
unset key
unset logscale y
set tmargin at screen 0.58
set bmargin at screen 0.38
set ylabel L3_nats_short font small
set yrange [0:6]
set ytics 0, 2 font small
plot for [k = 1:3] for [u = 1:5] history(k) using 1:(column(5 + u)) every ::1 \
    with lines linewidth 1.5 linecolor rgb colour(k) notitle
set logscale y
set format x '%g'
set tmargin at screen 0.34
set bmargin at screen 0.13
set xlabel L_epoch offset 0,0.6
set ylabel L3_floor_short font small
set yrange [1:300]
set ytics (1, 10, 100) font small
plot for [k = 1:3] history(k) using 1:($4 - floor_[k]) every ::1 \
    with lines linewidth 2.5 linecolor rgb colour(k) notitle
unset multiplot
