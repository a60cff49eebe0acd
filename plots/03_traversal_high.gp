# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
folder = run.'/sheet/high'
title_text = L_traversal_high
load 'plots/traversal.gp'
