# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm,
# from top to bottom. The codes are drawn in their parts; light is blue, paint
# orange. That shading and albedo are warped alike, to be looked at, is left out.
# then: plots/without_loss.sed
s/rankdir=LR;/rankdir=TB; viewport="453.6,255.1,0.43"; center=true; nodesep=0.3; ranksep=0.14;/
s/fontname/fontsize=21 fontname/
s/\(decoder\\n\)/\1 /
s/\(encoder\\n[^-]*-[^-]*\) - /\1\\n/
/label="albedo encoder/{
h
s/^ *\(b[0-9]*\) .*/\1/
x
}
/label="codes\\n/{
H
x
s/\n *\(b[0-9]*\) .*/;\1/
x
s/label="codes\\n\([0-9]*\) - [0-9]* - \([0-9]*\) - 6 - \([0-9]*\)\\n.*"/shape=record style=filled label="<a> albedo: \1|<l> light: \2|<s> shape: \3|<f> affine: 6"/
s/label="codes\\n\([0-9]*\) - [0-9]* - \([0-9]*\) - \([0-9]*\) - 6\\n.*"/shape=record style=filled label="<a> albedo: \1|<l> light: \2|<s> shape: \3|<f> affine: 6"/
}
/<a> albedo/,/label="shading decoder/{
/->/{
G
s/^ *\(b[0-9]*\) -> \(b[0-9]*\) .*\n\1;.*/  \1 -> \2:a:n [color="#e69f00" penwidth=3];/
s/^ *\(b[0-9]*\) -> \(b[0-9]*\) .*\n.*/  \1 -> \2:l [color="#0072b2" penwidth=3]; \1 -> \2:s; \1 -> \2:f;/
}
}
/label="shading decoder/,/label="codes"/s/\(b[0-9]*\) -> \(b[0-9]*\) .*/\1:l -> \2 [color="#0072b2" penwidth=3];/
/label="albedo decoder/,/label="codes"/s/\(b[0-9]*\) -> \(b[0-9]*\) .*/\1:a:s -> \2 [color="#e69f00" penwidth=3];/
/label="product/,/label="shading"/s/label="\(albedo\|shading\)"/label="\1" penwidth=3/
/label="albedo" penwidth/s/penwidth/color="#e69f00" penwidth/
/label="shading" penwidth/s/penwidth/color="#0072b2" penwidth/
/label="warp decoder/,/label="codes"/s/\(b[0-9]*\) -> \(b[0-9]*\) .*/\1:s -> \2;/
/label="affine map/,/label=""/{
/label=""/{
G
s/^ *b[0-9]* -> \(b[0-9]*\) .*\n.*;\(b[0-9]*\)/  \2:f -> \1;/
}
}
/label="sampler/,/label="y"/{
/label="\(shading\|albedo\)"/d
}
