# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
set label 10 L4_twice_title at screen 0.5, 0.945 center
sheet = run.'/lab_twice.png'
sheet_rows = 1; sheet_columns = 5
row_names = ''
turns = number('lab_twice_turns')
column_names = L4_twice_names(360 / turns, 180 / turns, turns)
box_left = 0.02; box_right = 0.98; box_bottom = 0.25; box_top = 0.72
set label 1 L4_energy at screen 0.5, 0.12 center font small
do for [k = 1:5] {
    energy = k == 1 ? 1 : number('lab_twice_'.word('- once two twelve composed', k))
    set label 1 + k sprintf('%.2f', energy) at screen 0.02 + 0.96 * (k - 0.5) / 5, 0.22 \
        center textcolor rgb (energy > 0.99 ? black : red)
}
load 'plots/sheet.gp'
