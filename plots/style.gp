# SPDX-License-Identifier: GPL-3.0-or-later
# One look for all figures. A script is started with `run` (folder of the run),
# `language`, `format` (png, pdf, small for a PNG of half the width, or gif) and
# `target` (file to write), and begins with: load 'plots/style.gp'
#
# The page is 160 x 90 mm. A point is 1/72 inch on that page; on the PNG of
# 1920 pixels it is 4.233 pixels (gnuplot counts 4/3 pixels to the point, hence
# 3.175). No text is smaller than 9 points.

if (format eq 'gif') {
    set terminal gif animate delay 15 size 960,540 \
        font '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf,14'
}
if (format eq 'png' || format eq 'small') {
    zoom = (format eq 'small') ? 0.5 : 1
    set terminal pngcairo size 1920 * zoom,1080 * zoom font 'DejaVu Sans,10' \
        fontscale 3.175 * zoom linewidth 3.2 * zoom pointscale 3.2 * zoom \
        dashlength 0.8
}
if (format eq 'pdf') {
    set terminal pdfcairo size 16cm,9cm font 'DejaVu Sans,10' \
        fontscale 1 linewidth 1 pointscale 1 dashlength 0.8
}
set output target
set encoding utf8
load 'plots/labels_'.language.'.gp'

small = ',9'

# Numbers of the run, from its results, which are read once. (To gnuplot, * is
# the 65535th character.)
results_of(folder) = '|'.system(sprintf("sed 's/ = /=/' '%s/results.txt' | tr '\\n' '|'", folder))
results = results_of(run)
result_at = 0
up_to_bar(text) = text[1:strstrt(text, '|') - 1]
result(key) = (result_at = strstrt(results, '|'.key.'='), result_at == 0 ? '' \
    : up_to_bar(results[result_at + strlen(key) + 2:strlen(results)]))
number(key) = real(result(key))

# To two places, and no minus before nothing.
fixed(x) = sprintf('%.2f', abs(x) < 0.005 ? 0 : x)

# Colours: Okabe and Ito (2008), which colour-blind people tell apart and which
# differ in lightness, too.
blue = '#0072b2'; orange = '#e69f00'; green = '#009e73'; red = '#d55e00'
purple = '#cc79a7'; sky = '#56b4e9'; yellow = '#f0e442'; black = '#000000'
grey = '#808080'

set border 3 linewidth 0.6 linecolor rgb '#404040'
set tics nomirror out scale 0.5
set grid linewidth 0.4 linecolor rgb '#d0d0d0'
set key Left reverse samplen 2 spacing 1.1

# What the figure was made from stands on it where that is not what the chapter
# is about.
drawn_from = result('data')
origin = (drawn_from[1:5] eq 'mnist' || drawn_from eq 'dots' || drawn_from[1:5] eq 'faces') \
    ? '' : L_data.': '.drawn_from
if (number('quick') == 1) { origin = origin.(origin eq '' ? '' : ', ').L_quick }
if (origin ne '') {
    set label 9999 origin at screen 0.99,0.03 left rotate by 90 font small \
        textcolor rgb red front
}

# Part i of a text that is cut at every `cut`; all cells of a CSV file but its
# first line, in one text, and one of them.
part(text, i, cut) = (i > 1) \
    ? (strstrt(text, cut) ? part(text[strstrt(text, cut) + 1:*], i - 1, cut) : '') \
    : (strstrt(text, cut) ? text[1:strstrt(text, cut) - 1] : text)
csv_rows(file) = system(sprintf("tail -n +2 '%s' | tr '\\n' '|'", file))
csv_cell(rows, row, column) = part(part(rows, row, '|'), column, ',')

# Size of a PNG in pixels, from its header.
png_number(file, at) = int(system(sprintf( \
    "od -An -tu1 -j%d -N4 '%s' | awk '{print (($1*256+$2)*256+$3)*256+$4}'", \
    at, file)))
png_width(file) = png_number(file, 16)
png_height(file) = png_number(file, 20)
