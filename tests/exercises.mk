# SPDX-License-Identifier: GPL-3.0-or-later
# The exercises; tests/exercise does the work.

# In order, each with the number type that it is compiled for.
EXERCISES = 1.1:double 1.2:double 1.3:float 1.4:double 1.5:float \
    2.1:double 2.2:float 2.3:double 2.4:float 2.5:float \
    3.1:double 3.2:double 3.3:float 3.4:double 3.5:float \
    4.1:double 4.2:double 4.3:float 4.4:float 4.5:float \
    5.1:double 5.2:float 5.3:float 5.4:float 5.5:float \
    6.1:double 6.2:float 6.3:double 6.4:float 6.5:float

# What each chapter adds: the engine, and all else. An exercise is linked with
# the modules of its own chapter and of those before, and with nothing else; one
# in double precision, which has no data, with the engine only.
ENGINE_1 = $(addprefix common/, adam fail gemm graph op_activation \
    op_arithmetic op_dense op_loss op_slice rng)
ENGINE_2 = common/op_gaussian
MODULES_1 = $(addprefix common/, checkpoint dataset density dump evaluate \
    file graph_show holes image jobs nearest npy options pairs pca pixel_nats \
    progress results run safetensors samples train) \
    $(addprefix data/, data dots drawn face faces folder hand idx palms \
    skin spec sprites strokes) \
    chapters/01_autoencoder/linear
MODULES_3 = $(addprefix common/, disentangle explicitness information \
    linear_fit ridge table)
ENGINE_4 = $(addprefix common/, op_affine op_conv op_field_loss op_sample \
    op_upsample op_warp)
MODULES_4 = $(addprefix common/, conv_encoder dae_codes deformation deforming dump_dae \
    warp_inverse warp_measures warp_picture)
ENGINE_5 = common/op_class
ENGINE_6 = $(addprefix common/, op_mirror op_shade)
MODULES_6 = common/intrinsic_error chapters/06_intrinsic_dae/readers
EXTRA_float = $(addprefix tests/exercises/, digit_dae digits dot_vae face_split)

ALL_NEEDS += python3:python3
ifneq ($(filter ex-% hint-% reset-% solution-% play-% %exercises starters \
    grade,$(GOALS)),)
ifneq ($(call missing,python3:python3),)
$(error python3 not installed: run 'make deps', or install it)
endif
endif

EXERCISE_BUILD = $(BUILD)/exercises
EXERCISE = EXERCISE_LIST='$(EXERCISES)' EXERCISE_CC='$(CC)' \
    EXERCISE_CFLAGS='-std=c11 -D_GNU_SOURCE -Icommon -Idata -Itests/exercises \
    -O2 -march=$(ARCH) $(filter-out -Werror,$(WARNINGS))' \
    EXERCISE_LIBS='$(LIBS)' EXERCISE_BUILD='$(EXERCISE_BUILD)' \
    EXERCISE_MODULES='$(EXERCISE_MODULES)' \
    EXERCISE_LANGUAGE='$(if $(filter command%,$(origin LABELS)),$(LABELS))' \
    EXERCISE_STUDENT='$(STUDENT)' EXERCISE_LEVEL='$(LEVEL)' \
    EXERCISE_INSIST='$(INSIST)' EXERCISE_LIMIT='$(LIMIT)' tests/exercise

EXERCISE_NUMBERS = $(foreach e,$(EXERCISES),$(firstword $(subst :, ,$(e))))
EXERCISE_CHAPTERS = $(sort $(foreach e,$(EXERCISES),$(firstword \
    $(subst ., ,$(e)))))
EXERCISE_MODULES = $(foreach c,1 2 3 4 5 6,$(ENGINE_$(c)) $(MODULES_$(c)))
EXERCISE_ARCHIVES = $(EXERCISE_NUMBERS:%=$(EXERCISE_BUILD)/%.a)

# exercise NUMBER,CHAPTER,TYPE: all that the student's file is linked with
define exercise
$(EXERCISE_BUILD)/$(1).a: $(addprefix $(BUILD)/$(3)/,$(addsuffix .o,\
    $(foreach c,$(wordlist 1,$(2),$(EXERCISE_CHAPTERS)),\
    $(ENGINE_$(c)) $(if $(filter float,$(3)),$(MODULES_$(c)))) \
    $(EXTRA_$(3)) tests/exercises/check_$(subst .,_,$(1)) \
    tests/exercises/exercise))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^

.PHONY: ex-$(1) hint-$(1) reset-$(1) solution-$(1)
ex-$(1): $(EXERCISE_BUILD)/$(1).a
	@$$(EXERCISE) try $(1)
solution-$(1): $(EXERCISE_BUILD)/$(1).a
	@$$(EXERCISE) solution $(1)
hint-$(1) reset-$(1):
	@$$(EXERCISE) $$(subst -, ,$$@)
endef
$(foreach e,$(EXERCISES),$(eval $(call exercise,$(firstword \
    $(subst :, ,$(e))),$(firstword $(subst ., ,$(e))),$(lastword \
    $(subst :, ,$(e))))))

.PHONY: exercises starters check-exercises grade
exercises: $(EXERCISE_ARCHIVES) ## how far you are (LABELS=ru: in Russian)
	@$(EXERCISE) list

ex-1.1: ## take an exercise to work/, check it (STUDENT=17: your number)
hint-1.1: ## one hint more (LEVEL=2: the first two)
reset-1.1: ## back to the starter; what was there is kept
solution-1.1: ## the solution, after passing or with INSIST=1

starters: ## derive the starters from tests/solutions/
	@$(EXERCISE) starters

check-exercises: $(EXERCISE_ARCHIVES) ## prove each (ONLY=1.1: one)
	@$(EXERCISE) check $(ONLY)

grade: $(EXERCISE_ARCHIVES) ## FOLDER/NAME/ex_N_M.c of many: FOLDER/grades.csv
	@$(EXERCISE) grade '$(FOLDER)'

# A chapter's program to play with: work/play_01, built and run there.
PLAY = --quick

# playground NUMBER,NAME
define playground
.PHONY: play-$(1)
play-$(1):
	@$$(EXERCISE) play $(1)
	@$$(MAKE) --no-print-directory work/play_$(1)/$(2)
	work/play_$(1)/$(2) $$(PLAY) --out work/play_$(1)/run
work/play_$(1)/$(2): $(patsubst %.c,$(BUILD)/float/%.o,\
    $(wildcard work/play_$(1)/*.c)) $(BUILD)/float/libunwarp.a
	$$(LINK)
endef
$(foreach c,$(CHAPTERS),$(eval $(call playground,$(call number,$(c)),$(call \
    name,$(c)))))

play-01: ## a copy of the chapter's program to change (PLAY='--only ae')
