# SPDX-License-Identifier: GPL-3.0-or-later
# Words on diagrams, in English: as the programs write them.
