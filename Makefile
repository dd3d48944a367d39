# Every target works as root and as a normal user. The sentence behind ## is what `make` shows.
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check lint bench proof kijk runtime dev debian
python := .venv/bin/python

help: ## toon deze lijst
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: runtime ## start Regiekamer met een verzonnen netwerk (PORT=8000, stoppen met Ctrl-C)
	@exec $(python) -m deploy.demo.start

demo-reset: runtime ## gooi de gegevens van de demo weg en begin opnieuw
	@exec $(python) -m deploy.demo.start --opnieuw

test: dev debian lint ## alle controles en alle tests
	@$(python) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: dev lint ## de snelle controles: stijl, types, imports, migraties, huisregels
	@$(python) -m pytest -q tests/house_rules

bench: dev debian ## meet de prestaties (ONLY=naam voor één meting)
	@exec $(python) -m bench

proof: dev debian ## bewijs het langzaam en volledig: alle toegang, foute invoer, uitval
	@exec $(python) -m proof

kijk: dev debian ## maak schermfoto's van elke pagina, per rol en op twee breedtes
	@exec $(python) -m tests.kijk

sbom: dev ## schrijf de lijst van alle onderdelen (.regiekamer/sbom.json)
	@mkdir -p .regiekamer
	@.venv/bin/cyclonedx-py requirements requirements/runtime.txt --short-PURLs --output-reproducible --of JSON -o .regiekamer/sbom.json

lint:
	@$(python) -m ruff check --quiet .
	@$(python) -m ruff format --quiet --check .
	@.venv/bin/lint-imports --no-logo
	@DATABASE_URL=postgres:///only-types $(python) -m mypy --no-error-summary

runtime:
	@sh deploy/install.sh runtime

dev:
	@sh deploy/install.sh dev

debian:
	@sh tests/debian.sh
