# SPDX-License-Identifier: GPL-3.0-or-later
# The lecture's slide of pictures laid on each other. Needs
#   folder   of the run that has alignment.png and means.png
#   key      what the names of that run's results begin with
#   heading  the title
set multiplot
set label 1 heading at screen 0.5, 0.955 center
sheet = run.'/'.folder.'/alignment.png'
sheet_rows = 3; sheet_columns = 8
row_names = L4_input_a.'|'.L4_reconstruction_b.'|'.L4_laid_c
column_names = ''
box_left = 0.155; box_right = 0.785; box_bottom = 0.2; box_top = 0.86
set label 2 sprintf(L4_alignment_note, number(key.'_test_mse'), number(key.'_mean_image_mse')) \
    at screen 0.47, 0.16 center font small
load 'plots/sheet.gp'
unset label
unset ytics
sheet = run.'/'.folder.'/means.png'
W = png_width(sheet); H = png_height(sheet)
set yrange [0:H]
set lmargin at screen 0.81
set rmargin at screen 0.985
do for [k = 0:1] {
    top = 0.895 - 0.44 * k
    set tmargin at screen top
    set bmargin at screen top - 0.175 * 16 / 9
    set xrange [W * k / 3.0:W * (k + 1) / 3.0]
    set label 1 (k ? sprintf(L4_mean_texture_e, number(key.'_sharpness')) : L4_mean_input_d) \
        at screen 0.8975, top - 0.35 center font small
    plot sheet binary filetype=png with rgbimage notitle
}
unset multiplot
