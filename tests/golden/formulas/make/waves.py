"""Writes wave_change.csv and kitagawa.csv next to this folder.

Run from anywhere: python waves.py   (needs mpmath)
"""

import csv
import platform
import random
from fractions import Fraction
from pathlib import Path

import mpmath
from mpmath import mpf

FOLDER = Path(__file__).resolve().parent.parent
PYTHON = f"Python {platform.python_version()}"
MPMATH = f"{PYTHON} mpmath {mpmath.__version__}"
mpmath.mp.dps = 40
random.seed(20261120)


def write(name, header, rows):
    with open(FOLDER / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def text(x):
    return "0" if x == 0 else mpmath.nstr(x, 20)


def exact(fraction):
    return mpf(fraction.numerator) / fraction.denominator


# Changes between waves -----------------------------------------------------


def t_tails(t, df):
    return mpmath.betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def t_quantile(tails, df):
    low, high = mpf(0), mpf(10) ** 6
    for _ in range(160):
        middle = (low + high) / 2
        low, high = (middle, high) if t_tails(middle, df) > tails else (low, middle)
    return low


def change(first, second, r):
    (y1, s1, n1, N1), (y2, s2, n2, N2) = first, second
    people = max(N1, N2) if N1 and N2 else None
    fewest = max(0, n1 + n2 - people) if people else 0
    errors = []
    for m in (fewest, min(n1, n2)):
        own = (Fraction(1, n1) - (Fraction(1, N1) if N1 else 0)) * s1
        own += (Fraction(1, n2) - (Fraction(1, N2) if N2 else 0)) * s2
        both = Fraction(m, n1 * n2) - (Fraction(1, people) if people else 0)
        v = exact(own) - 2 * exact(both) * exact(r) * mpmath.sqrt(exact(s1) * exact(s2))
        errors.append(mpmath.sqrt(v))
    v1, v2 = exact(s1) / n1, exact(s2) / n2
    df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    d, se = exact(y2 - y1), max(errors)
    half = t_quantile(mpf(5) / 100, df) * se
    return [text(exact(y2 - y1)), *map(text, errors), text(d - half), text(d + half), text(t_tails(d / se, df))]


WAVES = [
    ((Fraction(406, 100), Fraction(1), 200, 400), (Fraction(411, 100), Fraction(1), 300, 400), Fraction(6, 10)),
    # The size of Koriyama: 2,118 of 3,522, then 2,300 of 3,480.
    ((Fraction(406, 100), Fraction(57, 100), 2118, 3522), (Fraction(409, 100), Fraction(61, 100), 2300, 3480), Fraction(6, 10)),
    ((Fraction(4), Fraction(3, 4), 30, None), (Fraction(43, 10), Fraction(5, 4), 12, None), Fraction(6, 10)),
    # Only one headcount is known.
    ((Fraction(4), Fraction(3, 4), 30, 40), (Fraction(43, 10), Fraction(5, 4), 12, None), Fraction(6, 10)),
    ((Fraction(4), Fraction(3, 4), 30, 40), (Fraction(43, 10), Fraction(5, 4), 12, 40), Fraction(0)),
    # A negative correlation: more shared respondents tell less.
    ((Fraction(4), Fraction(3, 4), 30, 40), (Fraction(43, 10), Fraction(5, 4), 25, 44), Fraction(-3, 10)),
    ((Fraction(0), Fraction(0), 10, 20), (Fraction(1), Fraction(2), 15, 20), Fraction(6, 10)),
]
for _ in range(12):
    n1, n2 = random.randint(5, 900), random.randint(5, 900)
    known = random.random() < 0.7
    N1, N2 = (n1 + random.randint(1, 900), n2 + random.randint(1, 900)) if known else (None, None)
    score = lambda: Fraction(random.randint(300, 500), 100)
    spread = lambda: Fraction(random.randint(20, 200), 100)
    WAVES.append(((score(), spread(), n1, N1), (score(), spread(), n2, N2), Fraction(random.randint(0, 9), 10)))

write(
    "wave_change.csv",
    ["first", "second", "correlation", "expected_difference", "expected_se_fewest", "expected_se_most",
     "expected_low", "expected_high", "expected_p", "tolerance", "source"],
    [
        [";".join(str(x or "-") if i == 3 else str(x) for i, x in enumerate(first)),
         ";".join(str(x or "-") if i == 3 else str(x) for i, x in enumerate(second)),
         float(r), *change(first, second, r), 1e-9,
         f"{MPMATH} and fractions: V(m) of both numbers of shared respondents, t interval of the wider one by bisection of betainc"]
        for first, second, r in WAVES
    ],
)

# Means and shares of parts -------------------------------------------------


def parts(k):
    weights = [random.randint(1, 400) for _ in range(k)]
    return [(Fraction(w, sum(weights)), Fraction(random.randint(200, 560), 100)) for w in weights]


def moved(earlier, later):
    c = (sum(p * m for p, m in earlier) + sum(p * m for p, m in later)) / 2
    within = [(p1 + p2) / 2 * (m2 - m1) for (p1, m1), (p2, m2) in zip(earlier, later)]
    mix = [(p2 - p1) * ((m1 + m2) / 2 - c) for (p1, m1), (p2, m2) in zip(earlier, later)]
    assert sum(within) + sum(mix) == sum(p * m for p, m in later) - sum(p * m for p, m in earlier)
    return ["|".join(map(str, within)), "|".join(map(str, mix))]


def listed(parts):
    return "|".join(f"{p};{m}" for p, m in parts)


CASES = [(parts(k), parts(k)) for k in (1, 2, 2, 3, 4, 5, 8)]
write(
    "kitagawa.csv",
    ["earlier", "later", "expected_within", "expected_mix", "tolerance", "source"],
    [
        [listed(one), listed(two), *moved(one, two), 0, f"{PYTHON} fractions: the definition of both terms; their sum is the change"]
        for one, two in CASES
    ],
)
