/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The forms that the national validator asks of cells. */
#include <config.h>

#include "csv.h"

struct matter {
    const char *code, *level1, *name;
    size_t level1_size;
};

static const struct matter matters[] = {
#define MATTER(code, level1, level2) { code, level1, level1 "/" level2, sizeof level1 - 1 },
#include "formats/actes/matters.def"
#undef MATTER
};

#define MATTERS (sizeof matters / sizeof *matters)

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool are_digits(delib_slice text, size_t start, size_t count)
{
    if (start > text.size || count > text.size - start)
        return false;
    for (size_t i = start; i < start + count; i++)
        if (!is_digit(text.data[i]))
            return false;
    return true;
}

static bool starts_with(delib_slice text, const char *prefix)
{
    size_t size = strlen(prefix);

    return text.size >= size && memcmp(text.data, prefix, size) == 0;
}

static delib_slice cut(delib_slice text, size_t start, size_t end)
{
    delib_slice piece = { text.data + start, end - start };

    return piece;
}

/* The key of SIREN and SIRET: from the right, every second digit doubled, the digits' sum a multiple of 10. */
static bool luhn(const char *digits, size_t count)
{
    unsigned sum = 0;

    for (size_t i = 0; i < count; i++) {
        unsigned value = (unsigned)(digits[count - 1 - i] - '0') * (1 + (unsigned)(i % 2));

        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

bool csv_is_siret(delib_slice text)
{
    return text.size == 14 && are_digits(text, 0, 14) && luhn(text.data, 14) && luhn(text.data, 9);
}

/* The model knows that it is a day of the calendar; the validator's calendar begins with the year 1. */
bool csv_is_day(delib_slice text)
{
    return delib_value_is_valid(delib_value_text(DELIB_DATE, text)) && !starts_with(text, "0000");
}

bool csv_is_budget_year(delib_slice text)
{
    if (text.size == 4)
        return are_digits(text, 0, 4);
    return text.size == 9 && are_digits(text, 0, 4) && text.data[4] == '/' && are_digits(text, 5, 4) &&
           memcmp(text.data + 5, text.data, 4) > 0;
}

/* Three digits, or 02A and 02B. */
static bool is_department(delib_slice text, size_t start)
{
    if (are_digits(text, start, 3))
        return true;
    return text.size >= start + 3 && are_digits(text, start, 2) && memcmp(text.data + start, "02", 2) == 0 &&
           (text.data[start + 2] == 'A' || text.data[start + 2] == 'B');
}

bool csv_is_control(delib_slice text)
{
    if (starts_with(text, "SPREF"))
        return text.size == 9 && is_department(text, 5) && is_digit(text.data[8]);
    return text.size == 7 && (starts_with(text, "PREF") || starts_with(text, "SGAR")) && is_department(text, 4);
}

bool csv_is_web_address(delib_slice text)
{
    static const char forbidden[] = "<>\"{}|\\^`";

    if (!(starts_with(text, "https://") && text.size > 8) && !(starts_with(text, "http://") && text.size > 7))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] <= ' ' || text.data[i] >= 0x7F || memchr(forbidden, text.data[i], sizeof forbidden - 1))
            return false;
    return true;
}

delib_slice csv_matter_code(delib_slice code)
{
    delib_slice none = { NULL, 0 };
    size_t end = 2;

    if (code.size < 3 || !is_digit(code.data[0]) || code.data[1] != '.')
        return none;
    while (end < code.size && is_digit(code.data[end]))
        end++;
    if (end == 2 || end > 4 || (end < code.size && code.data[end] != '.'))
        return none;
    return cut(code, 0, end);
}

static const struct matter *find_matter(delib_slice code)
{
    for (size_t i = 0; i < MATTERS; i++)
        if (delib_slice_is(code, matters[i].code))
            return &matters[i];
    return NULL;
}

/* Whether a name begins with this level 1 and keeps the written form: one slash without a space, no comma, no
 * parenthesis. */
static bool name_fits(delib_slice name, const struct matter *matter)
{
    size_t slash = matter->level1_size;

    if (!starts_with(name, matter->level1) || name.size < slash + 2 || name.data[slash] != '/')
        return false;
    for (size_t i = slash; i < name.size; i++)
        if (memchr(",()", name.data[i], 3) || (name.data[i] == '/' && i + 1 < name.size && name.data[i + 1] <= ' ' &&
                                               name.data[i + 1] >= 0))
            return false;
    return !csv_is_blank(cut(name, slash + 1, name.size));
}

bool csv_matter_name(delib_slice code, delib_slice stated, delib_slice *out)
{
    const struct matter *matter = find_matter(code);

    *out = stated;
    if (matter) {
        if (stated.data && name_fits(stated, matter))
            return false;
        *out = delib_slice_of(matter->name);
        return stated.data && !delib_slice_is(stated, matter->name);
    }
    for (size_t i = 0; stated.data && i < MATTERS; i++)
        if (name_fits(stated, &matters[i]))
            return false;
    *out = delib_slice_of(NULL);
    return stated.data != NULL;
}

/* DDD-SSSSSSSSS-YYYYMMDD-NUMBER-NN. */
delib_slice csv_number_of_id(delib_slice id)
{
    delib_slice none = { NULL, 0 };
    size_t end = id.size;

    if (id.size < 27 || id.data[3] != '-' || id.data[13] != '-' || id.data[22] != '-')
        return none;
    while (end > 23 && id.data[end - 1] != '-')
        end--;
    return end > 24 ? cut(id, 23, end - 1) : none;
}
