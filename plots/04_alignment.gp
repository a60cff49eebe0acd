# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
folder = 'palms/dae'
key = 'palms_dae'
heading = L4_alignment_title
load 'plots/alignment.gp'
