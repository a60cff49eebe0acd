# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
# p is a code's distribution, q the prior; no run is needed for this one.
set title L2_divergence_title
mu = 1.0; sigma = 0.5
p(x) = exp(-((x - mu) / sigma) ** 2 / 2) / (sigma * sqrt(2 * pi))
q(x) = exp(-x ** 2 / 2) / sqrt(2 * pi)
f(x) = p(x) * log(p(x) / q(x))
nats = (mu ** 2 + sigma ** 2 - 1) / 2 - log(sigma)
set xrange [-2.5:3.5]
set yrange [-0.25:1]
set samples 400
set xlabel 'z'
set key top left
set style fill transparent solid 0.5 noborder
set label L2_area(nats) at 1.95, 0.6
plot '+' using 1:(f($1) > 0 ? f($1) : 0):(0) with filledcurves \
        linecolor rgb sky title 'p ln(p/q)', \
    '+' using 1:(f($1) < 0 ? f($1) : 0):(0) with filledcurves \
        linecolor rgb orange notitle, \
    p(x) with lines linewidth 2 linecolor rgb blue \
        title sprintf('p = N(%g, %g²)', mu, sigma), \
    q(x) with lines linewidth 2 dashtype 2 linecolor rgb black \
        title 'q = N(0, 1)'
