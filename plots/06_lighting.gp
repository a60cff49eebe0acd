# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
heading = L6_lighting_title
film = run.'/main/lighting'
rms = number('main_lighting_rms')
load 'plots/lighting.gp'
