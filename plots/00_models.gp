# SPDX-License-Identifier: GPL-3.0-or-later
# The models of all chapters: a row each, with decodes of random codes and a way
# between two codes. Here `run` holds the runs of the chapters.
root = run
run = root.'/01_autoencoder'
load 'plots/style.gp'
load 'plots/latent.gp'
unset border
unset grid
unset key
unset tics
set multiplot title L0_models_title
names = L0_models_names
# What each row is read from: chapter, sheet of random codes, its rows, sheet of
# ways, its rows, the row that is shown, key of the error, of the nats.
rows = '01_autoencoder random_'.latent.'.png 2 interpolation_'.latent.'.png 4 2 ae_'.latent.'_test_mse -|' \
    .'02_vae samples.png 10 interpolation.png 4 2 test_mse test_kl|' \
    .'03_beta_vae sheet/anneal/random.png 1 sheet/anneal/interpolation.png 4 1 sheet_anneal_test_mse sheet_anneal_test_kl|' \
    .'04_dae random.png 2 interpolation.png 3 3 digit3_test_mse -|' \
    .'05_class_dae random.png 2 interpolation.png 4 2 class_test_mse -|' \
    .'06_intrinsic_dae random.png 0 interpolation.png 0 1 test_mse -'
codes(i) = i == 1 ? latent : i == 2 ? result('latent') : i == 3 ? '5' \
    : i == 4 ? result('main_codes') : i == 5 ? result('class_codes') : result('codes')

left = 0.328; pitch = 0.0436; top = 0.865; step = 0.121
wide = 16.0 / 9
x_name = 0.008; x_codes = 0.165; x_prior = 0.228; x_error = 0.288
middle(i) = top - (i - 0.5) * step
# The rows of a sheet that has at least eight square cells in a row.
guess(w, h, n) = n * w / h > 7.5 ? n : guess(w, h, n + 1)

set label 1 L0_codes at screen x_codes, top + 0.045 center font small
set label 2 L0_prior at screen x_prior, top + 0.045 center font small
set label 3 L0_error at screen x_error, top + 0.045 center font small
set label 4 L0_random at screen left + 4 * pitch, top + 0.025 center font small
set label 5 L0_way at screen left + 11.7 * pitch, top + 0.025 center font small
do for [i = 1:7] {
    set label 10 + i part(names, i, '|') at screen x_name, middle(i) + 0.02 * (i < 7) \
        font small textcolor rgb (i == 7 ? grey : black)
}
set xrange [0:1]; set yrange [0:1]

# Cells first .. first + count - 1 of row `row` of a sheet with so many rows.
do for [i = 1:6] {
    line = part(rows, i, '|')
    run = root.'/'.word(line, 1)
    if (system("test -e '".run."/results.txt' && echo 1") eq '1') {
        results = results_of(run)
        nats = word(line, 8) eq '-' ? '' : sprintf("\n".L0_nats, number(word(line, 8)))
        set label 21 codes(i).nats at screen x_codes, middle(i) + 0.02 * (nats ne '') center font small
        set label 22 (i == 2 || i == 3 ? L0_yes : L0_no) at screen x_prior, middle(i) center font small
        set label 23 sprintf('%.4f', number(word(line, 7))) at screen x_error, middle(i) center font small
        do for [k = 0:1] {
            file = run.'/'.word(line, k ? 4 : 2)
            W = png_width(file); H = png_height(file)
            sheet_rows = int(word(line, k ? 5 : 3))
            sheet_rows = sheet_rows > 0 ? sheet_rows : guess(real(W), real(H), 1)
            cell = (H - 4.0) / sheet_rows
            columns = floor((W - 4) / cell + 0.5)
            count = k ? 7 : 8
            first = k ? (columns - count) / 2 : 0
            row = k ? int(word(line, 6)) : 1
            begin = left + (k ? 8.2 : 0) * pitch
            set lmargin at screen begin
            set rmargin at screen begin + pitch * (count + 4 / cell)
            set tmargin at screen middle(i) + 0.5 * wide * pitch * (1 + 4 / cell)
            set bmargin at screen middle(i) - 0.5 * wide * pitch * (1 + 4 / cell)
            set xrange [first * cell : (first + count) * cell + 4]
            set yrange [H - row * cell - 4 : H - (row - 1) * cell]
            plot file binary filetype=png with rgbimage notitle
            do for [j = 1:17] { unset label j }
        }
    } else {
        set label 24 L0_not_run(int(word(line, 1)[2:2])) at screen left, middle(i) font small textcolor rgb grey
        set xrange [0:1]; set yrange [0:1]
        plot NaN notitle
    }
    do for [j = 21:24] { unset label j }
}
set label 24 L0_no_gan at screen left, middle(7) font small textcolor rgb grey
set xrange [0:1]; set yrange [0:1]
plot NaN notitle
unset multiplot
