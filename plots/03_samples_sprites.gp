# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
source = 'sprites'
load 'plots/samples.gp'
