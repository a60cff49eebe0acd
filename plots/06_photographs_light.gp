# SPDX-License-Identifier: GPL-3.0-or-later
# A lamp that moves over photographs, where they are at hand.
load 'plots/style.gp'
heading = L6_photographs_light_title
missing = L6_no_photographs
if (number('photographs') == 0) {
    load 'plots/missing.gp'
} else {
    film = run.'/photographs/lighting'
    rms = number('photographs_lighting_rms')
    load 'plots/lighting.gp'
}
