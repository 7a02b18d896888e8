# Tests speak TAP. A test program sees the environment of AM_TESTS_ENVIRONMENT.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
TEST_EXTENSIONS = .sh .py
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_COMPILER = $(PYTHON)
# The exit code tells by hand what the test points tell here already.
AM_PY_LOG_DRIVER_FLAGS = --ignore-exit
AM_TESTS_ENVIRONMENT = \
	DELIB_PLUGIN_PATH='$(BUILT_PLUGIN_PATH)'; export DELIB_PLUGIN_PATH; \
	DELIB='$(abs_builddir)/delib'; export DELIB; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE;

TOOLS_OF_TESTS = \
	%reldir%/accuracy.py \
	%reldir%/ocr.py \
	%reldir%/akn.py \
	%reldir%/calibration.py \
	%reldir%/cases.py \
	%reldir%/cli.py \
	%reldir%/corpus.py \
	%reldir%/hostile.py \
	%reldir%/linear.py \
	%reldir%/locales.py \
	%reldir%/plugins.py \
	%reldir%/readme.py \
	%reldir%/scdl.py \
	%reldir%/seeds.py \
	%reldir%/show.py \
	%reldir%/translation.py \
	%reldir%/words.py

TESTS += $(TOOLS_OF_TESTS)
EXTRA_DIST += README.md CONTRIBUTING.md NEWS $(TOOLS_OF_TESTS) %reldir%/tap.py %reldir%/model.py %reldir%/bench/one_act.py %reldir%/acts %reldir%/cases %reldir%/unit/tables docs/samples

include %reldir%/unit/local.mk
