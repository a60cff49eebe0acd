# SPDX-License-Identifier: GPL-3.0-or-later
# How many codes the run's autoencoder has, from the one key ae_K_epochs.
latent = system(sprintf("sed -n 's/^ae_\\([0-9]*\\)_epochs.*/\\1/p' '%s/results.txt'", run))
