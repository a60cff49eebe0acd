# SPDX-License-Identifier: GPL-3.0-or-later
# A sheet of 6 x 12 pictures of one source, with its size and its factors. Needs
#   source   its name in samples.csv
rows = csv_rows(run.'/samples.csv')
cell(i, what) = csv_cell(rows, i, what)
found = 0
do for [i = 1:words(rows)] { if (cell(i, 1) eq source) { found = i } }
factors = cell(found, 6)
factor(k) = value('L3_factor_'.word(factors, k))
# The names of factors first .. last.
list(first, last) = (first > last) ? '' : factor(first).(first < last ? ', ' : '').list(first + 1, last)
n = int(cell(found, 5))
set title value('L3_source_'.source).', '.cell(found, 3).' × '.cell(found, 2)
# Where the names would not fit, the label tables sum them up.
names = (n > 6) ? value('L3_factors_of_'.source) : list(1, n)
set label 1 L3_factors(n).': '.names at screen 0.5, 0.055 center font small
box_left = 0.02; box_right = 0.98; box_bottom = 0.09; box_top = 0.9
sheet = run.'/samples_'.source.'.png'
sheet_rows = 6; sheet_columns = 12
row_names = ''; column_names = ''
load 'plots/sheet.gp'
