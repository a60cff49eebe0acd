# SPDX-License-Identifier: GPL-3.0-or-later
# The page that plots/gallery writes. Reads results.txt of chapters and then
# plots/lecture.txt; needs
#   language   en or ru
#   out        the folder of the figures
#   drawn      the PNG and GIF files that are in it

BEGIN {
    addition = "дополнение к лекции"
    n = split(drawn, files)
    for (i = 1; i <= n; i++) {
        sub(/.*\//, "", files[i])
        is_drawn[files[i]] = 1
    }
}

function text(en, ru) { return language == "ru" ? ru : en }

function escaped(s) {
    gsub(/&/, "\\&amp;", s)
    gsub(/</, "\\&lt;", s)
    gsub(/>/, "\\&gt;", s)
    return s
}

# ---- what there is -----------------------------------------------------------

FILENAME ~ /results\.txt$/ {
    chapter = FILENAME
    sub(/\/results\.txt$/, "", chapter)
    sub(/.*\//, "", chapter)
    number = substr(chapter, 1, 2)
    chapters[number] = chapter
    at = index($0, " = ")
    key = substr($0, 1, at - 1)
    known[number, ++keys[number]] = key
    value[number, key] = substr($0, at + 3)
    next
}

/^#/ { next }

{ fields = split($0, field, / \| /) }

/^slide / {
    slides = substr(field[1], 7) + 0
    titles[field[2]] = slides
    title_ru[slides] = field[2]
    title_en[slides] = field[3]
    note[slides] = text(field[4], field[5])
    next
}

{
    name = field[1]
    caption[name] = text(field[3], field[4])
    patterns[name] = field[5]
    count = split(field[2], named, /; /)
    for (i = 1; i <= count; i++) {
        if (named[i] != addition && !(named[i] in titles)) {
            print "plots/lecture.txt: " name ": no slide «" named[i] "»" \
                >"/dev/stderr"
            failed = 1
        }
        s = named[i] == addition ? 0 : titles[named[i]]
        figures[s] = figures[s] " " name
    }
}

# ---- the page ----------------------------------------------------------------

# The rows of the numbers that a pattern stands for; NN.key, or key of `own`.
function number_rows(pattern, own, whose, prefix, i, rows) {
    prefix = ""
    whose = own
    if (pattern ~ /^[0-9][0-9]\./) {
        whose = substr(pattern, 1, 2)
        prefix = whose "."
        pattern = substr(pattern, 4)
    }
    gsub(/\*/, ".*", pattern)
    for (i = 1; i <= keys[whose]; i++)
        if (known[whose, i] ~ "^" pattern "$")
            rows = rows "<tr><td>" prefix known[whose, i] "</td><td>" \
                escaped(value[whose, known[whose, i]]) "</td></tr>\n"
    return rows
}

function numbers(name, own, words, n, i, rows) {
    own = substr(name, 1, 2)
    n = split(patterns[name], words, / /)
    for (i = 1; i <= n; i++)
        rows = rows number_rows(words[i], own)
    if (rows != "")
        print "<details><summary>" text("the numbers behind it", \
            "числа за рисунком") "</summary><table>\n" rows "</table></details>"
}

function command(own) {
    return "make " (own == "00" ? "figures" : "ch" own) \
        (language == "en" ? "" : " LABELS=" language) (quick ? " QUICK=1" : "")
}

function links(name, own) {
    printf "<p class=\"from\">%s · ", name
    if (own == "00")
        printf "%s", text("all chapters", "все главы")
    else
        printf "%s %d", text("chapter", "глава"), own
    printf " · <code>%s</code>", command(own)
    if (name ".png" in is_drawn)
        printf " · <a href=\"%s.png\">PNG</a> · <a href=\"%s.pdf\">PDF</a>", \
            name, name
    if (name ".gif" in is_drawn)
        printf " · <a href=\"%s.gif\">GIF</a>", name
    print "</p>"
}

function figure(name, own) {
    own = substr(name, 1, 2)
    print "<figure>"
    if (name ".png" in is_drawn)
        printf "<a href=\"%s.png\"><img loading=\"lazy\" src=\"%s.png\" " \
            "alt=\"%s\"></a>\n", name, name, name
    else
        print "<p class=\"none\">" text("Not drawn yet: ", \
            "Ещё не нарисован: ") "<code>" command(own) "</code></p>"
    print "<figcaption>" escaped(caption[name]) "</figcaption>"
    links(name, own)
    numbers(name)
    print "</figure>"
}

function figures_of(s, names, n, i) {
    n = split(figures[s], names, " ")
    for (i = 1; i <= n; i++)
        figure(names[i])
    return n
}

function slide(s, shown) {
    printf "<section id=\"slide-%d\"><h2>%d. %s</h2>\n", s, s, \
        escaped(title_ru[s])
    print "<p class=\"english\">" escaped(title_en[s]) "</p>"
    if (note[s] != "")
        print "<p>" escaped(note[s]) "</p>"
    shown = figures_of(s)
    if (!shown && note[s] == "")
        print "<p class=\"none\">" text("There is no figure yet.", \
            "Рисунка пока нет.") "</p>"
    print "</section>"
}

function contents(s) {
    print "<ol class=\"contents\">"
    for (s = 1; s <= slides; s++)
        printf "<li><a href=\"#slide-%d\">%s</a></li>\n", s, escaped( \
            text(title_en[s], title_ru[s]))
    print "</ol>"
}

# What the figures were made from, where they are not those of the book.
function warnings(whose, data) {
    for (whose in chapters)
        if (value[whose, "quick"] == 1)
            quick = 1
    if (quick)
        print "<p class=\"warning\">" text("A quick run: the figures show " \
            "that everything works, not what comes out.", "Пробный прогон: " \
            "рисунки показывают, что всё работает, а не что получается.") "</p>"
    data = value["01", "data"]
    if (data != "" && data != "mnist")
        print "<p class=\"warning\">" text("The digits are not MNIST but: ", \
            "Цифры — не MNIST, а: ") escaped(data) "</p>"
}

END {
    if (failed)
        exit 1
    title = text("Unwarp: figures for the lecture", "Unwarp: рисунки к лекции")
    print "<!DOCTYPE html>"
    print "<html lang=\"" language "\"><head><meta charset=\"utf-8\">"
    print "<title>" title "</title>"
    print "<meta name=\"viewport\" content=\"width=device-width\">"
    print "<style>"
    print "body { font-family: \"DejaVu Sans\", sans-serif; max-width: 60em;"
    print "    margin: auto; padding: 1em; line-height: 1.4; }"
    print "img { width: 100%; border: 1px solid #ccc; }"
    print "section { border-top: 2px solid #ccc; margin-top: 3em; }"
    print "h2 { margin-bottom: 0; }"
    print "figure { margin: 2em 0; }"
    print ".english, .from { color: #555; margin-top: 0.2em; }"
    print ".from, table, summary, .contents { font-size: 85%; }"
    print ".none { border: 1px dashed #999; color: #555; padding: 1em; }"
    print ".warning { background: #fce4d6; padding: 0.5em 1em; }"
    print ".contents { columns: 2; }"
    print "td { border-bottom: 1px solid #ddd; padding: 0 1em 0 0; }"
    print "td + td { text-align: right; padding-right: 0; }"
    print "</style></head><body><h1>" title "</h1>"
    print "<p>" text("L. V. Utkin's lecture «Deforming autoencoders and " \
        "disentangling», slide by slide.", "Лекция Л. В. Уткина " \
        "«Деформирующие автокодеры и распутывание», слайд за слайдом.") "</p>"
    warnings()
    contents()
    for (s = 1; s <= slides; s++)
        slide(s)
    print "<section id=\"additions\"><h2>" text("Additions to the lecture", \
        "Дополнения к лекции") "</h2>"
    if (language == "en")
        print "<p class=\"english\">Дополнения к лекции</p>"
    figures_of(0)
    print "</section></body></html>"
}
