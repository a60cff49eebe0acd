# SPDX-License-Identifier: GPL-3.0-or-later
# The traversal during a training: six moments on a page, all of them as GIF.
load 'plots/style.gp'
folder = run.'/sheet/anneal'
files = system(sprintf("ls '%s' | grep '^film_.*png$'", folder))
frames = words(files)
moment(name) = int('1'.name[6:9]) - 10000 # a leading 0 would mean octal
stem(name) = name[1:9]
history = folder.'/beta_vae_loss.csv'
# Weights of all epochs: what the loss adds to the reconstruction, by nats.
weights = system(sprintf("awk -F, 'NR > 1 { print ($3 - $4) / $5 }' '%s'", history))
note(e) = L3_film_note(e, real(word(weights, e)))
sheet_columns = 9
column_names = ''
animated = format eq 'gif'
shown = animated ? frames : 6
if (!animated) { set multiplot title L3_film_title }
do for [k = 1:shown] {
    i = animated ? k : 1 + int((frames - 1) * (k - 1) / 5.0 + 0.5)
    sheet = folder.'/'.word(files, i)
    rows = csv_rows(folder.'/'.stem(word(files, i)).'.csv')
    load 'plots/unit_rows.gp'
    if (!animated) {
        row_names = ''
        box_left = 0.02 + 0.325 * ((k - 1) % 3)
        box_right = box_left + 0.31
        box_top = k < 4 ? 0.85 : 0.42
        box_bottom = box_top - 0.36
    } else {
        box_left = 0.2; box_right = 0.98; box_bottom = 0.04; box_top = 0.84
    }
    set title (animated ? L3_film_title."\n" : '').note(moment(word(files, i))) font small offset 0,-0.6
    unset ytics
    load 'plots/sheet.gp'
}
if (!animated) { unset multiplot }
