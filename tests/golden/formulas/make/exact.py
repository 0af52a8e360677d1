"""Writes rounding.csv, t_quantile.csv and item_mean_variance.csv next to this folder.

Run from anywhere: python exact.py   (needs mpmath)
Then run survey.R, which appends its rows to item_mean_variance.csv.
"""

import csv
import decimal
import itertools
import platform
import random
from fractions import Fraction
from pathlib import Path

import mpmath

FOLDER = Path(__file__).resolve().parent.parent
PYTHON = f"Python {platform.python_version()}"
random.seed(20251120)


def write(name, header, rows):
    with open(FOLDER / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# Rounding: decimal's own ROUND_HALF_UP (half away from zero) on a quotient of
# 200 digits, which is exact for every tie.


def printed(numerator, denominator, places):
    with decimal.localcontext() as context:
        context.prec = 200
        quotient = decimal.Decimal(numerator) / decimal.Decimal(denominator)
        result = quotient.quantize(decimal.Decimal(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP)
    return str(abs(result) if result == 0 else result)


def rounding():
    cases = [(669, 200, 2), (-669, 200, 2), (9, 8, 2), (-9, 8, 2), (1, 2, 0), (-1, 2, 0), (5, 2, 0), (-5, 2, 0)]
    # Zero, and what prints as zero from below.
    cases += [(0, 7, 2), (-1, 1000, 2), (-1, 200, 2), (-4999, 1000000, 2), (1, 3, 0), (2, 3, 0)]
    # Exact ties of a mean of n answers at two digits, and the sums next to them.
    for n in [8, 24, 40, 56, 72, 88, 200, 600, 1000, 1400, 2200, 4200, 90000, 2000000]:
        start = 3 * n + n // 3
        total = next(s for s in itertools.count(start) if 200 * s % n == 0 and 200 * s // n % 2 == 1)
        for s in (total - 1, total, total + 1, -total):
            cases.append((s, n, 2))
    # Ties at other digits.
    for places in (0, 1, 3, 4):
        for _ in range(4):
            odd = 2 * random.randrange(10**places, 6 * 10**places) + 1
            factor = random.randrange(1, 500)
            cases.append((odd * factor, 2 * 10**places * factor, places))
            cases.append((-odd * factor, 2 * 10**places * factor, places))
            cases.append((odd * factor * 10**9 - 1, 2 * 10**places * factor * 10**9, places))
            cases.append((odd * factor * 10**9 + 1, 2 * 10**places * factor * 10**9, places))
    # Means as they come.
    for _ in range(40):
        n = random.randrange(1, 100_000)
        cases.append((random.randrange(n, 6 * n + 1), n, random.choice([1, 2, 2, 3])))
    # Quotients that a double cannot hold: 3.345 -/+ 1e-30.
    cases += [(3345 * 10**27 - 1, 10**30, 2), (3345 * 10**27, 10**30, 2), (3345 * 10**27 + 1, 10**30, 2)]
    source = f"{PYTHON}: (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), prec 200, zero without sign"
    write(
        "rounding.csv",
        ["numerator", "denominator", "places", "expected", "tolerance", "source"],
        [(n, d, p, printed(n, d, p), 0, source) for n, d, p in cases],
    )


# Quantiles of t: the root of the upper tail in 60-digit arithmetic. The
# probability is the double nearest to the one in the table.


def t_quantile(p, df):
    mpmath.mp.dps = 60
    p, df = mpmath.mpf(p), mpmath.mpf(df)
    tail = min(p, 1 - p)

    def excess(t):
        return mpmath.betainc(df / 2, mpmath.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2 - tail

    # Bisection needs no good start and no derivative.
    low, high = mpmath.mpf(0), mpmath.mpf(1)
    while excess(high) > 0:
        high *= 2
    for _ in range(110):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return high if p > 0.5 else -high


def t_quantiles():
    source = f"{PYTHON} mpmath {mpmath.__version__}: t with betainc(df/2, 1/2, 0, df/(df + t^2), regularized=True)/2 = min(p, 1 - p), 60 digits, 110 bisections"
    rows = []
    for df in [1, 1.5, 2, 3, 4, 5, 7, 10, 17.3, 29, 30, 37, 63, 64, 65, 100, 317, 635, 1000, 1500, 1600, 2117, 10**4, 10**5, 10**6, 10**7]:
        for p in [0.9, 0.975, 0.995]:
            rows.append((p, df, mpmath.nstr(t_quantile(p, df), 20), 1e-13, source))
    for p, df in [(0.025, 1), (0.025, 9.5), (0.6, 3), (0.55, 2000), (1e-6, 12), (0.999999, 5), (1e-12, 250), (0.5, 4)]:
        expected = "0" if p == 0.5 else mpmath.nstr(t_quantile(p, df), 20)
        rows.append((p, df, expected, 1e-13, source))
    write("t_quantile.csv", ["p", "df", "expected", "tolerance", "source"], rows)


# Mean of item means: straight from the definition of z_i.


def item_mean_variance(answers):
    items = range(len(answers[0]))
    rows = [row for row in answers if any(x is not None for x in row)]
    n = {j: sum(row[j] is not None for row in rows) for j in items}
    used = [j for j in items if n[j] > 0]
    mean = {j: Fraction(sum(row[j] for row in rows if row[j] is not None), n[j]) for j in used}
    z = [sum((row[j] - mean[j]) / n[j] for j in used if row[j] is not None) / len(used) for row in rows]
    return Fraction(len(rows), len(rows) - 1) * sum(x * x for x in z)


def encode(answers):
    return "|".join(";".join("-" if x is None else str(x) for x in row) for row in answers)


def simulated(respondents, items, low, high, blank):
    answers = []
    for _ in range(respondents):
        level = random.uniform(low, high)
        row = [min(high, max(low, round(random.gauss(level, 1)))) for _ in range(items)]
        answers.append([None if random.random() < blank else x for x in row])
    return answers


def item_mean_variances():
    cases = [
        [[1, 3], [3, None], [2, 5]],
        [[4], [5], [5], [2]],
        [[4, 4, 4], [4, 4, 4]],
        [[1, None, 5], [None, None, 2], [None, None, None], [3, None, None]],
        simulated(12, 3, 1, 6, 0.0),
        simulated(12, 3, 1, 6, 0.3),
        simulated(40, 5, 1, 5, 0.15),
        simulated(60, 8, -3, 3, 0.4),
        simulated(80, 4, 0, 1, 0.2),
    ]
    # One item went to a few respondents only.
    few = simulated(50, 4, 1, 6, 0.05)
    cases.append([[x if j < 3 or i % 7 == 0 else None for j, x in enumerate(row)] for i, row in enumerate(few)])
    source = f"{PYTHON} fractions: R/(R-1) * sum(z_i^2) straight from the definition of z_i"
    write(
        "item_mean_variance.csv",
        ["data", "expected", "tolerance", "source"],
        [(encode(case), str(item_mean_variance(case)), 0, source) for case in cases],
    )


rounding()
t_quantiles()
item_mean_variances()
