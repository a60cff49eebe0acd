# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the loss out of a model, to which half of its arrows lead, and puts what
# a block has on one line. For scripts that say "then: plots/without_loss.sed".
/label="loss/{
s/^ *\(b[0-9]*\) .*/loss \1/
h
d
}
/^ *b[0-9]* ->/{
G
/-> \(b[0-9]*\) .*\nloss \1$/d
s/\n.*//
}
s/\\n"/"/
s/ \[label="\(codes\|x\|\)"\]//
s/label="\([^"\\]*\)\\n\([0-9]\)/label="\1: \2/
