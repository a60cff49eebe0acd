# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm,
# from top to bottom. The codes are drawn in their parts: that of the classes
# enters both decoders.
# then: plots/without_loss.sed
s/rankdir=LR;/rankdir=TB; viewport="453.6,255.1,0.42"; center=true; nodesep=0.6; ranksep=0.17;/
s/fontname/fontsize=21 fontname/
/label="codes\\n/{
h
s/^ *\(b[0-9]*\) .*/\1/
x
s/label="codes\\n\([0-9]*\) - \([0-9]*\) - \([0-9]*\) - \([0-9]*\)\\n.*"/shape=record style=filled label="<a> appearance: \1|<c> classes: \2|<s> shape: \3|<f> affine: \4"/
}
/label="texture decoder/,/label="codes"/s/\(b[0-9]*\) -> \(b[0-9]*\) .*/\1:a -> \2; \1:c -> \2 [color="#d55e00" penwidth=3];/
/label="warp decoder/,/label="codes"/s/\(b[0-9]*\) -> \(b[0-9]*\) .*/\1:c -> \2 [color="#d55e00" penwidth=3]; \1:s -> \2;/
/label="affine map/,/label=""/{
/label=""/{
G
s/b[0-9]* -> \(b[0-9]*\) .*\n\(b[0-9]*\)/\2:f -> \1;/
}
}
