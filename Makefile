# Nghị Sự: the commands by name. `make` alone lists them.
ADDR ?= 127.0.0.1:8080
DATA ?= ./demo-data
SHOTS ?= ./pictures
TOOL = go tool -modfile=tools/go.mod
LINT = go tool -modfile=tools/lint/go.mod golangci-lint
# Edges wait for people, disks and networks: their functions are not copied into
# their callers, which makes the binary a tenth smaller. What rules, stores and folds
# is left as fast as it can be.
EDGES = nghisu/internal/app/... nghisu/internal/web/... nghisu/internal/api/... nghisu/internal/mail/... \
	nghisu/internal/cli/... nghisu/internal/demo/... nghisu/internal/bench/... nghisu/internal/drafting/... \
	github.com/... codeberg.org/... golang.org/x/text/... golang.org/x/net/... net/http
SMALL = $(foreach p,$(EDGES),-gcflags=$(p)=-l)
# Where goroutines share state: the tests that let some run side by side run a second
# time under the race detector.
RACY = ./internal/store ./internal/app
RACES = AtOnce|Cancel|Close|Connections|FailsTheOthers|Folding|Jobs|Lanes|Late|Letter|Locks|Lost|Minutes|QueueFull|Retries|Sequence|SittingAfter|SittingRuns|Stale|TwoDevices|TwoNodes|Vote|Watch

.PHONY: help build demo setup test test-long generate lint bench screenshots

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

build: ## one static binary, ./nghisu
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' $(SMALL) -o nghisu ./cmd/nghisu

demo: build ## five bodies and two re-enacted years, served on ADDR from DATA
	./nghisu demo --data $(DATA) --addr $(ADDR)

setup: ## install what the tests need from Debian, where it is missing
	@scripts/setup.sh

test: setup ## every test, long ones sampled
	go vet ./...
	scripts/check-generated.sh
	go test -shuffle=on -timeout 30m ./internal/web/browser ./...
	CGO_ENABLED=1 go test -race -short -shuffle=on -timeout 30m -run '$(RACES)' $(RACY)

test-long: setup ## the same tests run in full: hours
	NGHISU_LONG=1 go test -shuffle=on -timeout 12h ./...

generate: ## write the Go of every templ page again
	$(TOOL) templ generate -path internal

lint: ## what golangci-lint, gofumpt and staticcheck find
	$(LINT) run ./...
	@test -z "$$($(TOOL) gofumpt -l cmd internal charters third_party | grep -v _templ.go | tee /dev/stderr)"
	$(TOOL) staticcheck ./...

bench: build ## the rows of docs/performance.md on this machine
	./nghisu bench
	go test -run '^$$' -bench . -benchmem -count 6 ./internal/charter/... | tee bench.out
	$(TOOL) benchstat bench.out

screenshots: setup ## draw the pictures of the documents again; SHOTS keeps them all
	mkdir -p $(SHOTS)
	NGHISU_SCREENSHOTS=$(abspath $(SHOTS)) go test -count 1 -run Screenshots ./internal/web/browser
	for f in docs/images/* docs/handbook/images/*; do cp $(SHOTS)/$$(basename $$f) $$f; done
