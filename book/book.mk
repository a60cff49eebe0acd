# SPDX-License-Identifier: GPL-3.0-or-later
# The book; a part of the Makefile.
#
# make book            from the run and the figures of all chapters
# make book QUICK=1    from the quick run; every page says so
# make book DRAFT=1    from what is there, running nothing; every page says so

KATEX = /usr/share/nodejs/katex/dist/katex.js
FONTS = /usr/share/fonts/truetype
WEASYPRINT = /usr/lib/python3/dist-packages/weasyprint
BOOK_NEEDS = pandoc:pandoc nodejs:node katex:$(KATEX) \
    weasyprint:$(WEASYPRINT)/__main__.py python3:python3 \
    fonts-paratype:$(FONTS)/paratype/PTF55F.ttf \
    fonts-dejavu-core:$(FONTS)/dejavu/DejaVuSansMono.ttf

ifneq ($(filter book,$(GOALS)),)
BOOK_MISSING := $(call missing,$(BOOK_NEEDS) $(DRAW_NEEDS))
ifneq ($(strip $(BOOK_MISSING)),)
$(error $(strip $(BOOK_MISSING)) not installed: run 'make deps-book')
endif
ifneq ($(LABELS),en)
$(error the text of the book is English: make book without LABELS)
endif
endif

BOOK := build/$(if $(DRAFT),draft/)$(if $(QUICK),quick/)book
BOOK_SOURCES := $(sort $(wildcard book/* chapters/*/*.[ch] chapters/*/*.md \
    common/*.[ch] data/*.[ch] tests/solutions/*.c) data/fetch plots/lecture.txt)
BOOK_RUN := $(if $(DRAFT),,$(CHAPTERS:%=$(RUN)/%/results.txt) $(ALL_FIGURES))

# WeasyPrint takes the PDF's date from the environment; fontTools complains
# about the dates of fonts, which nobody reads. Python's garbage collector would
# search the whole book again and again, for a quarter of the time, and find
# nothing.
PRINT = /usr/bin/python3 -c 'import gc; gc.disable(); \
    from weasyprint.__main__ import main; main()'

book: $(BOOK)/index.html ## weave the book: HTML and PDF
$(BOOK)/index.html: $(BOOK_SOURCES) $(BOOK_RUN)
	@rm -rf $(BOOK).part && mkdir -p $(dir $(BOOK))
	@book/press.py $(RUN) $(FIGURES) $(BOOK).part $(if $(DRAFT),--draft)
	@book/check.py $(BOOK).part
	@export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || \
	    echo 1600000000) PYTHONHASHSEED=0; \
	$(PRINT) -q $(BOOK).part/print $(BOOK).part/unwarp.pdf \
	    2> >(grep -v 'timestamp seems very low' >&2)
	@rm -rf $(BOOK) $(BOOK).part/print && mv $(BOOK).part $(BOOK)
	@echo "$@"

deps-book: ## install what the book needs beyond make deps (Debian, Ubuntu)
	@$(call install,$(BOOK_NEEDS) $(DRAW_NEEDS))

.PHONY: book deps-book
