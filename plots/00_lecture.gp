# SPDX-License-Identifier: GPL-3.0-or-later
# The lecture in one table: models and what was measured of them. Here `run`
# holds the runs of the chapters.
root = run
run = root.'/01_autoencoder'
load 'plots/style.gp'
load 'plots/latent.gp'
unset border
unset grid
unset key
unset tics
set title L0_lecture_title
set lmargin at screen 0.012; set rmargin at screen 0.988
set bmargin at screen 0.02; set tmargin at screen 0.9
set xrange [0:1]
set yrange [0:1]

# A number of a chapter as the format says; a dash where there is none.
found(chapter, key) = system("sed -n 's/^".key." = //p' ".root.'/'.chapter."_*/results.txt 2>/dev/null")
shown(chapter, key, form) = key ne '-' && found(chapter, key) ne '' \
    ? sprintf(form, real(found(chapter, key))) : '–'
# chapter; keys of the codes, the error, that of the rival, the sharpness, the
# distance of random codes, the training's seconds
keys = '01 - ae_'.latent.'_test_mse pca_'.latent.'_test_mse - random_density_'.latent.' ae_'.latent.'_train_s|' \
    .'02 latent test_mse - - model_random_density train_s|' \
    .'03 - sheet_anneal_test_mse - - - sheet_anneal_train_s|' \
    .'04 main_codes digit3_test_mse digit3_ae_mse digit3_sharpness random_density digit3_train_s|' \
    .'05 class_codes class_test_mse extra_test_mse - random_density train_s|' \
    .'06 codes test_mse - main_sharpness random_density train_s'
# Rounded, so that it is never -0.00; chapter 6 may not have been run.
share(chapter, key) = found(chapter, key) eq '' ? 0 : floor(100 * real(found(chapter, key)) + 0.5) / 100.0
apart_1 = ''
apart_2 = ''
apart_3 = L0_dots(share('03', 'sheet_anneal_sap'))
apart_4 = L0_rotation(share('04', 'strokes_dae_r2_warp_rotation'), share('04', 'strokes_dae_r2_appearance_rotation'))
apart_5 = L0_class(100 * real(found('05', 'class_accuracy')))
apart_6 = L0_azimuth(share('06', 'azimuth_r2_shading'), share('06', 'azimuth_r2_albedo'))
array x[7] = [0.185, 0.262, 0.348, 0.432, 0.62, 0.822, 0.945]
top = 0.83; step = 0.118
do for [k = 1:7] {
    set label k part(L0_lecture_columns, k, '|') at x[k], 0.97 center font small
}
do for [i = 1:6] {
    line = part(keys, i, '|')
    chapter = word(line, 1)
    y = top - (i - 0.5) * step
    set arrow i from 0, top - (i - 1) * step to 1, top - (i - 1) * step nohead \
        linewidth 0.5 linecolor rgb (i > 1 ? '#d0d0d0' : black)
    set label 10 * i + 1 part(L0_models_names, i, '|') at 0, y + 0.022 font small
    codes = i == 1 ? latent : i == 3 ? '5' : shown(chapter, word(line, 2), '%.0f')
    set label 10 * i + 2 codes at x[1], y center font small
    do for [k = 2:4] {
        cell = shown(chapter, word(line, k + 1), k < 4 ? '%.4f' : '%.1f')
        set label 10 * i + 1 + k cell at x[k], y center font small
    }
    if (found(chapter, 'data') eq '') {
        set label 10 * i + 6 L0_not_run(int(chapter[2:2])) at x[5], y center font small textcolor rgb grey
    } else {
        cell = value('apart_'.i)
        set label 10 * i + 6 cell at x[5], y + (strstrt(cell, "\n") ? 0.022 : 0) center font small
    }
    set label 10 * i + 7 shown(chapter, word(line, 6), '%.2f') at x[6], y center font small
    set label 10 * i + 8 shown(chapter, word(line, 7), '%.0f') at x[7], y center font small
}
set arrow 7 from 0, top - 6 * step to 1, top - 6 * step nohead linewidth 0.5
set label 80 L0_lecture_note at 0, 0.075 font small textcolor rgb grey
plot NaN notitle
