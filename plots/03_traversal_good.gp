# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
folder = run.'/sheet/good'
title_text = L_traversal_good
load 'plots/traversal.gp'
