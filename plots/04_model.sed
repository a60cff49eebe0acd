# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm.
s/rankdir=LR;/rankdir=LR; viewport="453.6,255.1,0.3"; center=true; nodesep=0.4; ranksep=0.2;/
s/fontname/fontsize=24 fontname/
