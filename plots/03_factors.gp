# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set datafile separator ','
table = run.'/factor_sheet.csv'
# What column `what` says in the first line of a row.
cell(row, what) = system(sprintf("awk -F, '$1 == %d { print $%d; exit }' '%s'", row, what, table))
own(row) = int(system(sprintf("awk -F, '$1 == %d && $4 { print $3 }' '%s'", row, table)))
sheet = run.'/factor_sheet.png'
sheet_rows = 5; sheet_columns = 9
set multiplot title L3_factors_title

# As wide as it may be; then this is its height on a page of 16:9.
row_names = ''; column_names = ''
box_left = 0.275; box_right = 0.985; box_top = 0.86
row_height = (box_right - box_left) * 16 / 9 * png_height(sheet) / png_width(sheet) / sheet_rows
box_bottom = box_top - sheet_rows * row_height

# The sliders: a rail a factor, a bar a value that occurs in the row.
unset border
unset grid
unset key
unset tics
set xrange [0.4:5.6]
set yrange [-0.2:1.2]
set lmargin at screen 0.13
set rmargin at screen 0.26
do for [k = 1:5] { set arrow k from k,0 to k,1 nohead linecolor rgb grey back }
do for [r = 1:sheet_rows] {
    top = box_top - (r - 1) * row_height
    set tmargin at screen top
    set bmargin at screen top - row_height
    set label 1 value('L3_factor_'.cell(r, 2)) at screen 0.012, top - row_height / 2
    plot for [k = 1:5] table using \
        ($1 == r ? k - 0.32 : NaN):(column(4 + k)):(0.64):(0) every ::1 with vectors \
        nohead linewidth 2.5 linecolor rgb (k == r ? red : black)
}
unset arrow
set label 2 L3_factors_note at screen 0.97, box_bottom - 0.05 right font small
unset label 1

set xrange [*:*]
own_columns = ''
do for [r = 1:sheet_rows] { own_columns = own_columns.sprintf(' %d', own(r)) }
load 'plots/frames.gp'
load 'plots/sheet.gp'
unset multiplot
