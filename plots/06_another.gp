# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
heading = L6_another_title
film = run.'/main/another'
rms = number('main_another_rms')
load 'plots/lighting.gp'
