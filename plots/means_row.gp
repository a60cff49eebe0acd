# SPDX-License-Identifier: GPL-3.0-or-later
# Draws means.png of several runs as columns of a page: mean texture, mean warp,
# and numbers below. Needs
#   folders          folders of the runs, separated by blanks
#   names            a name each, separated by |
#   top              where on the page the row begins, bottom where it ends
#   columns          for how many columns the page has room
#   keys             keys of the numbers below, formats, in the same order
unset border
unset grid
unset key
unset tics
unset title
do for [i = 1:words(folders)] {
    folder = word(folders, i)
    key = system("echo ".folder." | tr / _")
    left = 0.14 + (i - 1) * 0.85 / columns
    right = left + 0.85 / columns - 0.012
    file = run.'/'.folder.'/means.png'
    W = png_width(file); H = png_height(file)
    cells = W > 2.5 * H ? 3 : 2
    # The mean input is that of all runs, and left out.
    shown = cells == 3 ? 2 : 1
    first = real(W) / cells
    height = (right - left) / 2 * 16.0 / 9
    set lmargin at screen left
    set rmargin at screen left + (right - left) / 2 * shown
    set tmargin at screen top
    set bmargin at screen top - height
    set xrange [first:W]
    set yrange [0:H]
    set label 1 part(names, i, '|') at screen (left + right) / 2, top + 0.03 center font small
    do for [k = 1:words(keys)] {
        have = system(sprintf("grep -c '^%s_%s = ' '%s/results.txt'", key, word(keys, k), run))
        note = int(have) ? sprintf(word(formats, k), number(key.'_'.word(keys, k))) : '–'
        set label 1 + k note at screen (left + right) / 2, top - height - 0.035 * k center font small
    }
    plot file binary filetype=png with rgbimage notitle
}
