# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm.
s/rankdir=LR;/rankdir=LR; viewport="453.6,255.1,0.65"; center=true; nodesep=0.5; ranksep=0.1;/
s/fontname/fontsize=14 fontname/
s/ parameters/\\n parameters/
/label="mu"/d
s/label="logvar"/label="mu,\\nlogvar"/
s/label="logits"/label="y"/
s/beta kl/β KL/
