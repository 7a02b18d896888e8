/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/model.h>

const char *delib_type_name(delib_type type)
{
    static const char *const names[] = { "string", "integer", "boolean", "date", "time", "code" };
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "";
}

const char *delib_origin_name(delib_origin origin)
{
    static const char *const names[] = { "corrected", "stated", "declared", "derived" };
    return (size_t)origin < sizeof names / sizeof *names ? names[origin] : "";
}

delib_value delib_value_text(delib_type type, delib_slice text)
{
    delib_value value = { type, text, 0 };
    return value;
}

delib_value delib_value_number(delib_type type, int64_t number)
{
    delib_value value = { type, { NULL, 0 }, number };
    return value;
}

/* Whether `text` has the form of `pattern`, where 9 stands for any digit. */
static bool has_form(delib_slice text, const char *pattern)
{
    if (text.size != strlen(pattern))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        if (pattern[i] == '9' ? !digit : text.data[i] != pattern[i])
            return false;
    }
    return true;
}

static int digits_at(const char *data, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (data[i] - '0');
    return number;
}

static int days_of_month(int year, int month)
{
    static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_date(delib_slice text)
{
    if (!has_form(text, "9999-99-99"))
        return false;
    int year = digits_at(text.data, 4), month = digits_at(text.data + 5, 2), day = digits_at(text.data + 8, 2);
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
}

static bool is_time(delib_slice text)
{
    return has_form(text, "99:99") && digits_at(text.data, 2) < 24 && digits_at(text.data + 3, 2) < 60;
}

/* White space of Unicode that texts hold: NBSP, the spaces U+2000 to U+200A, line and paragraph separators, NNBSP. */
static bool is_wide_space(const unsigned char *at, size_t left)
{
    if (left >= 2 && at[0] == 0xC2)
        return at[1] == 0xA0 || at[1] == 0x85;
    if (left < 3 || at[0] != 0xE2 || at[1] != 0x80)
        return false;
    return at[2] <= 0x8A || at[2] == 0xA8 || at[2] == 0xA9 || at[2] == 0xAF;
}

static bool is_code(delib_slice text)
{
    const unsigned char *data = (const unsigned char *)text.data;
    for (size_t i = 0; i < text.size; i++)
        if (data[i] <= ' ' || data[i] == 0x7F || is_wide_space(data + i, text.size - i))
            return false;
    return true;
}

bool delib_value_is_valid(delib_value value)
{
    if (value.type == DELIB_INTEGER)
        return value.number >= 0;
    if (value.type == DELIB_BOOLEAN)
        return value.number == 0 || value.number == 1;
    if (!value.text.data || value.text.size == 0)
        return false;
    switch (value.type) {
    case DELIB_DATE:
        return is_date(value.text);
    case DELIB_TIME:
        return is_time(value.text);
    case DELIB_CODE:
        return is_code(value.text);
    default:
        return value.type == DELIB_STRING;
    }
}

static bool parse_integer(delib_slice text, int64_t *out)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        int digit = text.data[i] - '0';
        if (number > (INT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    *out = number;
    return text.size > 0;
}

delib_status delib_value_parse(delib_type type, delib_slice text, delib_value *out)
{
    delib_value value = { type, { NULL, 0 }, 0 };
    bool good;
    if (!text.data)
        return DELIB_E_INVALID;
    if (type == DELIB_INTEGER) {
        good = parse_integer(text, &value.number);
    } else if (type == DELIB_BOOLEAN) {
        value.number = delib_slice_is(text, "true");
        good = value.number || delib_slice_is(text, "false");
    } else {
        value.text = text;
        good = delib_value_is_valid(value);
    }
    if (!good)
        return DELIB_E_INVALID;
    *out = value;
    return DELIB_OK;
}
