# SPDX-License-Identifier: GPL-3.0-or-later
"""The indexes: lists of what stands in the book, with links to it.

A line {{figures}}, {{exercises}}, {{works}} or {{names}} alone in a text
becomes that list. Everything in it is taken from the pages; nothing is typed.
"""
import re

INDEX = re.compile(r"^\{\{(figures|exercises|works|names)\}\}$", re.M)
LIST = "::: {.index%s}\n%s\n:::"
WORK = re.compile(r"(?<![\w`;])@([a-z]+\d*)\b")
KIND = re.compile(r"(fill|fix|measure|extend), (\d+) minutes$")


def lists(weaver, pages):
    """All indexes: {name: Markdown}."""
    return {"figures": figures(weaver, pages), "exercises": exercises(pages),
            "works": works(pages), "names": known(pages)}


def chapter(page):
    """A link to a page: the empty link gets its number."""
    return "[](#%s)" % page.anchor


def figures(weaver, pages):
    """A list a chapter: number and first words of the caption."""
    result = []
    for page in pages:
        lines = []
        for name, caption in page.captions:
            words = " ".join((caption or weaver.captions[name][1]).split())
            lines.append("- [**%s** %s](#fig-%s)" % (
                weaver.number[name], beginning(words), name))
        if lines:
            result += ["**%s**" % chapter(page),
                       LIST % ("", "\n".join(lines))]
    return "\n\n".join(result)


def beginning(words):
    """The first sentence, or more if that says little."""
    first, *more = re.split(r"(?<=[.?!]) (?=[A-Z(])", words)
    while more and len(first) < 25:
        first += " " + more.pop(0)
    return first.rstrip(".")


def exercises(pages):
    """A row an exercise: its number and title, its kind and its minutes."""
    rows, solved = [], set()
    for page in pages:
        for path, prose, _, lines in page.pieces:
            heading = re.match(r"###? (\S+) (.*) \{#(\w+)-", lines[0])
            kind = KIND.match(lines[0].strip("*"))
            if heading and heading[3] == "statement":
                rows.append([heading[1], heading[2]])
            elif heading and heading[3] == "solution":
                solved.add(heading[1])
            elif kind and rows and len(rows[-1]) == 2:
                rows[-1] += kind[1], kind[2]
    table = ["| | | | minutes | |", "|:--|:-----|:--|--:|:--|"]
    table += ["| %s | [%s](#statement-%s) | %s | %s | %s |" % (
        number, title, number, kind, minutes,
        "[solution](#solution-%s)" % number if number in solved else "")
        for number, title, kind, minutes in rows]
    return "\n".join(table)


def works(pages):
    """A line a work: who, and in which chapters. Its title follows below."""
    places = {}
    for page in pages:
        for _, prose, _, lines in page.pieces:
            for key in WORK.findall("\n".join(lines)) if prose else []:
                if page not in places.setdefault(key, []):
                    places[key].append(page)
    return LIST % ("", "\n".join(
        "- @%s: %s" % (key, ", ".join(map(chapter, places[key])))
        for key in sorted(places)))


def known(pages):
    """Names of functions and types; those that several files use are left out."""
    owners = {}
    for page in pages:
        for name in definitions(page):
            owners[name] = owners.get(name, 0) + 1
    return LIST % (" .names", "\n".join(
        "- `%s`" % name for name in sorted(owners, key=str.lower)
        if owners[name] == 1))


# ---- names and where they are defined --------------------------------------

FUNCTION = re.compile(r"(?!static (?!inline)|typedef|return|else)"
                      r"(?:[a-z_A-Z]\w*[ *]+)+(\w+)\([^;]*$")
OTHER = re.compile(r"#define (\w+)\(|(?:struct|enum) (\w+) \{"
                   r"|typedef (?!struct)[\w ]+ (\w+);")


def definitions(page):
    """Public names that the page's listings define: {name: (file, line)}."""
    names = {}
    for path, prose, first, lines in page.pieces:
        if prose or not re.match(r"(chapters|common|data)/.*\.[ch]$", path):
            continue
        start = 0
        for n, line in enumerate(lines):
            if re.match(r"typedef (struct|enum).*\{", line):
                start = n
            function, other = FUNCTION.match(line), OTHER.match(line)
            closing = re.match(r"\} (\w+);", line)
            if closing:
                names[closing[1]] = path, first + start
            elif other:
                names[other[1] or other[2] or other[3]] = path, first + n
            elif function and is_defined(lines, n):
                names[function[1]] = path, first + n
    return names


def is_defined(lines, n):
    """Does the function that begins in lines[n] have a body?"""
    for line in lines[n:]:
        if line.endswith(("{", ";")):
            return line.endswith("{")
    return False
