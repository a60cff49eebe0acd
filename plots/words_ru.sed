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
# chapter 4
s/"texture decoder/"декодер текстуры/
s/"warp decoder/"декодер деформации/
s/"integration/"интегрирование/
s/"affine map/"аффинное отображение/
s/"sampler/"выборка/
s/"texture"/"текстура"/
s/"local warp"/"локальная деформация"/
s/"warp"/"деформация"/
# chapter 5
s/"classes"/"классы"/
s/<a> appearance/<a> внешний вид/
s/<c> classes/<c> классы/
s/<s> shape/<s> форма/
s/<f> affine/<f> аффинный/
# chapter 6
s/"albedo encoder/"кодер альбедо/
s/"shading decoder/"декодер затенения/
s/"albedo decoder/"декодер альбедо/
s/"product/"произведение/
s/"albedo"/"альбедо"/
s/"shading"/"затенение"/
s/<l> light/<l> свет/
s/<a> albedo/<a> альбедо/
