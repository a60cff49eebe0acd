#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""The press: from woven pages to HTML, one page a chapter, and one to print.

usage: press.py RUN FIGURES OUT [--draft]

RUN holds the runs of the chapters, FIGURES their figures. Works in the folder
that holds book/book.txt.
"""
import html
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import weave
from indexes import definitions
from weave import Trouble

HERE = os.path.dirname(os.path.abspath(__file__))
KATEX = "/usr/share/nodejs/katex/dist"
TITLE = "Unwarp"
SUBTITLE = "From autoencoder to deforming autoencoder, in C"

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<link rel="stylesheet" href="katex/katex.min.css">
<link rel="stylesheet" href="style.css">
</head>
<body class="%s">
"""


def pandoc(page):
    """The page's Markdown as HTML."""
    command = ["pandoc", "-f", "markdown-native_divs", "-t", "html5",
               "--katex", "--wrap=none", "--citeproc", "--fail-if-warnings",
               "--bibliography=book/references.bib", "-M", "link-citations"]
    done = subprocess.run(command, input="\n".join(page.text), text=True,
                          capture_output=True)
    if done.returncode:
        words = done.stderr.strip().splitlines()[0]
        key = re.search(r"citation (\S+) not found", done.stderr)
        raise Trouble(*page.origin("@" + key[1] if key else words), words)
    return done.stdout


# ---- formulas --------------------------------------------------------------

FORMULA = re.compile(r'<span class="math (inline|display)">(.*?)</span>', re.S)


def formulas(pages):
    """Sets all formulas of all pages: {(TeX, kind): (screen, print)}."""
    wanted = {}
    for page in pages:
        for kind, tex in FORMULA.findall(page.html):
            wanted.setdefault((tex, kind), page)
    texts = [(html.unescape(t), kind == "display") for t, kind in wanted]
    done = subprocess.run(["node", HERE + "/formulas.js"], check=True,
                          input=json.dumps(texts), text=True,
                          stdout=subprocess.PIPE).stdout
    done = dict(zip(wanted, json.loads(done)))
    for (tex, kind), (first, second) in done.items():
        if first is None:
            where = wanted[tex, kind].origin(html.unescape(tex))
            raise Trouble(*where, "the formula '%s': %s" % (tex, second))
    return done


# ---- where names and anchors lead ------------------------------------------

class Links:
    """Where names and anchors of all pages lead."""

    def __init__(self, pages):
        self.pages = pages
        self.names = {page: definitions(page) for page in pages}
        self.files = {path: page for page in pages
                      for path, prose, _, _ in page.pieces if not prose}
        self.ids = {page: set(re.findall(r'\bid="([^"]+)"', page.html))
                    for page in pages}

    def to_name(self, name, page):
        """The link to a name or a file; None if there is none, or several."""
        if name in self.files:
            first = min(f for path, prose, f, _ in self.files[name].pieces
                        if path == name and not prose)
            return self.to(self.files[name], page, "%s:%d" % (name, first))
        for owners in [page], self.pages:
            found = {p: self.names[p][name] for p in owners
                     if name in self.names[p]}
            if len(found) == 1:
                (owner, line), = found.items()
                return self.to(owner, page, "%s:%d" % line)
        return None

    @staticmethod
    def to(owner, page, anchor):
        return ("" if owner is page else owner.name + ".html") + "#" + anchor

    def to_anchor(self, anchor, page):
        """The page that has the anchor: this one, or else the only other."""
        owners = [p for p in ([page] if anchor in self.ids[page] else
                              self.pages) if anchor in self.ids[p]]
        if len(owners) != 1:
            raise Trouble(*page.origin("(#%s)" % anchor),
                          "dead link: %s places are called #%s"
                          % (len(owners) or "no", anchor))
        return owners[0]


# ---- the parts of a page ---------------------------------------------------

LISTING = re.compile(r'<div class="sourceCode" id="(cb\d+)" data-startFrom='
                     r'"(\d+)" data-source="(.+?)"><pre class="(.*?)">(.*?)'
                     r"</pre></div>", re.S)
PLAIN = re.compile(r'<span class="(?!co|an|st|ch|pp|im|kw|cf|dt)\w\w">'
                   r"(.*?)</span>")


def linked_to(links, page):
    """Replaces a match by itself as a link, if its name leads anywhere."""
    def linked(match):
        target = links.to_name(match[1], page)
        return '<a href="%s">%s</a>' % (target, match[0]) if target else \
            match[0]
    return linked


def listings(page, links):
    """Gives every line of code its number and its anchor FILE:LINE."""
    linked = linked_to(links, page)

    def line(path, block):
        def numbered(match):
            name = "%s:%s" % (path, match[1])
            return '<span id="%s"><a href="#%s" data-line="%s"></a>' % (
                name, name, match[1])
        return re.compile(r'<span id="%s-(\d+)"><a href="[^"]*"></a>'
                          % block), numbered

    def listing(match):
        block, first, path, classes, code = match.groups()
        pattern, numbered = line(path, block)
        code = PLAIN.sub(r"\1", re.sub(r"<code.*?>", "<code>", code))
        code = pattern.sub(numbered, code)
        if path.endswith((".c", ".h")):
            parts = re.split(r'(<span class="(?:co|an|st|pp|im)">.*?</span>'
                             r"|<.*?>)", code)
            parts[::2] = [re.sub(r"\b([A-Za-z]\w*)(?=\()", linked, part)
                          for part in parts[::2]]
            code = "".join(parts)
        last = int(first) + code.count("\n")
        kind = "listing head" if " head" in classes else "listing"
        return ('<div class="%s">\n<p class="file">%s:%s–%d</p>\n<pre>%s'
                "</pre></div>" % (kind, path, first, last, code))
    return LISTING.sub(listing, page.html)


def in_prose(text, change):
    """Applies a change outside of listings, links, headings and formulas."""
    parts = re.split(r'(<pre.*?</pre>|<a .*?</a>|<h\d.*?</h\d>)', text,
                     flags=re.S)
    parts[::2] = [change(part) for part in parts[::2]]
    return "".join(parts)


def named_code(page, links):
    """Names of functions and files in the text lead to their listings."""
    return in_prose(page.html, lambda part: re.sub(
        r"<code>([\w/.]+)</code>", linked_to(links, page), part))


HEADING = re.compile(r'<h([123]) id="([^"]+)">(.*?)</h\1>', re.S)


def headings(page):
    """Numbers the sections; page.contents is [(level, id, number, title)]."""
    page.contents, count = [], [0]

    def heading(match):
        level, anchor, title = match.groups()
        number = ""
        if level == "1" and page.number:
            number = "%s %s." % ("Chapter" if page.number.isdigit() else
                                 "Appendix", page.number)
        elif level == "2" and page.number and not title[0].isdigit():
            count[0] += 1
            number = "%s.%d" % (page.number, count[0])
        page.contents.append((int(level), anchor, number, title))
        return '<h%s id="%s">%s%s</h%s>' % (
            level, anchor,
            number and '<span class="number">%s</span> ' % number, title, level)
    page.html = HEADING.sub(heading, page.html)
    if [level for level, *_ in page.contents].count(1) != 1:
        raise Trouble(*page.origins[0], "page '%s' needs one title" % page.name)
    page.title = page.contents[0][3]


def references(page, links):
    """Leads links to the right page; an empty link gets the section's name."""
    def reference(match):
        anchor, text = match.groups()
        owner = links.to_anchor(html.unescape(anchor), page)
        for _, name, number, title in owner.contents if not text else []:
            if name == anchor:
                text = ("section " + number if owner.contents[0][1] != name
                        and number else number.rstrip(".") or title)
        return '<a href="%s">%s</a>' % (links.to(owner, page, anchor), text)
    return re.sub(r'<a href="#([^"]+)">(.*?)</a>', reference, page.html,
                  flags=re.S)


def pictures(text):
    """A picture leads to itself, to be looked at closely."""
    text = text.replace('<figcaption aria-hidden="true">', "<figcaption>")
    return re.sub(r'<img src="([^"]+)" id="([^"]+)" alt="([^"]*)" />',
                  r'<a id="\2" href="\1"><img src="\1" alt="\3"></a>', text)


def boxes(text):
    """A box with a picture may begin on one page and end on the next."""
    return re.sub(r'class="box"((?:(?!</div>).)*<figure>)',
                  r'class="box tall"\1', text, flags=re.S)


def tables(text):
    """A table may be scrolled; one of few rows is not torn between pages."""
    def table(match):
        short = " short" if match[0].count("<tr") < 10 else ""
        return '<div class="table%s">%s</div>' % (short, match[0])
    return re.sub(r"<table\b.*?</table>", table, text, flags=re.S)


# ---- whole pages -----------------------------------------------------------

def contents(page, place, levels):
    """The contents of a page as a list; links are `place` and an anchor."""
    return "\n".join(
        '<li class="level-%d"><a href="%s%s">%s%s</a></li>'
        % (level, place, anchor,
           number and '<span class="number">%s</span> ' % number,
           re.sub(r"</?a\b.*?>", "", title))
        for level, anchor, number, title in page.contents if level in levels)


def plain(text):
    return html.unescape(re.sub(r"<.*?>", "", text))


def whole(page, before, after, note):
    """The page with its head, its navigation and its mark."""
    links = [("prev", before, "← %s"), ("next", after, "%s →")]
    bar = "\n".join(
        ['<nav class="bar">',
         '<a href="index.html">%s: contents</a>' % TITLE] +
        ['<a rel="%s" href="%s.html">%s</a>' % (kind, p.name, sign % p.title)
         for kind, p, sign in links if p] + ["</nav>"])
    inner = contents(page, "#", (2,))
    inner = inner and '<nav class="contents"><ul>\n%s\n</ul></nav>' % inner
    return "\n".join((
        HEAD % (html.escape("%s — %s" % (plain(page.title), TITLE)),
                "marked" if note else ""),
        bar, note, '<main class="chapter">',
        page.html.replace("</h1>", "</h1>\n" + inner, 1), "</main>", bar,
        "</body>\n</html>\n"))


def book_contents(pages, place):
    """The contents of the book; place % NAME is where a page's links lead."""
    result, part = "", None
    for page in pages:
        if page.part != part:
            part = page.part
            result += '<li class="part">%s</li>\n' % part
        result += contents(page, place % page.name, (1, 2)) + "\n"
    return '<ul class="book">\n%s</ul>' % result


COVER = """<h1 class="book">%s</h1>
<p class="subtitle">%s</p>
"""


def index(pages, note):
    return "\n".join((
        HEAD % (TITLE, "marked" if note else ""), note,
        '<main class="cover">', COVER % (TITLE, SUBTITLE),
        '<p><a href="unwarp.pdf">The same as a PDF, to print</a></p>',
        book_contents(pages, "%s.html#"),
        "</main>\n</body>\n</html>\n"))


def to_print(pages, note):
    """All pages in one; each page's anchors begin with its name."""
    def local(page, text):
        text = re.sub(r'(<span) id="(.*?)"><a href="#\2" (data-line="\d+")>'
                      "</a>", r'\1 id="\2" \3>', text)
        text = re.sub(r'\bid="', 'id="%s/' % page.name, text)
        text = re.sub(r'href="#', 'href="#%s/' % page.name, text)
        return re.sub(r'href="([\w-]+)\.html#', r'href="#\1/', text)

    def used(text):
        """Without the anchors of lines that nothing leads to."""
        targets = set(re.findall(r'href="#(.*?)"', text))
        return re.sub(r'<span id="(.*?)" data-line', lambda m: m[0] if m[1] in
                      targets else "<span data-line", text)
    parts = [HEAD % (TITLE, "marked print" if note else "print"),
             '<section class="cover">', COVER % (TITLE, SUBTITLE), note,
             "</section>", '<nav class="book"><h1>Contents</h1>',
             book_contents(pages, "#%s/"), "</nav>"]
    parts += ['<main class="chapter">\n%s\n</main>' % local(page, page.print)
              for page in pages]
    return used("\n".join(parts + ["</body>\n</html>\n"]))


def mark(weaver, draft):
    """What a reader must know before believing a number."""
    results = [numbers for numbers, _ in weaver.results.values()]
    words = []
    if any(numbers.get("quick") == "1" for numbers in results):
        words.append("QUICK RUN: trained for seconds on few pictures, to try "
                     "the machinery. Its numbers mean nothing.")
    if any(numbers.get("data") == "strokes" for numbers in results):
        words.append("DRAWN DIGITS stand in for MNIST.")
    if draft:
        words.append("DRAFT: text and numbers may be of different age.")
    return words and '<p class="mark">%s</p>' % " ".join(words) or ""


def press(run, figures, out, draft):
    weaver = weave.Weaver(run, figures)
    pages = weaver.weave(weave.read_order("book/book.txt"))
    with ThreadPoolExecutor(2) as pool:
        for page, text in zip(pages, pool.map(pandoc, pages)):
            page.html = text
            headings(page)
    links = Links(pages)
    for page in pages:
        page.html = references(page, links)
    for page in pages:
        page.html = named_code(page, links)
        page.html = tables(boxes(pictures(listings(page, links))))
    done, note = formulas(pages), mark(weaver, draft)
    os.makedirs(out + "/figures")
    for page in pages:
        page.print = FORMULA.sub(lambda m: done[m[2], m[1]][1], page.html)
        page.html = FORMULA.sub(lambda m: done[m[2], m[1]][0], page.html)
        page.contents = [(*entry, FORMULA.sub(lambda m: done[m[2], m[1]][1],
                                              title))
                         for *entry, title in page.contents]
    for i, page in enumerate(pages):
        write(out, page.name, whole(page, pages[i - 1] if i else None,
                                    (pages + [None])[i + 1], note))
    write(out, "index", index(pages, note))
    with open(out + "/print", "w", encoding="utf-8") as file:
        file.write(to_print(pages, note))
    copy_files(figures, weaver.number, out)


def copy_files(figures, names, out):
    """What the pages show beside text, so that the folder is all they need."""
    for name in names:
        shutil.copyfile("%s/%s.png" % (figures, name),
                        "%s/figures/%s.png" % (out, name))
    shutil.copyfile(HERE + "/style.css", out + "/style.css")
    os.makedirs(out + "/katex/fonts")
    shutil.copyfile(KATEX + "/katex.min.css", out + "/katex/katex.min.css")
    for name in sorted(os.listdir(KATEX + "/fonts")):
        if name.endswith(".woff2"):
            shutil.copyfile("%s/fonts/%s" % (KATEX, name),
                            "%s/katex/fonts/%s" % (out, name))


def write(out, name, text):
    with open("%s/%s.html" % (out, name), "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--draft"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    try:
        press(*arguments, "--draft" in sys.argv)
    except Trouble as trouble:
        sys.exit("book: %s" % trouble)
