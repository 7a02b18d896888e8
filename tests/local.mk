# Tests speak TAP. A test program sees the environment of AM_TESTS_ENVIRONMENT.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
TEST_EXTENSIONS = .sh .py
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_COMPILER = $(PYTHON)
AM_TESTS_ENVIRONMENT = \
	DELIB_PLUGIN_PATH='$(BUILT_PLUGIN_PATH)'; export DELIB_PLUGIN_PATH; \
	DELIB='$(abs_builddir)/delib'; export DELIB; \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE;

include %reldir%/unit/local.mk
