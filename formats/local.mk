EXTRA_DIST += %reldir%
