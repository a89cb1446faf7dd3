# The commands of the project; what they install and do is said by the scripts in .ci/.

GO   ?= go
TAGS  = migrated_fynedo
ifeq ($(shell uname -s),Linux)
# One fixed set of tags: X11 (also under Wayland, through XWayland) and GLES, whose bindings build three times faster.
TAGS := $(TAGS),x11,gles
endif

comma = ,

.PHONY: run build cli test race check e2e screens sample bench clean

# All but the window itself, which needs a display: make e2e drives that.
HEADLESS = $$($(GO) list ./... | grep -v '/cmd/eenkeer$$')

# Install what is missing, build, and open the program on the sample. Without a display: the main job on the command line.
run:
	@GO="$(GO)" TAGS="$(TAGS)" .ci/open

build: bin/eenkeer
bin/eenkeer: FORCE
	$(GO) build -tags $(TAGS) -o $@ ./cmd/eenkeer

cli:
	CGO_ENABLED=0 $(GO) build -o bin/eenkeer-cli ./cmd/eenkeer-cli

# Everything that needs no display: format, vet, staticcheck, tests, and tests under the race detector.
test:
	@.ci/setup test
	@$(MAKE) --no-print-directory check
	CGO_ENABLED=0 $(GO) test $(HEADLESS)
	@$(MAKE) --no-print-directory race

check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted"; exit 1; fi
	CGO_ENABLED=0 $(GO) vet -tags ci ./...
	CGO_ENABLED=0 $(GO) tool staticcheck -tags ci ./...
	CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/eenkeer-cli

# What is slow and starts no goroutine is left to the run above (-short).
race:
	$(GO) test -race -short $(HEADLESS)

# Build the real window and drive it under a virtual display.
e2e:
	@.ci/setup e2e
	@$(MAKE) --no-print-directory build cli
	$(GO) build -tags $(subst migrated_fynedo$(comma),,$(TAGS)) -o bin/eenkeer-checked ./cmd/eenkeer
	$(GO) test -tags e2e,$(TAGS) -count=1 -timeout 20m -v ./cmd/eenkeer

# Every screen in every state, theme and language, drawn by software into screens/, for looking at.
screens:
	EENKEER_SCREENS=$(CURDIR)/screens CGO_ENABLED=0 $(GO) test -count=1 -run TestScreens ./app/ui/shell
	@mkdir -p docs/pictures
	@cp screens/sample-start-en-light-1280.png docs/pictures/start.png
	@cp screens/mapping-data-en-light-1280.png docs/pictures/mapping.png
	@cp screens/definition-rates-en-light-1280.png docs/pictures/rates.png
	@cp screens/sample-trends-multiples-en-light-1280.png docs/pictures/trends.png
	@cp screens/read-pairs-en-light-1280.png docs/pictures/pairs.png
	@cp screens/sample-kaizen-actions-en-light-1280.png docs/pictures/kaizen.png
	@cp screens/sample-session-mode-3-en-light-1280.png docs/pictures/session.png
	@cp screens/sample-definitions-en-light-1280.png docs/pictures/definitions.png
	@cp screens/sample-outliers-en-light-1280.png docs/pictures/outliers.png
	@echo "see screens/; the pictures of README in docs/pictures are made new"

sample:
	$(GO) generate ./assets/sample

bench:
	EENKEER_BENCH_ROWS=$${ROWS:-10000000} CGO_ENABLED=0 $(GO) test -run xxx -bench . -benchtime 3x -timeout 60m ./analysis/... ./app/workspace

clean:
	rm -rf bin screens

FORCE:
