# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
folder = run.'/sheet/anneal'
title_text = L_traversal_anneal
load 'plots/traversal.gp'
