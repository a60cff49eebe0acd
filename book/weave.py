# SPDX-License-Identifier: GPL-3.0-or-later
"""The weaver: from the reading order and the sources to pages of Markdown.

A C file is prose and code by turns: a line "/**" alone opens prose, a line
"*/" alone closes it. Prose is Markdown. Code becomes listings that carry the
name of the file and true line numbers.
"""
import glob
import os
import re

import indexes

PROSE = ('```{=html}\n<div class="prose" data-source="%s:%d-%d">\n```\n',
         '```{=html}\n</div>\n```\n')
FENCE = "~" * 30
LANGUAGE = {".c": "c", ".h": "c", ".py": "python", ".js": "javascript",
            "": "bash"}
PREAMBLE = re.compile(r"\s*$|// SPDX|#include|#ifndef \w+_H$|#define \w+_H$")
FIGURE = re.compile(r"!\[((?:[^][]|\[[^][]*\])*)\]\(figure:([\w-]+)\)")
REFERENCE = re.compile(r"(?<!!)\[([^][]*)\]\(figure:([\w-]+)\)")
VALUE = re.compile(r"\{\{([^{}\n|]*)(?:\|(%[-+0-9.]*[defg]))?\}\}")
KEY = re.compile(r"\b(\d\d)\.([a-z]\w*)")


class Trouble(Exception):
    """What is wrong with the sources, and where: file, line, what."""

    def __str__(self):
        return "%s:%d: %s" % self.args


class Page:
    def __init__(self, name, part, number):
        self.name, self.part, self.number = name, part, number
        self.entries = []  # (files, line in book.txt)
        self.text, self.origins = [], []  # Markdown; (file, line) of each line
        self.captions = []  # (figure, what the text says below it)

    @property
    def anchor(self):
        """The anchor of its title."""
        return next(name_of(line) for _, prose, _, lines in self.pieces
                    if prose for line in lines if line.startswith("# "))

    def add(self, text, path, first):
        """Adds text whose lines are the lines first, first + 1, ... of path."""
        for i, line in enumerate(text.split("\n")):
            self.text.append(line)
            self.origins.append((path, first + i))

    def origin(self, words):
        """Where on this page, that is in which source, the words stand."""
        text = "\n".join(self.text)
        return self.origins[text[:max(text.find(words), 0)].count("\n")]


def read_order(path):
    """The pages that book.txt names, in order."""
    pages, part, letters = [], "", iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for n, line in enumerate(read(path), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "part":
            part = " ".join(words[1:])
        elif words[0] == "page" and len(words) == 2:
            number = (str(int(words[1][:2])) if words[1][:2].isdigit() else
                      next(letters) if part == "Appendices" else "")
            pages.append(Page(words[1], part, number))
        elif line[0] == " " and pages:
            files = [w.lstrip("?") for w in words]
            if words[0][0] != "?" or os.path.exists(files[0].split("#")[0]):
                pages[-1].entries.append((files, (path, n)))
        else:
            raise Trouble(path, n, "neither a part, a page nor a file of one")
    return pages


def read(path, named_by=("book", 0)):
    if not os.path.exists(path):
        raise Trouble(*named_by, "there is no file %s" % path)
    with open(path, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


# ---- a source file: runs of prose and of code ------------------------------

def runs(path, lines):
    """Cuts a file into (is it prose?, number of the first line, lines)."""
    result, run, first, prose, inside = [], [], 1, False, False
    for n, line in enumerate(lines, 1):
        if "\t" in line:
            raise Trouble(path, n, "a tab; use spaces")
        mark = path.endswith((".c", ".h")) and line.strip().startswith("/**")
        if mark and (line != "/**" or inside):
            raise Trouble(path, n, "prose inside a function" if inside else
                          "'/**' stands alone at the beginning of its line")
        if prose and mark:
            break
        if prose and "*/" in line and line != "*/":
            raise Trouble(path, n, "'*/' inside the prose that begins in "
                          "line %d" % (first - 1))
        if mark or prose and line == "*/":
            result.append((prose, first, run))
            run, first, prose = [], n + 1, not prose
            continue
        if not prose and not line.startswith((" ", "//", "/*", "#")):
            inside = line.endswith("{") or inside and not line.startswith("}")
        run.append(line)
    if prose:
        raise Trouble(path, first - 1, "prose that is never closed by '*/'")
    return [trimmed(*r) for r in result + [(False, first, run)]
            if "".join(r[2]).strip()]


def trimmed(prose, first, lines):
    """Without the blank lines between prose and code."""
    while not lines[0].strip():
        first, lines = first + 1, lines[1:]
    while not lines[-1].strip():
        lines = lines[:-1]
    return prose, first, lines


def listing(path, first, lines):
    head = ".head " if all(PREAMBLE.match(line) for line in lines) else ""
    attributes = '%s.%s .numberLines startFrom="%d" source="%s"' % (
        head, LANGUAGE[os.path.splitext(path)[1]], first, path)
    return "%s {%s}\n" % (FENCE, attributes), "\n%s\n" % FENCE


def deeper(lines):
    """Headings one level down: a module is a section of its page."""
    fenced = False
    for line in lines:
        fenced ^= line.startswith(("~~~", "```"))
        yield "#" + line if line.startswith("#") and not fenced else line


# ---- a Markdown file: whole, or one of its sections ------------------------

def name_of(heading):
    """The anchor of a heading: as it says itself, or made as pandoc does."""
    given = re.search(r"\{#([^}\s]+)", heading)
    words = re.sub(r"[^\w\s.-]", "", heading.lower()).split()
    return given[1] if given else "-".join(words)


def section(path, lines, name, named_by):
    """The section of that name, or what stands before the first, if ""."""
    starts = [i for i, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, starts[1:] + [len(lines)]):
        if name_of(lines[start]) == name:
            return start + 1, lines[start:end]
    if name:
        raise Trouble(*named_by, "%s has no section #%s" % (path, name))
    return 1, lines[:starts[0]]


def check_sections(pages):
    """A file of which sections are used has all its sections used, once."""
    used = [w for p in pages for files, _ in p.entries for w in files]
    for path in sorted({w.split("#")[0] for w in used if ".md#" in w}):
        for n, line in enumerate(read(path), 1):
            count = used.count(path + "#" + name_of(line))
            if line.startswith("## ") and count != 1:
                raise Trouble(path, n, "this section stands in the book %d "
                              "times" % count)


# ---- an exercise: prose before the solution and behind it -------------------

def exercise(path, lines, part, named_by):
    """The runs that make its statement, or its hints and its solution."""
    everything = runs(path, lines)
    code = [run for run in everything if not run[0]]
    prose = [run for run in everything if run[0]]
    if len(prose) != 2 or not prose[0][2][0].startswith("# "):
        raise Trouble(*named_by, "%s is no exercise" % path)
    (_, first, opening), (_, last, closing) = prose
    title = opening[0][2:] + " {#%s-%s}" % (part, opening[0].split()[1])
    if part == "solution":
        hints = [section(path, closing, name_of(line), named_by)
                 for line in closing if line.startswith("## Hint")]
        return ([(path, True, first, ["## " + title])] +
                [(path, True, last + n - 1, list(deeper(hint)))
                 for n, hint in hints] + [(path, *run) for run in code])
    n, statement = section(path, opening, "statement", named_by)
    kind = next(i for i, line in enumerate(opening) if line[:1].isalpha())
    return [(path, True, first, ["### " + title]),
            (path, True, first + kind, ["*%s*" % opening[kind]]),
            (path, True, first + n, statement[1:])]


# ---- numbers and figures ---------------------------------------------------

class Weaver:
    def __init__(self, run, figures):
        self.run, self.figures = run, figures
        self.results, self.number, self.captions, self.lists = {}, {}, {}, {}
        if os.path.exists("plots/lecture.txt"):
            for line in read("plots/lecture.txt"):
                if not line.startswith(("#", "slide ")):
                    name, slide, caption = line.split(" | ")[:3]
                    self.captions[name] = slide, caption

    def results_of(self, chapter, where):
        """The numbers of chapter "01", and their file."""
        if chapter not in self.results:
            found = glob.glob("%s/%s_*/results.txt" % (self.run, chapter))
            if not found:
                raise Trouble(*where, "chapter %s has not been run" % chapter)
            pairs = (line.split(" = ", 1) for line in read(found[0]))
            self.results[chapter] = dict(pairs), found[0]
        return self.results[chapter]

    def results_behind(self, name, where):
        """The files of numbers that a figure shows: those of all chapters
        where it is numbered 00."""
        if name.startswith("00"):
            return glob.glob("%s/*/results.txt" % self.run)
        return [self.results_of(name[:2], where)[1]]

    def value(self, match, where):
        """{{01.key}}, or {{01.key / 01.other|%.1f}}: a number of the runs."""
        def known(key):
            numbers, path = self.results_of(key[1], where)
            if key[2] not in numbers:
                raise Trouble(*where, "no key '%s' in %s" % (key[2], path))
            return numbers[key[2]]
        expression, form = match.groups()
        text = KEY.sub(known, expression)
        if KEY.fullmatch(expression) and not form:
            return text
        if not form or re.search(r"[^-+*/(). \de]", text):
            raise Trouble(*where, "cannot compute %s" % match[0])
        try:
            shown = form % eval(text)  # only numbers and + - * / ( )
            return re.sub(r"^-(0\.?0*)$", r"\1", shown)  # no -0.00
        except (ArithmeticError, SyntaxError, TypeError):
            raise Trouble(*where, "cannot compute %s" % match[0]) from None

    def figure(self, page, match, where):
        caption, name = match.groups()
        path = "%s/%s.png" % (self.figures, name)
        if not os.path.exists(path):
            raise Trouble(*where, "there is no figure %s" % path)
        for results in self.results_behind(name, where):
            if os.path.getmtime(path) < os.path.getmtime(results):
                raise Trouble(*where, "stale: %s is older than %s"
                              % (path, results))
        slide, default = self.captions.get(name, ("", ""))
        if slide == "дополнение к лекции":
            slide = "not in the lecture"
        elif slide:
            slide = "lecture: «%s»" % slide
        return "![**Figure %s.** %s%s](figures/%s.png){#fig-%s}" % (
            self.number[name], caption or default,
            slide and " [(%s)]{.slide}" % slide, name, name)

    def reference(self, match, where):
        if match[2] not in self.number:
            raise Trouble(*where, "dead link: no figure %s in the book"
                          % match[2])
        return "[%s](#fig-%s)" % (
            match[1] or "figure " + self.number[match[2]], match[2])

    def number_figures(self, page, lines):
        for caption, name in FIGURE.findall("\n".join(lines)):
            page.captions.append((name, caption))
            self.number[name] = "%s%d" % (page.number and page.number + ".",
                                          len(page.captions))

    def prose(self, page, path, first, lines):
        """Adds a run of prose, with its numbers, figures and references."""
        text = "\n".join(lines)

        def where(match):
            return path, first + text[:match.start()].count("\n")
        for pattern, function in (
                (indexes.INDEX, lambda m, at: self.lists[m[1]]),
                (VALUE, self.value), (REFERENCE, self.reference),
                (FIGURE, lambda m, at: self.figure(page, m, at))):
            text = pattern.sub(lambda m, f=function: f(m, where(m)), text)
        for word in ("{{", "](figure:"):
            if word in text:
                line = first + text[:text.index(word)].count("\n")
                raise Trouble(path, line, "'%s' that is not understood" % word)
        before, after = PROSE
        page.add(before % (path, first, first + len(lines) - 1), path, first)
        if path.endswith(".ru.md"):
            page.add("::: {lang=ru}\n", path, first)
        page.add(text, path, first)
        if path.endswith(".ru.md"):
            page.add("\n:::", path, first)
        page.add("\n" + after, path, first + len(lines) - 1)

    # ---- pages -------------------------------------------------------------

    def pieces(self, files, named_by, first_on_page):
        """The runs of a module (its .h, then its .c), its opening first."""
        result = []
        for name in files:
            path, mark, part = name.partition("#")
            lines = read(path, named_by)
            if mark and path.endswith(".c"):
                return exercise(path, lines, part, named_by)
            if mark:
                first, lines = section(path, lines, part, named_by)
                result.append((path, True, first, lines))
            elif path.endswith(".md"):
                result.append((path, True, 1, lines))
            else:
                for prose, first, run in runs(path, lines):
                    run = list(deeper(run)) if prose else run
                    result.append((path, prose, first, run))
            if path.endswith(".md") and not first_on_page and any(
                    line.startswith("# ") for line in result[-1][3]):
                result[-1] = *result[-1][:3], list(deeper(result[-1][3]))
        for i, (path, prose, _, lines) in enumerate(result):
            if prose and lines[0].startswith("## "):
                return [result[i]] + result[:i] + result[i + 1:]
        return result

    def weave(self, pages):
        check_sections(pages)
        for page in pages:
            page.pieces = [piece for i, (files, line) in
                           enumerate(page.entries)
                           for piece in self.pieces(files, line, i == 0)]
            for _, prose, _, lines in page.pieces:
                if prose:
                    self.number_figures(page, lines)
        self.lists = indexes.lists(self, pages)
        for page in pages:
            for path, prose, first, lines in page.pieces:
                if prose:
                    self.prose(page, path, first, lines)
                else:
                    before, after = listing(path, first, lines)
                    page.add(before.rstrip("\n"), path, first)
                    page.add("\n".join(lines), path, first)
                    page.add(after, path, first + len(lines) - 1)
        return pages
