# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set label 10 L6_factorings_title at screen 0.5, 0.955 center
sheet = run.'/factorings.png'
sheet_rows = 3; sheet_columns = 4
row_names = L6_factor_rows
column_names = L6_factoring_names
box_left = 0.17; box_right = 0.93; box_bottom = 0.15; box_top = 0.84
set label 11 L6_roughness at screen 0.285, 0.105 right font small
whole = number('sphere_true_roughness')
do for [k = 1:4] {
    share = number('sphere_'.word('true scaled tinted painted', k).'_roughness') / whole
    set label 20 + k sprintf('%.2f', share) at screen 0.55 + (k - 2.5) * 0.129, 0.085 center
}
load 'plots/sheet.gp'
