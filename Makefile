# Thin: what stands here are the commands a newcomer types; CMake does the work.
JOBS ?= $(shell nproc)
BUILD ?= build
# Files are compiled by folders: half the time. UNITY=OFF: one by one, for who changes them.
UNITY ?= ON

# Debian 12 packages, once: the first line builds, the second is for the tests and their outside readers.
BUILD_PACKAGES = g++ cmake ninja-build ccache pkg-config libssl-dev libpodofo-dev libqpdf-dev libxml2-dev \
  libhyperscan-dev libharfbuzz-dev libfreetype-dev libfontconfig-dev libjpeg62-turbo-dev libopenjp2-7-dev libjbig2dec0-dev libicu-dev \
  zlib1g-dev libzip-dev libgumbo-dev libsqlite3-dev libseccomp-dev libp11-kit-dev libfmt-dev libyaml-cpp-dev nlohmann-json3-dev libcli11-dev poppler-data openssl \
  libtesseract-dev libzxing-dev
TEST_PACKAGES = catch2 strace git pre-commit shellcheck man-db mandoc bsdextrautils zsh fish poppler-utils mupdf-tools ghostscript qpdf libxml2-utils xmlsec1 libnss3-tools softhsm2 opensc \
  abigail-tools default-jdk-headless dpkg-dev file in-toto python3-minimal python3-jsonschema python3-fonttools python3-yaml fonts-wqy-microhei libpcre2-dev \
  tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng tesseract-ocr-osd qrencode
# pdf.js reads what the tests wrote: get_pdfjs.sh fetches it by npm.
export REVIEW_PDFJS ?= $(abspath $(BUILD)/pdfjs/node_modules/pdfjs-dist)
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: all deps test-deps build demo test package package-test corpus agreement sanitize fuzz bench format install clean
all: build

deps:
	@present="$$(dpkg-query -W -f='$${Package} $${Status}\n' $(BUILD_PACKAGES) 2>/dev/null | grep -c 'ok installed')"; \
	if [ "$$present" != "$(words $(BUILD_PACKAGES))" ]; then \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BUILD_PACKAGES); fi

test-deps: deps
	@present="$$(dpkg-query -W -f='$${Package} $${Status}\n' $(TEST_PACKAGES) 2>/dev/null | grep -c 'ok installed')"; \
	if [ "$$present" != "$(words $(TEST_PACKAGES))" ]; then \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(TEST_PACKAGES); fi
	@command -v node >/dev/null && command -v npm >/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; }
	@test -e /usr/include/node/node_api.h -o -e /usr/local/include/node/node_api.h || \
	  { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libnode-dev; }
	@tests/spec/adversarial/get_pdfjs.sh $(BUILD)/pdfjs
	@tests/spec/reports/get_schemas.sh $(BUILD)/schemas

# The library and the program, Release, at build/bin/review.
build: deps
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release -DREVIEW_TESTS=OFF -DREVIEW_UNITY=$(UNITY)
	cmake --build $(BUILD) -j $(JOBS)

demo: build
	fixtures/demo.sh $(BUILD)/bin/review

test: test-deps
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release -DREVIEW_TESTS=ON -DREVIEW_UNITY=$(UNITY)
	cmake --build $(BUILD) -j $(JOBS)
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

# The Debian packages libreview1, libreview-dev and review, in BUILD/packages; and what a newcomer does with them in a clean Debian
# (root and a network, some minutes).
package: build
	mkdir -p $(BUILD)/packages
	/usr/bin/python3 -B tests/package/suite.py $(BUILD) . --keep $(BUILD)/packages

package-test: build
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends lintian dpkg-dev file mmdebstrap
	mkdir -p $(BUILD)/packages
	/usr/bin/python3 -B tests/package/suite.py $(BUILD) . --lintian --keep $(BUILD)/packages
	$(SUDO) tests/package/clean_debian.sh $(BUILD)/packages . $(BUILD)/packages/report.html

# Five words out of every real document of the shared corpus, looked for by outside readers, and the non-interference of all
# constructs by both widths: about half an hour.
CORPUS ?= ../shared/corpus
OFFICE_PACKAGES = libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui
corpus: test-deps build
	/usr/bin/python3 tests/corpus/plant_and_cut.py --jobs $(JOBS) $(BUILD)/bin/review $(CORPUS)
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(OFFICE_PACKAGES)
	/usr/bin/python3 -B tests/corpus/office_view.py $(BUILD)/bin/review $(CORPUS)
	/usr/bin/python3 -B tests/spec/adversarial/non_interference.py --jobs $(JOBS) $(BUILD)/bin/review
	/usr/bin/python3 -B tests/spec/bundle/kills.py $(BUILD)/bin/review
	/usr/bin/python3 -B tests/spec/plugins/suite.py $(BUILD)/bin/review $(BUILD)/bin/plugins libreview/include --both

# What we read on the pages of the corpus, beside pdftotext and mutool: about five minutes.
agreement: test-deps
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release -DREVIEW_TESTS=ON -DREVIEW_UNITY=$(UNITY)
	cmake --build $(BUILD) -j $(JOBS) --target text_of
	/usr/bin/python3 tests/corpus/text_agreement.py --jobs $(JOBS) $(BUILD)/bin/text_of $(CORPUS)

# The whole suite once more under AddressSanitizer and UBSan.
sanitize: test-deps
	cmake -S . -B build-sanitize -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-g1 -DREVIEW_TESTS=ON -DREVIEW_UNITY=$(UNITY) \
	  -DREVIEW_SANITIZE=address,undefined
	cmake --build build-sanitize -j $(JOBS)
	ctest --test-dir build-sanitize --output-on-failure -j $(JOBS)

# A parser under libFuzzer with sanitizers, or all of them: `make fuzz TARGET=pdf_cmap TIME=1440` (seconds each; SEEDS: a folder of more).
TARGET ?= all
TIME ?= 60
SEEDS ?=
fuzz: deps
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang-16 libclang-rt-16-dev llvm-16
	cmake --preset fuzz
	cmake --build build-fuzz -j $(JOBS) --target $(if $(filter all,$(TARGET)),fuzz,fuzz_$(TARGET))
	tests/fuzz/run.sh build-fuzz $(TARGET) $(TIME) $(SEEDS)

BENCH_PACKAGES = libpodofo-utils weasyprint libreoffice-writer-nogui fonts-noto-cjk fonts-dejavu-core libmupdf-dev libmujs-dev libgumbo-dev libpcre2-dev ripgrep
bench: test-deps build
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BENCH_PACKAGES)
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release -DREVIEW_TESTS=ON -DREVIEW_UNITY=$(UNITY)
	cmake --build $(BUILD) -j $(JOBS) --target review_program sax_floor mupdf_redact ledger_appends
	tests/bench/bench.py $(BUILD)
	$(BUILD)/bin/ledger_appends $(BUILD)

format:
	git ls-files '*.cpp' '*.hpp' '*.h' '*.c' | xargs clang-format -i

install: build
	$(SUDO) cmake --install $(BUILD)

clean:
	rm -rf build build-sanitize build-fuzz
