# sevenstep - build, run, test.
#   make run      installs what is missing, builds, starts        make test      every test, ends with  N passed, N failed
#   make          builds build/sevenstep                          make lint      layers, format, warnings as errors
#   make marks    what marks promise, on the engine          make soak      kill -9 at 200 moments of a session
#   make laws     the effects that the product teaches            make sanitize  the suite under ASan and UBSan
#   make bench    speed, beside its yardsticks                    make docs      the generated references
#   make latency  how long a person waits for the screen      make score    TEXT=FOLDER: what cases understand of it
#   make golden   rewrites golden screens (read the diff)         make install   PREFIX=/usr/local
#   make bench-peers  speed, beside FAISS, hnswlib, scikit-learn and PyTorch (QUICK=--quick: both benches in little)
BUILD  ?= build
PREFIX ?= /usr/local
CC     ?= cc
OPT    ?= -O2 -ftree-vectorize
WARN   := -Wno-psabi -Wall -Wextra -Wshadow -Wmissing-prototypes -Wvla $(if $(CI),-Werror) $(WERROR)
PKGS   := lua5.4 sqlite3 libedit jansson libxxhash libpng ncursesw openblas
VERSION := 0.1.0

# The packages may be installed by the same make that builds, so ask pkg-config when a recipe runs, not when this is read.
PKG_CFLAGS = $$(pkg-config --cflags $(PKGS))
PKG_LIBS   = $$(pkg-config --libs $(PKGS))
CFLAGS = -std=gnu17 -g -gz $(OPT) -fopenmp-simd -fno-math-errno -fno-trapping-math -pthread -MMD -MP $(WARN) $(SANITIZE)
CPPFLAGS = -Isrc -I$(BUILD)/gen -D_GNU_SOURCE -DSEVENSTEP_VERSION='"$(VERSION)"' -DSEVENSTEP_PREFIX='"$(PREFIX)"'
LDFLAGS = -pthread $(SANITIZE)
LDLIBS  = $(PKG_LIBS) -lm

ENGINE_ROOMS := base num world model index funnel eval serve engine
FACE_ROOMS   := script store job practice report repl tui cli
ENGINE_SRC := $(wildcard $(ENGINE_ROOMS:%=src/%/*.c))
FACE_SRC   := $(wildcard $(FACE_ROOMS:%=src/%/*.c))
ENGINE_OBJ := $(ENGINE_SRC:%.c=$(BUILD)/%.o)
FACE_OBJ   := $(FACE_SRC:%.c=$(BUILD)/%.o)
BENCH_OBJ  := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/bench/*.c))
TEST_SRC   := $(wildcard tests/unit/test_*.c)
TEST_OBJ   := $(TEST_SRC:%.c=$(BUILD)/%.o)
TEST_BIN   := $(TEST_SRC:tests/unit/%.c=$(BUILD)/tests/%)
LIBS       := $(BUILD)/libfaces.a $(BUILD)/libsevenstep.a
EMBEDDED   := $(wildcard src/*/*.sql src/*/*.lua src/*/*.weights)
GEN        := $(BUILD)/gen/build_hash.h $(EMBEDDED:src/%=$(BUILD)/gen/%.h)

.PHONY: all run test objects lint sanitize laws traps latency bench bench-peers docs golden install clean deps test-deps unit marks \
        soak score fit
all: $(BUILD)/sevenstep

deps:
	@scripts/install build
test-deps:
	@scripts/install build test

$(BUILD)/sevenstep: $(BUILD)/src/main.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/sevenstep-bench: $(BENCH_OBJ) $(BUILD)/libsevenstep.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/libsevenstep.a: $(ENGINE_OBJ)
$(BUILD)/libfaces.a: $(FACE_OBJ)
$(LIBS):
	@rm -f $@
	$(AR) rcs $@ $^
$(BUILD)/%.o: %.c | $(GEN)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -c -o $@ $<

# The cache key of every node holds a hash of the sources of the engine and of all below it, so nobody bumps versions by hand.
$(BUILD)/gen/build_hash.h: $(ENGINE_SRC) $(wildcard $(ENGINE_ROOMS:%=src/%/*.h)) Makefile
	@mkdir -p $(@D)
	@printf '#define ENGINE_BUILD_HASH "%s"\n' \
	  "$$(cat $(sort $(filter %.c %.h,$^)) Makefile | sha256sum | cut -c1-32)" > $@.tmp
	@cmp -s $@.tmp $@ && rm $@.tmp || mv $@.tmp $@
$(BUILD)/gen/%.h: src/% scripts/embed
	@mkdir -p $(@D)
	scripts/embed $< > $@

# The folders of src/ are ordered; `make run` and `make test` first install what is missing.
run: deps
	@$(MAKE) --no-print-directory -s -j2 all
	@scripts/run $(BUILD)/sevenstep

# A test links only what it calls: whole copies of the program would fill a small disk.
unit: $(TEST_BIN) $(BUILD)/sevenstep-bench
TOOL_OBJ := $(BUILD)/tests/marks/sweep.o $(BUILD)/tests/content/score.o $(BUILD)/tests/content/fit.o \
            $(BUILD)/tests/content/teach.o
$(TEST_OBJ) $(TOOL_OBJ): CPPFLAGS += -Itests
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $< $(LIBS) $(LDLIBS) -lcmocka -lvterm

test: test-deps
	@$(MAKE) --no-print-directory -s -j2 all unit
	@scripts/test $(BUILD)

# Everything, compiled but not linked: what lint asks for.
objects: $(ENGINE_OBJ) $(FACE_OBJ) $(BENCH_OBJ) $(BUILD)/src/main.o $(TEST_OBJ) $(TOOL_OBJ)

sanitize: test-deps
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/asan OPT="-O1 -fno-omit-frame-pointer" \
	  SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=undefined" all unit
	@scripts/test build/asan

lint: test-deps
	@scripts/lint
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/lint WERROR=-Werror objects
	@echo "lint: ok"

# What marks promise, tried on the engine over (case, decision, seed), in small worlds: long; CASES=, SEEDS=,
# MARKS="-s world.users=6000"
CASES ?= video_recommendation news_feed ad_click visual_search harmful_content
SEEDS ?= 3
MARKS ?=
$(BUILD)/sweep: $(BUILD)/tests/marks/sweep.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
marks: deps
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/sweep
	@$(BUILD)/sweep $(BUILD)/marks-cache $(SEEDS) $(MARKS) $(CASES)

# How well the cases understand text of yours: TEXT is a folder, docs/writing-cases.md says what is in it.
TEXT ?= tests/content
$(BUILD)/score: $(BUILD)/tests/content/score.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
score: deps
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/score
	@$(BUILD)/score $(TEXT)

# The weights of src/practice/ear.c, remark.c (printed) and intents.c (written), fitted to the texts of the tree.
$(BUILD)/teach: $(BUILD)/tests/content/teach.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -llinear
$(BUILD)/fit: $(BUILD)/tests/content/fit.o $(LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
fit: test-deps
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/fit $(BUILD)/teach
	@$(BUILD)/fit facts tests/content tests/content/wordings
	@$(BUILD)/fit items tests/content tests/content/wordings
	@$(BUILD)/fit mistakes tests/content tests/content/wordings
	@$(BUILD)/teach tests/content tests/content/wordings $(sort $(wildcard tests/content/hands/*)) >$(BUILD)/weights
	@mv $(BUILD)/weights src/practice/intents.weights

# kill -9 at 200 random moments of a scripted session.
soak: deps
	@$(MAKE) --no-print-directory -s -j2 all
	@SEVENSTEP=$(BUILD)/sevenstep KILLS=200 sh tests/cli/killed_session.sh

laws: deps
	@$(MAKE) --no-print-directory -s -j2 all
	@scripts/laws $(BUILD)/sevenstep

# What tempting choices look like and what they cost: writes docs/traps.md; SEEDS= and FIRST= as for laws.
traps: deps
	@$(MAKE) --no-print-directory -s -j2 all
	@scripts/traps $(BUILD)/sevenstep docs/traps.md

# How long a person waits for the screen, on this machine.
latency: all $(BUILD)/tests/test_latency
	@$(BUILD)/tests/test_latency $(BUILD)/sevenstep 2>&1 | grep ' ms '

bench: deps
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/sevenstep-bench all
	@$(BUILD)/sevenstep-bench $(QUICK)
bench-peers: deps
	@scripts/install peers || echo "bench-peers: what is not installed is left out" >&2
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/sevenstep-bench
	@scripts/bench-peers $(BUILD) $(QUICK)

docs: all
	@scripts/docs $(BUILD)/sevenstep

golden: all unit
	@scripts/golden $(BUILD)

install: all
	install -D $(BUILD)/sevenstep $(DESTDIR)$(PREFIX)/bin/sevenstep
	mkdir -p $(DESTDIR)$(PREFIX)/share/sevenstep
	cp -r data scenarios $(DESTDIR)$(PREFIX)/share/sevenstep/

clean:
	rm -rf $(BUILD)

.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
