# SPDX-License-Identifier: GPL-3.0-or-later
# Test palms with true and found landmarks: of the whole model, and of the model
# whose warp is affine alone.
load 'plots/style.gp'
set datafile separator ','
set multiplot
set label 1 L4_landmarks_title at screen 0.5, 0.955 center
unset border
unset grid
unset tics
# A coordinate of a pixel's centre, on the sheet of five pictures of 48 pixels.
zoom = 6
cell = 48 * zoom
place(file, c, x) = png_gap + c * (cell + png_gap) + (x + 0.5) * zoom
do for [k = 0:1] {
    folder = run.'/palms/'.(k ? 'affine' : 'dae')
    file = folder.'/landmarks.png'
    W = png_width(file); H = png_height(file)
    png_gap = (W - 5.0 * cell) / 6
    height = 0.86 * 16 / 9 * H / W
    top = 0.875 - k * (height + 0.055)
    set lmargin at screen 0.13
    set rmargin at screen 0.99
    set tmargin at screen top
    set bmargin at screen top - height
    set xrange [0:W]
    set yrange [H:0]
    set label 2 (k ? L4_affine_note : L4_whole_note) at screen 0.12, top - 0.08 right font small
    set label 3 sprintf(L4_landmark_error, number('palms_'.(k ? 'affine' : 'dae').'_landmark_error_20')) \
        at screen 0.12, top - 0.19 right font small
    if (k) {
        set key at screen 0.56, 0.1 center maxrows 1 font small width 2
    } else {
        unset key
    }
    plot file binary filetype=png flipy with rgbimage notitle, \
        folder.'/landmarks.csv' using (place(file, $1, $3)):(png_gap + ($4 + 0.5) * zoom) every ::1 \
            with points pointtype 6 pointsize 0.85 linewidth 1.6 linecolor rgb sky title L4_true, \
        folder.'/landmarks.csv' using (place(file, $1, $5)):(png_gap + ($6 + 0.5) * zoom) every ::1 \
            with points pointtype 2 pointsize 0.75 linewidth 1.6 linecolor rgb yellow title L4_found
    unset label
}
unset multiplot
