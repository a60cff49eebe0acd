# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
source = 'grey'
load 'plots/samples.gp'
