# SPDX-License-Identifier: GPL-3.0-or-later
# A latent traversal: rows sorted by nats, the picture's own code framed green.
# Needs `folder`, that of a trained model, and a title.
set datafile separator ','
weight(key) = real(system(sprintf("sed -n 's/^%s = //p' '%s/results.txt'", key, folder)))
set title title_text."\n{/*0.9 ".L_weight(weight('beta'), weight('beta_to'), weight('beta_c')).'}'
sheet = folder.'/traversal.png'
rows = csv_rows(folder.'/traversal.csv')
sheet_columns = 9
load 'plots/unit_rows.gp'
column_names = '−3|−2.25|−1.5|−0.75|0|0.75|1.5|2.25|3'
box_left = 0.2; box_right = 0.98; box_bottom = 0.04; box_top = 0.79
load 'plots/frames.gp'
load 'plots/sheet.gp'
