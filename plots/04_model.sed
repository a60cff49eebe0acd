# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm,
# from top to bottom.
# then: plots/without_loss.sed
s/rankdir=LR;/rankdir=TB; viewport="453.6,255.1,0.43"; center=true; nodesep=0.5; ranksep=0.12;/
s/fontname/fontsize=21 fontname/
