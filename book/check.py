#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker: are the pages of the book what the sources say?

usage: check.py BOOK

Reads BOOK/*.html as a browser does and the sources of the folder it is called
in. Every line of code has to stand in the book exactly once, unchanged, under
its true name and number; every word of prose has to be there; every picture,
link and citation has to lead somewhere, and every work of the bibliography has
to be cited. Prints FILE:LINE: WHAT for each fault.
"""
import glob
import os
import re
import sys
from collections import Counter
from fnmatch import fnmatch
from html.parser import HTMLParser
from urllib.parse import unquote

SOURCES = ("chapters/*/*.[ch]", "common/*.[ch]", "data/*.[ch]", "data/fetch")
VOID = {"img", "br", "hr", "meta", "link", "input", "col"}


class Page(HTMLParser):
    """What a page holds: ids, links, lines of code, prose, faults."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.ids, self.links, self.images = path, {}, [], []
        self.code, self.prose, self.cited, self.faults = [], {}, [], []
        self.open, self.source, self.here = [], None, None
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())
        self.close()

    def fault(self, what):
        self.faults.append("%s:%d: %s" % (self.path, self.getpos()[0], what))

    def handle_starttag(self, tag, pairs):
        a = dict(pairs)
        kind = (a.get("class") or "").split()
        if tag not in VOID:
            self.open.append((tag, kind, self.source))
        if "id" in a:
            if a["id"] in self.ids:
                self.fault("two places are called #%s" % a["id"])
            self.ids[a["id"]] = self.getpos()[0]
        if tag == "a" and "href" in a:
            self.links.append((a["href"], self.getpos()[0]))
        if tag == "img":
            self.images.append((a.get("src"), self.getpos()[0]))
        self.cited += [(k, self.getpos()[0])
                       for k in a.get("data-cites", "").split()]
        if "prose" in kind:
            self.source = a["data-source"]
            self.prose[self.source] = []
        if "katex-error" in kind:
            self.fault("a formula that is not set")
        if a.get("data-line"):
            self.here = a["href"].lstrip("#"), self.getpos()[0]
            self.code.append([*self.here, ""])

    def handle_startendtag(self, tag, pairs):
        self.handle_starttag(tag, pairs)

    def handle_endtag(self, tag):
        while self.open and self.open[-1][0] != tag:
            self.open.pop()
        if self.open:
            self.source = self.open.pop()[2]
        if tag == "pre":
            self.here = None

    def handle_data(self, text):
        tags = [tag for tag, _, _ in self.open]
        if self.here:
            first, *rest = text.split("\n")
            self.code[-1][2] += first
            if "".join(rest):
                self.fault("code without a number: '%s'" % "".join(rest))
        elif "{{" in text and not {"pre", "code", "math"} & set(tags):
            self.fault("'{{': a number that was not filled in")
        if self.source and "math" not in tags:
            self.prose[self.source].append(text)


# ---- the sources, read anew ------------------------------------------------

def split(path):
    """Lines of code {number: text} and of prose [(first, last, text)]."""
    code, prose, first = {}, [], None
    with open(path, encoding="utf-8") as file:
        lines = file.read().rstrip("\n").split("\n")
    for n, line in enumerate(lines, 1):
        if first is None and line == "/**":
            first = n
        elif first is not None and line == "*/":
            prose.append((first, n, "\n".join(lines[first:n - 1])))
            first = None
        elif first is None:
            code[n] = line
    return code, prose


def words(text):
    return Counter(re.findall(r"[^\W\d_]{3,}", text))


def bare(markdown):
    """Markdown without what does not reach the page as words."""
    for pattern in (r"<!--.*?-->", r"\$\$.*?\$\$", r"\$[^$]*\$", r"\{\{.*?\}\}",
                    r"\]\([^)]*\)", r"\{[#.][^}]*\}", r"@\w+", r"^[:~].*$",
                    r"&\w+;|</?\w+>"):
        markdown = re.sub(pattern, " ", markdown, flags=re.S | re.M)
    return markdown


def check_code(pages, path, code):
    """Compares the listings of one file, line by line."""
    for n, text in code.items():
        name = "%s:%d" % (path, n)
        found = [(page, at, line) for page, found in pages.items()
                 for at, line in found.get(name, [])]
        if not found and text.strip():
            yield "%s: this line is missing in the book" % name
        if len(found) > 1:
            yield "%s: this line stands in the book %d times: %s" % (
                name, len(found), ", ".join("%s:%d" % f[:2] for f in found))
        for page, at, line in found:
            if line != text:
                yield "%s: is '%s' in %s:%d" % (name, line, page, at)


def check_prose(texts, name, first, source):
    if name not in texts:
        yield "%s:%d: this prose is missing in the book" % (
            name.rpartition(":")[0], first)
        return
    lost = words(bare(source)) - words(" ".join(texts[name]))
    if lost:
        yield "%s:%d: lost words: %s" % (name.rpartition(":")[0], first,
                                         " ".join(sorted(lost)))


def check_sources(pages):
    lines, texts, known = {}, {}, set()
    for page in pages:
        lines[page.path] = found = {}
        for name, at, text in page.code:
            found.setdefault(name, []).append((at, text))
        for name, text in page.prose.items():
            if name in texts and not name.startswith("tests/"):
                yield "%s: this prose stands in the book twice" % name
            texts[name] = text
    files = sorted({f for p in SOURCES for f in glob.glob(p)} |
                   {name.rpartition(":")[0] for found in lines.values()
                    for name in found})
    for path in files:
        book = any(fnmatch(path, pattern) for pattern in SOURCES)
        if not os.path.exists(path):
            yield "%s:1: stands in the book, but there is no such file" % path
            continue
        code, prose = split(path)
        known |= {"%s:%d" % (path, n) for n in code}
        if not any(name in found for found in lines.values() for name in
                   ("%s:%d" % (path, n) for n in code)):
            yield "%s:1: this file is missing in the book" % path
            continue
        yield from check_code(lines, path, code)
        for first, last, text in prose if book else []:
            text, start = text.lstrip("\n"), text.rstrip("\n")
            begin = first + 1 + start.count("\n") - text.rstrip().count("\n")
            end = begin + text.rstrip().count("\n")
            yield from check_prose(texts, "%s:%d-%d" % (path, begin, end),
                                   first, text)
    for name, text in texts.items():
        path, _, span = name.rpartition(":")
        if not any(fnmatch(path, pattern) for pattern in SOURCES):
            first, last = map(int, span.split("-"))
            with open(path, encoding="utf-8") as file:
                source = file.read().split("\n")[first - 1:last]
            yield from check_prose(texts, name, first, "\n".join(source))
    for page, found in lines.items():
        for name in found.keys() - known:
            yield "%s: %s:%d shows a line that is not there" % (
                name, page, found[name][0][0])


def check_links(pages, folder):
    ids = {os.path.basename(page.path): page.ids for page in pages}
    for page in pages:
        here = os.path.basename(page.path)
        for href, at in page.links:
            if re.match(r"[a-z]+:", href):
                continue
            name, _, anchor = unquote(href).partition("#")
            place = ids.get(name or here)
            if place is None and name != "unwarp.pdf" and not os.path.exists(
                    os.path.join(folder, name)):
                yield "%s:%d: dead link to %s" % (page.path, at, href)
            elif place is not None and anchor and anchor not in place:
                yield "%s:%d: dead link to %s" % (page.path, at, href)
        for src, at in page.images:
            if not src or not os.path.exists(os.path.join(folder, src)):
                yield "%s:%d: there is no picture %s" % (page.path, at, src)
        for key, at in page.cited:
            if "ref-" + key not in page.ids:
                yield "%s:%d: no source '%s'" % (page.path, at, key)


def check_works(pages):
    """Every work of the bibliography has to be cited."""
    cited = {key for page in pages for key, _ in page.cited}
    path = "book/references.bib"
    with open(path, encoding="utf-8") as file:
        for n, line in enumerate(file, 1):
            key = re.match(r"@\w+\{(\w+),", line)
            if key and key[1] not in cited:
                yield "%s:%d: nobody cites %s" % (path, n, key[1])


def main(folder):
    pages = [Page(path) for path in sorted(glob.glob(folder + "/*.html"))]
    faults = [fault for page in pages for fault in page.faults]
    for check in (check_sources(pages), check_links(pages, folder),
                  check_works(pages)):
        faults += check
    lines = sum(len(page.code) for page in pages)
    if not lines:
        faults.append("%s:1: no line of code in the book" % folder)
    if len(faults) > 20:
        faults[20:] = ["... and %d faults more" % (len(faults) - 20)]
    print("\n".join(faults) or "book: %d pages, %d lines of code, each once"
          % (len(pages), lines))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
