/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/status.h>

const char *delib_status_name(delib_status status)
{
    switch (status) {
    case DELIB_OK:
        return "ok";
    case DELIB_PARTIAL:
        return "partial";
    case DELIB_END:
        return "end";
    case DELIB_E_NOMEM:
        return "out of memory";
    case DELIB_E_USAGE:
        return "usage";
    case DELIB_E_UNRECOGNISED:
        return "unrecognised";
    case DELIB_E_IO:
        return "input/output";
    case DELIB_E_PLUGIN:
        return "plugin";
    case DELIB_E_INVALID:
        return "invalid";
    case DELIB_E_LIMIT:
        return "limit";
    case DELIB_E_INTERNAL:
        return "internal";
    }
    return "unknown";
}

const char *delib_severity_name(delib_severity severity)
{
    switch (severity) {
    case DELIB_NOTE:
        return "note";
    case DELIB_WARNING:
        return "warning";
    case DELIB_ERROR:
        return "error";
    }
    return "unknown";
}
