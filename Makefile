# Each line is thin; what it does is in tools/ or in the `knipa` command. Works from any folder and any number of times.
HERE := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
PYTHON := .venv/bin/python

.PHONY: help install run demo test check sheets messages pictures icons bench lock

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' "$(HERE)/Makefile" | expand -t 18

install: ## make .venv with what Knipa needs to run
	@sh "$(HERE)/tools/install.sh" run

run: install ## start Knipa on this machine and print its address
	@cd "$(HERE)" && exec .venv/bin/knipa serve

demo: install ## look at Knipa as twenty made-up people; nothing is left behind
	@cd "$(HERE)" && exec .venv/bin/knipa demo

test: ## install what tests need, then run all of them
	@sh "$(HERE)/tools/test.sh"

check: ## linters, types, import rules, migrations; then make test
	@sh "$(HERE)/tools/check.sh"

sheets: ## write the cue sheets of tests/training/sheets anew, to be read and approved
	@sh "$(HERE)/tools/with-dev.sh" $(PYTHON) tools/sheets.py

messages: ## collect and compile the translations of templates and forms
	@sh "$(HERE)/tools/with-dev.sh" sh tools/messages.sh

pictures: ## draw the pictures of the guide anew
	@sh "$(HERE)/tools/with-dev.sh" $(PYTHON) tools/pictures.py

icons: ## draw the app icons anew from their SVG
	@sh "$(HERE)/tools/with-dev.sh" $(PYTHON) tools/icons.py

bench: ## measure the engine, the command, the pages, the sound, and what Lighthouse says
	@sh "$(HERE)/tools/with-dev.sh" $(PYTHON) -m benchmarks

lock: ## write requirements/*.txt anew (needs a network)
	@sh "$(HERE)/tools/lock.sh"
