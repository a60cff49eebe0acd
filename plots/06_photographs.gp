# SPDX-License-Identifier: GPL-3.0-or-later
# The parts of photographs, where they are at hand.
load 'plots/style.gp'
heading = L6_photographs_title
missing = L6_no_photographs
if (number('photographs') == 0) {
    load 'plots/missing.gp'
} else {
    set label 1 heading at screen 0.5, 0.955 center
    do for [k = 1:6] {
        set label 1 + k part(L6_photograph_names, k, '|') at screen 0.03, 0.86 - 0.065 * (k - 1)
    }
    set label 20 L6_photographs_note(number('photographs_people'), \
        100 * number('yale_person_albedo'), 100 * number('yale_person_shading')) \
        at screen 0.03, 0.42
    r2(what, block) = fixed(number('photographs_'.what.'_r2_'.block))
    set label 21 L6_photographs_light(r2('azimuth', 'albedo'), r2('azimuth', 'shading'), \
        r2('elevation', 'albedo'), r2('elevation', 'shading')) at screen 0.03, 0.22
    box_left = 0.5; box_right = 0.961; box_bottom = 0.0456; box_top = 0.865
    sheet = run.'/photographs/parts.png'
    sheet_rows = 6; sheet_columns = 6
    row_names = ''
    column_names = '(a)|(b)|(c)|(d)|(e)|(f)'
    load 'plots/sheet.gp'
}
