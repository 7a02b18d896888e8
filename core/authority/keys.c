/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "authority/keys.h"

/* La Poste has more establishments than keys: the digits of their SIRET add up to a multiple of 5 instead. */
#define LA_POSTE "356000000"

static bool are_digits(delib_slice text, size_t count)
{
    if (!text.data || text.size != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

static bool luhn_checks(delib_slice digits)
{
    int sum = 0;
    for (size_t i = 0; i < digits.size; i++) {
        int digit = digits.data[digits.size - 1 - i] - '0';
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

static int sum_of(delib_slice digits)
{
    int sum = 0;
    for (size_t i = 0; i < digits.size; i++)
        sum += digits.data[i] - '0';
    return sum;
}

bool dlb_siren_is_valid(delib_slice text)
{
    return are_digits(text, 9) && luhn_checks(text);
}

bool dlb_siret_is_valid(delib_slice text)
{
    delib_slice siren = { text.data, 9 };
    if (!are_digits(text, 14) || !dlb_siren_is_valid(siren))
        return false;
    return luhn_checks(text) || (delib_slice_is(siren, LA_POSTE) && sum_of(text) % 5 == 0);
}
