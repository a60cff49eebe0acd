# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
folder = run.'/sheet/low'
title_text = L_traversal_low
load 'plots/traversal.gp'
