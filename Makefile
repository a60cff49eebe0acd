# SPDX-License-Identifier: GPL-3.0-or-later
# Unwarp. `make help` lists what can be made.

SHELL := /bin/bash
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# ---- settings, to be given on the command line ---------------------------

LABELS = en
QUICK =
DATA =
PEER =
ARCH = native
BLAS = openblas
SAN =
WERROR =
V =
CC = gcc

ifeq ($(filter en ru,$(LABELS)),)
$(error LABELS takes en or ru, not '$(LABELS)')
endif

# V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo "  $(1)")

# ---- what must be installed ----------------------------------------------
# Debian's packages, and how each is recognised: a command, or a name that
# pkg-config knows, or a header.

BUILD_NEEDS = gcc:gcc libc6-dev:/usr/include/stdio.h pkg-config:pkg-config \
    libgsl-dev:gsl.pc zlib1g-dev:zlib.pc libjansson-dev:jansson.pc \
    libmd-dev:libmd.pc libstb-dev:/usr/include/stb/stb_image.h
ifeq ($(BLAS),openblas)
BUILD_NEEDS += libopenblas-dev:openblas.pc
endif
DRAW_NEEDS = gnuplot-nox:gnuplot graphviz:dot \
    fonts-dejavu-core:/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
TEST_NEEDS = libcmocka-dev:cmocka.pc
FETCH_NEEDS = curl:curl ca-certificates:/etc/ssl/certs/ca-certificates.crt
ALL_NEEDS = $(BUILD_NEEDS) $(DRAW_NEEDS) $(TEST_NEEDS) $(FETCH_NEEDS)

hash := \#
# missing NEEDS: the packages that are not there.
missing = $(shell for need in $(1); do package=$${need%%:*} sign=$${need$(hash)*:}; \
    case $$sign in \
    (/*) test -e $$sign ;; \
    (*.pc) pkg-config --exists $${sign%.pc} 2>/dev/null ;; \
    (*) command -v $$sign >/dev/null ;; esac || echo $$package; done)

GOALS := $(or $(MAKECMDGOALS),all)
NEEDS := $(if $(filter-out help deps deps-book clean data,$(GOALS)),$(BUILD_NEEDS)) \
    $(if $(filter figures ch% gallery,$(GOALS)),$(DRAW_NEEDS)) \
    $(if $(filter test test-%,$(GOALS)),$(TEST_NEEDS) $(DRAW_NEEDS))
MISSING := $(call missing,$(NEEDS))
ifneq ($(strip $(MISSING)),)
$(error $(strip $(MISSING)) not installed: run 'make deps', or install it)
endif

# ---- compiling -----------------------------------------------------------
# One library of common/ and data/, and common/ in double precision as well, for
# the gradient checks.

BUILD := build$(if $(SAN),/san)$(if $(filter-out native,$(ARCH)),/$(ARCH))$(if \
    $(filter-out openblas,$(BLAS)),/$(BLAS))

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
    -Wmissing-prototypes -Wfloat-conversion $(if $(WERROR),-Werror)
OPTIMISE = $(if $(SAN),-O1 -g1 -fsanitize=address$(,)undefined \
    -fno-sanitize-recover=undefined -fno-omit-frame-pointer,-O3) \
    -march=$(ARCH) -fno-math-errno -fno-trapping-math -fopenmp-simd
, := ,
CPPFLAGS = -D_GNU_SOURCE -Icommon -Idata -MMD -MP
CFLAGS = -std=c11 $(OPTIMISE) $(WARNINGS)
FLOAT = -Wdouble-promotion
DOUBLE = -DREAL_DOUBLE

# `pkg-config --libs gsl` names GSL's own BLAS as well, which is 20 to 40 times
# slower and would win silently.
LIBS = $(filter-out -lgslcblas,$(shell pkg-config --libs gsl zlib jansson \
    libmd 2>/dev/null)) $(if $(filter openblas,$(BLAS)),-lopenblas,-lgslcblas) \
    -lm

BLOCKS := $(basename $(wildcard common/*.c data/*.c))
# 01_autoencoder -> autoencoder
name = $(shell echo $(1) | sed 's/^[0-9]*_//')
number = $(firstword $(subst _, ,$(1)))
CHAPTERS := $(foreach c,$(notdir $(wildcard chapters/[0-9]*)),$(if \
    $(wildcard chapters/$(c)/$(call name,$(c)).c),$(c)))
PROGRAMS := $(foreach c,$(CHAPTERS),$(BUILD)/$(call name,$(c))) $(BUILD)/measure

all: $(PROGRAMS) ## build the programs

$(BUILD)/float/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc $<)
	$(Q)$(CC) $(CPPFLAGS) -I$(<D) -Itests $(CFLAGS) $(FLOAT) -c $< -o $@

$(BUILD)/double/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc $< (double))
	$(Q)$(CC) $(CPPFLAGS) -I$(<D) -Itests $(CFLAGS) $(DOUBLE) -c $< -o $@

$(BUILD)/float/libunwarp.a: $(BLOCKS:%=$(BUILD)/float/%.o)
$(BUILD)/double/libunwarp.a: $(patsubst %,$(BUILD)/double/%.o,\
    $(filter common/%,$(BLOCKS)))
$(BUILD)/%/libunwarp.a:
	@rm -f $@
	$(Q)ar rcs $@ $^

LINK = $(Q)$(if $(V),,echo "  ld $@" && )$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $(shell find $(BUILD)/float $(BUILD)/double -name '*.d' 2>/dev/null)

# ---- data ----------------------------------------------------------------
# The stamp says what `--data` will find, and changes when that changes.

data: ## fetch MNIST (without a network, drawn digits stand in)
	data/fetch mnist

build/data.stamp: FORCE
	@mkdir -p build
	@test -n "$(DATA)" || test -e $@ || data/fetch mnist || true
	@{ echo "data $(DATA)"; ls "$${MNIST_DIR:-data/mnist}" 2>/dev/null; } \
	    >$@.now; cmp -s $@.now $@ && rm $@.now || mv $@.now $@

# ---- chapters: run, then draw --------------------------------------------

RUN := build/$(if $(QUICK),quick,run)
FIGURES := build/$(if $(QUICK),quick/)figures/$(LABELS)
RUN_OPTIONS = --no-figures $(if $(QUICK),--quick)
# Chapters that generate what they are about take no other pictures.
OWN_DATA = 03_beta_vae 06_intrinsic_dae
# Chapters about one digit take those of a source that has all ten.
ONE_DIGIT = 04_dae
data_option = $(if $(DATA),$(if $(filter $(1),$(OWN_DATA)),,--data '$(DATA)$(if \
    $(filter $(1),$(ONE_DIGIT)),$(if $(filter mnist fashion strokes,$(DATA)),:3))'))

scripts = $(wildcard plots/$(call number,$(1))_*.gp plots/$(call number,$(1))_*.sed)

# chapter NN_name: its program, its run, its figures, its two targets
define chapter
$(BUILD)/$(call name,$(1)): $(patsubst %.c,$(BUILD)/float/%.o,\
    $(wildcard chapters/$(1)/*.c)) $(BUILD)/float/libunwarp.a
	$$(LINK)

$(RUN)/$(1)/results.txt: $(BUILD)/$(call name,$(1)) build/data.stamp
	$(BUILD)/$(call name,$(1)) $$(strip $$(RUN_OPTIONS) $(call \
	    data_option,$(1))) --out $(RUN)/$(1)

FIGURES_$(call number,$(1)) := $(patsubst plots/%,$(FIGURES)/%.png,\
    $(basename $(call scripts,$(1))))
ALL_FIGURES += $$(FIGURES_$(call number,$(1)))
$$(FIGURES_$(call number,$(1))): $(RUN)/$(1)/results.txt
$$(FIGURES_$(call number,$(1))): RUN_FOLDER = $(RUN)/$(1)

.PHONY: ch$(call number,$(1))
ch$(call number,$(1)): $$(FIGURES_$(call number,$(1)))
	$$(Q)plots/gallery $(FIGURES) $(LABELS) $(RUN)
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter,$(c))))

# Figures about several chapters are numbered 00, and read the runs of all.
FIGURES_00 := $(patsubst plots/%.gp,$(FIGURES)/%.png,$(wildcard plots/00_*.gp))
ALL_FIGURES += $(FIGURES_00)
$(FIGURES_00): $(CHAPTERS:%=$(RUN)/%/results.txt)
$(FIGURES_00): RUN_FOLDER = $(RUN)

# The scores of chapter 3 for any codes.
$(BUILD)/measure: $(BUILD)/float/chapters/03_beta_vae/measure/measure.o \
    $(BUILD)/float/libunwarp.a
	$(LINK)

STYLE = plots/draw plots/style.gp plots/sheet.gp plots/latent.gp \
    plots/traversal.gp plots/frames.gp plots/unit_rows.gp plots/means_row.gp \
    plots/alignment.gp plots/lighting.gp plots/missing.gp plots/samples.gp \
    plots/labels_$(LABELS).gp

$(FIGURES)/%.png: plots/%.gp $(STYLE)
	$(call say,draw $@)
	$(Q)plots/draw $< $(RUN_FOLDER) $(@D) $(LABELS)
$(FIGURES)/%.png: plots/%.sed plots/without_loss.sed plots/words_$(LABELS).sed \
    plots/draw
	$(call say,draw $@)
	$(Q)plots/draw $< $(RUN_FOLDER) $(@D) $(LABELS)

$(FIGURES)/index.html: plots/gallery plots/gallery.awk plots/lecture.txt \
    $(ALL_FIGURES)
	$(Q)plots/gallery $(@D) $(LABELS) $(RUN)

figures: $(ALL_FIGURES) $(FIGURES)/index.html ## run all chapters, draw all figures (make ch01: one chapter)

# ---- tests and benchmarks ------------------------------------------------

TESTS := $(patsubst tests/%.c,%,$(wildcard tests/test_*.c))

# What a test program is linked with of its chapter: all but main; in double
# precision only the modules that it includes, and that these include.
all_but_main = $(filter-out %/$(call name,$(1)).c,$(wildcard chapters/$(1)/*.c))
includes = $(wildcard $(patsubst %,chapters/$(1)/%.[ch],$(shell sed -n \
    's/^$(hash)include "\(.*\)\.h"/\1/p' $(2))))
needs = $(filter %.c,$(call includes,$(1),$(2) $(call includes,$(1),$(2) \
    $(call includes,$(1),$(2)))))

# test NAME,FOLDER,CHAPTER: a test program from tests/NAME.c, in the precision
# of FOLDER.
define test
$(BUILD)/tests/$(1): $(BUILD)/$(2)/tests/$(1).o $(BUILD)/$(2)/tests/check.o \
    $(patsubst %.c,$(BUILD)/$(2)/%.o,$(if $(3),$(if $(filter double,$(2)),\
    $(call needs,$(3),tests/$(1).c),$(call all_but_main,$(3))))) \
    $(BUILD)/$(2)/libunwarp.a
	@mkdir -p $$(@D)
	$$(LINK) -lcmocka
$(if $(3),$(BUILD)/$(2)/tests/$(1).o: CPPFLAGS += -Ichapters/$(3))
endef
$(foreach t,$(TESTS),$(eval $(call test,$(t),$(if \
    $(filter %gradients,$(t)),double,float),$(filter \
    $(word 2,$(subst _, ,$(t)))_%,$(CHAPTERS)))))

test: ## run all tests (make test-01: one chapter)
	@tests/run $(BUILD)/tests
test: $(PROGRAMS) $(TESTS:%=$(BUILD)/tests/%)

# test-01: all of chapter 1; test-graph: test_graph and its like.
tests_like = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/test_$(1)*.c))
.SECONDEXPANSION:
test-%: $(PROGRAMS) $$(call tests_like,$$*)
	@tests/run $(BUILD)/tests $*

$(BUILD)/bench: $(BUILD)/float/tests/bench.o $(BUILD)/float/tests/bench_models.o \
    $(BUILD)/float/libunwarp.a
	$(LINK)

bench: $(BUILD)/bench ## images/s, GFLOP/s, share of bare products; PEER=torch
	$(BUILD)/bench $(BUILD)/bench.txt \
	    $(if $(filter torch,$(PEER)),'/usr/bin/python3 tests/bench_torch.py')

# ---- book and exercises --------------------------------------------------

-include book/book.mk
-include tests/exercises.mk

PICTURES = 03_traversal_anneal 04_teaser 06_lamp

readme: figures ## put this run's numbers and pictures into README.md
	@test -z "$(QUICK)$(DATA)" && grep -q '^data = mnist$$' \
	    build/run/*/results.txt || { echo "README takes full runs on MNIST"; \
	    exit 1; }
	book/readme
	@mkdir -p book/pictures
	for p in $(PICTURES); do plots/draw --small plots/$$p.gp \
	    build/run/$${p%%_*}_* book/pictures en || exit 1; done

# ---- housekeeping --------------------------------------------------------

# install NEEDS: those that are missing.
install = missing="$(sort $(call missing,$(1)))"; \
	if test -z "$$missing"; then echo "nothing is missing"; exit 0; \
	elif ! command -v apt-get >/dev/null; then \
	    echo "make $@ knows Debian and Ubuntu; there it would install:" \
	        $$missing; exit 1; \
	fi; \
	root=$$(test $$(id -u) = 0 || echo sudo); \
	if ! command -v $${root:-sh} >/dev/null; then \
	    echo "sudo is not here; let root do: apt-get install" $$missing; exit 1; \
	fi; \
	set -x; \
	$$root apt-get update -q && $$root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -q -y --no-install-recommends $$missing

deps: ## install what is missing (Debian, Ubuntu)
	@$(call install,$(ALL_NEEDS))

clean: ## remove all that was made, but not the fetched data nor work/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z0-9.-]*\):.*## \(.*\)/  make \1\t\2/p' \
	    $(filter %akefile %.mk,$(MAKEFILE_LIST)) | expand -t 26

FORCE:
.PHONY: all data figures readme test bench deps clean help FORCE
.SECONDARY:
