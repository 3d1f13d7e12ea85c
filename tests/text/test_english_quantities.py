import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.dates import deadlines
from policydiff.text.quantities import canonical, quantities
from policydiff.text.quantities.english import joined_english
from policydiff.text.quantities.english_comparators import compare_english
from policydiff.text.quantities.english_numbers import english_number

# comparator value unit/per of every number in the sentence
FOUND = {
    "percent": ("At least 35% of ferries", ">= 35 %"),
    "per cent": ("below 9 per cent", "< 9 %"),
    "dollars": ("a bond of not more than $7,500", "<= 7500 $"),
    "currency code": ("A levy of EUR 40 per visit", "= 40 EUR/visit"),
    "millions": ("works worth USD 3.2 million or more", ">= 3200000 USD"),
    "words": ("for a minimum of nine months", ">= 9 months"),
    "words and digits": ("within twenty-one (21) days", "<= 21 days"),
    "digits and words": ("within 10 (ten) working days", "<= 10 working days"),
    "percent said twice": ("five percent (5%) of the price", "= 5 %"),
    "range": ("Between 4 and 6 wardens", "range (4, 6) wardens"),
    "range with a dash": ("10–15 per cent", "range (10, 15) %"),
    "range of full amounts": ("from $200 to $900", "range (200, 900) $"),
    "both ends": ("not less than $300 and not more than $4,000", "range (300, 4000) $"),
    "twice a year": ("meets at least twice a year", ">= 2 times/year"),
    "times a month": ("no fewer than three times per month", ">= 3 times/month"),
    "every second year": ("once every two years", "= 1 times/two years"),
    "things": ("no fewer than two lifeguards per 500 swimmers", ">= 2 lifeguards"),
    "things with adjectives": ("up to 25 fast electric buses", "<= 25 buses"),
    "noun before the comparator": ("12 employees or more", ">= 12 employees"),
    "tons": ("of more than 40 gross tons", "> 40 gross tons"),
    "divided unit": ("less than 8 mg/L", "< 8 mg/L"),
    "comparative": ("taller than 15 metres", "> 15 metres"),
    "no taller": ("no taller than 15 metres", "<= 15 metres"),
    "age": ("Persons aged 66 or over", ">= 66 years"),
    "adjective": ("a 14-day notice", "= 14 day"),
    "two-thirds": ("two-thirds of the members", "= 66.666667 %"),
    "fall by": ("Losses shall fall by 30 percent", "decrease_by 30 %"),
    "rise to": ("raise the rate to 45%", "reach 45 %"),
    "one in four": ("at most one in four seats", "<= 25 %"),
    "comparator inside": ("Halls of 12 or more storeys", ">= 12 storeys"),
    "consecutive hours": ("at least twenty-two consecutive hours", ">= 22 hours"),
    "counted before": ("The number of charging points shall reach 1,700", "reach 1700 points"),
    "two dates between": ("800 clerks by 2027 and 1,400 clerks", "= 800 clerks; = 1400 clerks"),
}
NOTHING = {
    "section": "section 12(3) of Act No. 41 of 2009",
    "list of sections": "sections 3, 4 and 5 apply",
    "annex": "See Annex 2, Table 9 and ISO 9001:2015",
    "date": "31 March 2027 and March 31, 2028",
    "year": "the 2019 levels",
    "scheme": "the three-year plan",
    "phone": "Call 555-0147",
}


def shown(text):
    found = joined_english(list(quantities(text)), text)
    units = (
        f"{each.unit}/{each.per}" if each.per and each.unit in {"EUR", "times", "mg"} else each.unit for each in found
    )
    return "; ".join(
        f"{compare_english(each, text).comparator} {each.value} {unit}" for each, unit in zip(found, units, strict=True)
    )


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_english_quantity(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_label_is_no_quantity(text):
    assert shown(text) == ""


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value):
    """Spell a number below a billion."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if size == 100 or 0 < rest < 100 else " "
            return f"{in_words(value // size)} {name}" + (joint + in_words(rest) if rest else "")
    if value < len(ONES):
        return ONES[value]
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


@given(st.integers(1, 10**9 - 1))
def test_number_in_words_is_read_back(value):
    assert english_number(in_words(value)) == value


@given(st.integers(1, 10**8))
def test_all_forms_of_an_amount_have_one_canonical_value(value):
    forms = (
        f"${value:,}",
        f"$ {value}",
        f"US${value:,}",
        f"{value:,} dollars",
        f"{in_words(value)} dollars",
        f"{value / 10**6:.6f} million dollars",
    )
    found = [[canonical(each.value, each.unit) for each in quantities(f"a grant of {form} applies")] for form in forms]
    assert all(each == [(value, "美元")] for each in found), found


@given(st.text("0123456789 ,.$%()-/abdonetwyrsm", max_size=60))
def test_quantities_stand_apart_and_in_order(text):
    found = list(quantities(f"a {text}"))
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


DATES = {
    "by a year": ("by 2030", [("2030", "by")]),
    "end of a year": ("by the end of 2028", [("2028-12-31", "by")]),
    "day first": ("no later than 31 March 2027", [("2027-03-31", "by")]),
    "month first": ("before January 15, 2028", [("2028-01-15", "by")]),
    "month": ("by February 2028", [("2028-02-29", "by")]),
    "quarter": ("in Q3 2026", [("2026-09-30", "during")]),
    "quarter in words": ("by the second quarter of 2027", [("2027-06-30", "by")]),
    "ISO": ("by 2027-05-04", [("2027-05-04", "by")]),
    "levels": ("compared with 2019 levels", [("2019", "base")]),
    "from": ("from 1 July 2026", [("2026-07-01", "from")]),
    "since": ("since 2018", [("2018", "past")]),
    "bare": ("Act of 2011, No. 2014", []),
    "closes": ("closes on 15 May 2027", [("2027-05-15", "by")]),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_english_date(text, expected):
    assert [(found.iso, found.mode) for found in deadlines(text)] == expected
