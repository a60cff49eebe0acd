# SPDX-License-Identifier: GPL-3.0-or-later
# Words on diagrams, in Russian.
s/ parameters/ параметров/g
s/"picture/"картинка/
s/"encoder/"кодер/
s/"decoder/"декодер/
s/"loss/"потери/
s/"codes/"коды/
# chapter 2
s/"code\\n/"код\\n/
s/"divergence/"расхождение/
