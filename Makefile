# The commands a person has to know. Each is a short script; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check generate bench

help:
	@echo "make run       build what changed and open the demonstration club (http://127.0.0.1:8080)"
	@echo "make test      every test: both databases, screens, contract, journeys in a browser"
	@echo "make check     formatting, lints and types; quick, run it before a commit"
	@echo "make generate  write again what is generated: openapi/openapi.json and the types of the screens"
	@echo "make bench     how fast things are, measured on a release build"

run:
	@bash scripts/run.sh

test:
	@bash scripts/test.sh

check:
	@bash scripts/check.sh

generate:
	@bash scripts/generate.sh

bench:
	@bash scripts/bench.sh
