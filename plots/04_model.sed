# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm,
# from top to bottom; at their sides the first test picture, what is decoded of
# it, and what comes out.
# then: plots/without_loss.sed
s/rankdir=LR;/rankdir=TB; viewport="453.6,255.1,0.43"; center=true; nodesep=0.4; ranksep=0.07;/
s/fontname/fontsize=21 fontname/
/label="picture/s/^ *\(b[0-9]*\).*/&\
i [style="" shape=none label="" image="block_input.png" imagescale=true fixedsize=true width=0.8 height=0.8]; {rank=same; i; \1} i -> \1 [style=dotted dir=none];/
/label="texture decoder/s/^ *\(b[0-9]*\).*/&\
t [style="" shape=none label="" image="block_texture.png" imagescale=true fixedsize=true width=0.8 height=0.8]; {rank=same; t; \1} t -> \1 [style=dotted dir=none];/
/label="affine map/s/^ *\(b[0-9]*\).*/&\
w [style="" shape=none label="" image="block_warp.png" imagescale=true fixedsize=true width=0.8 height=0.8]; {rank=same; \1; w} \1 -> w [style=dotted dir=none];/
/label="sampler/s/^ *\(b[0-9]*\).*/&\
o [style="" shape=none label="" image="block_output.png" imagescale=true fixedsize=true width=0.8 height=0.8]; {rank=same; \1; o} \1 -> o [style=dotted dir=none];/
