# The manual page is what the command says of itself, in English whatever the locale.
man_MANS += %reldir%/delib.1
CLEANFILES += %reldir%/delib.1
EXTRA_DIST += %reldir%/design.md %reldir%/dependencies.md %reldir%/model.md

%reldir%/delib.1: delib$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) %reldir% && LC_ALL=C ./delib$(EXEEXT) help --man >$@.new && mv $@.new $@
