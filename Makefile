# The only door for developers. Every recipe is a line or two that a person could type.
#   make run     chuẩn bị mọi thứ, làm công việc chính một lượt, mở http://127.0.0.1:8138
#   make test    chạy toàn bộ kiểm thử, kể cả trình duyệt và PostgreSQL
# REPORTS=DIR  another folder of reports      SERVE=no  end after the main job

BIN := .venv/bin
REPORTS ?= samples/reports
SERVE ?= yes
STAMP := .venv/.bcd138
PYTEST := $(BIN)/pytest --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check fast bench docs assets setup wheel-check lock
.PHONY: check-style check-types check-contracts check-templates check-dependencies check-catalogue check-docs

help:
	@sed -n 's/^#   //p; s/^# \(REPORTS.*\)/\1/p' Makefile
	@echo "make check | fast | bench | docs | wheel-check | setup | assets | lock"

run: setup
	@echo "▸ Cơ sở dữ liệu và danh mục / database and catalogue"
	@$(BIN)/bcd138 migrate --verbosity 0 && $(BIN)/bcd138 load_catalogue --verbosity 0
	@echo "▸ Dữ liệu minh họa / demo data"
	@$(BIN)/bcd138 load_demo --reports
	@echo "▸ Công việc chính / the main job: $(REPORTS)"
	@$(BIN)/bcd138 main_job "$(REPORTS)"
	@[ "$(SERVE)" = no ] || exec $(BIN)/bcd138 serve

test: setup
	@sh scripts/debian_packages.sh
	@echo "▸ Kiểm thử trên SQLite / tests on SQLite"
	@$(PYTEST) --numprocesses=auto -m "not browser and not benchmark"
	@echo "▸ Kiểm thử trình duyệt / browser tests"
	@$(PYTEST) -m browser tests/browser
	@echo "▸ Kiểm thử trên PostgreSQL / tests on PostgreSQL"
	@$(BIN)/python scripts/with_postgres.py $(PYTEST) --numprocesses=auto -m "not benchmark" tests/integration

check: setup check-style check-types check-contracts check-templates check-dependencies check-catalogue check-docs

check-style:
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && echo "▸ ruff: sạch"

check-types:
	@$(BIN)/mypy --no-error-summary && echo "▸ mypy: sạch"

check-contracts:
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@echo "▸ hợp đồng nhập khẩu / import contracts: giữ"

check-templates:
	@$(BIN)/djlint --lint --quiet src/bcd138/web/templates && echo "▸ djlint: sạch"

check-dependencies:
	@$(BIN)/deptry src >/dev/null 2>&1 || $(BIN)/deptry src
	@echo "▸ deptry: sạch"

check-catalogue:
	@$(BIN)/python scripts/check_catalogue.py

check-docs:
	@$(BIN)/python scripts/generate_docs.py --check && echo "▸ tài liệu sinh ra / generated docs: mới"

fast: setup
	@$(PYTEST) --numprocesses=auto -m "not slow and not browser and not benchmark" tests/unit tests/architecture

bench: setup
	@$(PYTEST) -s -m benchmark --benchmark-columns=median,ops,rounds tests/benchmark

docs: setup
	@$(BIN)/python scripts/generate_docs.py

wheel-check: setup
	@sh scripts/wheel_check.sh

assets: $(STAMP)
	@echo "▸ Tệp giao diện / front-end files"
	@$(BIN)/python frontend/assets.py

setup: $(STAMP) assets

$(STAMP): requirements.lock pyproject.toml scripts/set_up.sh
	@sh scripts/set_up.sh && touch $@

lock:
	@$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-strip-extras --no-emit-index-url --no-header -o requirements.lock
	@sed -n '/^spark = \[/,/^]/s/.*"\(pyspark[^"]*\)".*/\1/p' pyproject.toml | $(BIN)/uv pip compile - --constraints requirements.lock --generate-hashes --no-emit-index-url --no-header -o requirements-spark.lock
