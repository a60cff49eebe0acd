# SPDX-License-Identifier: GPL-3.0-or-later
# Frames one cell of each row of a sheet green. Needs what sheet.gp needs, and
# own_columns, a word a row: the number of that cell.
frame_width = png_width(sheet)
frame_height = png_height(sheet)
do for [r = 1:sheet_rows] {
    c = int(word(own_columns, r))
    set object 100 + r rectangle \
        from first frame_width * (c - 1.0) / sheet_columns, \
             first frame_height * (1 - real(r) / sheet_rows) \
        to first frame_width * real(c) / sheet_columns, \
           first frame_height * (1 - (r - 1.0) / sheet_rows) \
        front fillstyle empty border linecolor rgb '#3cb371' linewidth 3
}
