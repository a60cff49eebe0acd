# SPDX-License-Identifier: GPL-3.0-or-later
load 'plots/style.gp'
load 'plots/latent.gp'
set title L_reconstructions_title
box_left = 0.25; box_right = 0.98; box_bottom = 0.05; box_top = 0.88
sheet = run.'/reconstructions.png'
sheet_rows = 5; sheet_columns = 10
ae(k) = L_autoencoder.', '.k.' '.L_codes
row_names = L_input.'|'.L_pca.', '.latent.' '.L_codes.'|'.ae('2').'|'.ae(latent).'|'.ae('32')
column_names = ''
load 'plots/sheet.gp'
