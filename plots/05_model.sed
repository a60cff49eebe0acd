# SPDX-License-Identifier: GPL-3.0-or-later
# The blocks of the model, as the program built them, on a page of 160 x 90 mm,
# from top to bottom and without the loss, to which half of the arrows lead.
s/rankdir=LR;/rankdir=TB; viewport="453.6,255.1,0.43"; center=true; nodesep=0.5; ranksep=0.12;/
s/fontname/fontsize=21 fontname/
/label="loss/{
s/^ *\(b[0-9]*\) .*/\1/
h
d
}
/->/{
G
/-> \(b[0-9]*\) .*\n\1$/d
s/\n.*//
}
s/\\n"/"/
s/ \[label="\(codes\|x\|\)"\]//
s/label="\([^"\\]*\)\\n\([0-9]\)/label="\1: \2/
