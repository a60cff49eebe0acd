# SPDX-License-Identifier: GPL-3.0-or-later
# Plots a sheet of pictures with names at its rows and columns. Needs
#   sheet            the PNG
#   sheet_rows, sheet_columns   how many cells it has
#   row_names, column_names     names, separated by |, or ''
#   box_left, box_right, box_bottom, box_top   where it may lie on the page

unset border
unset grid
unset key
unset tics
W = png_width(sheet)
H = png_height(sheet)
# The largest picture that fits into the box of a 16:9 page, in its middle.
shrink = (real(W) / H) / (16.0 * (box_right - box_left) / (9.0 * (box_top - box_bottom)))
half_x = 0.5 * (box_right - box_left) * (shrink < 1 ? shrink : 1)
half_y = 0.5 * (box_top - box_bottom) * (shrink > 1 ? 1 / shrink : 1)
set lmargin at screen 0.5 * (box_left + box_right) - half_x
set rmargin at screen 0.5 * (box_left + box_right) + half_x
set bmargin at screen 0.5 * (box_bottom + box_top) - half_y
set tmargin at screen 0.5 * (box_bottom + box_top) + half_y
if (row_names ne '') {
    set ytics ('' 0) scale 0 offset 0.5,0 font small
    do for [i = 1:sheet_rows] {
        set ytics add (part(row_names, i, '|') H * (1 - (i - 0.5) / sheet_rows))
    }
}
if (column_names ne '') {
    set x2tics ('' 0) scale 0 offset 0,-0.4 font small
    do for [i = 1:sheet_columns] {
        set x2tics add (part(column_names, i, '|') W * (i - 0.5) / sheet_columns)
    }
}
set xrange [0:W]
set x2range [0:W]
set yrange [0:H]
plot sheet binary filetype=png with rgbimage notitle
