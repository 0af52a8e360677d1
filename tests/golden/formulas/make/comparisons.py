"""Writes tails.csv, welch_estimates.csv and hedges.csv next to this folder.

Run from anywhere: python comparisons.py   (needs mpmath)
"""

import csv
import platform
import random
from fractions import Fraction
from pathlib import Path

import mpmath
from mpmath import mpf

FOLDER = Path(__file__).resolve().parent.parent
MPMATH = f"Python {platform.python_version()} mpmath {mpmath.__version__}"
mpmath.mp.dps = 60
random.seed(20251120)


def write(name, header, rows):
    with open(FOLDER / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def text(x):
    return "0" if x == 0 else mpmath.nstr(x, 20)


def exact(fraction):
    return mpf(fraction.numerator) / fraction.denominator


# Tails ---------------------------------------------------------------------


def f_tail(f, df1, df2):
    f, df1, df2 = mpf(f), mpf(df1), mpf(df2)
    x, y = df2 / (df2 + df1 * f), df1 * f / (df2 + df1 * f)
    # The series of betainc converges fast on the shorter side only.
    if x < mpf(1) / 2:
        return mpmath.betainc(df2 / 2, df1 / 2, 0, x, regularized=True)
    with mpmath.workdps(420):
        return 1 - mpmath.betainc(df1 / 2, df2 / 2, 0, y, regularized=True)


def t_tails(t, df):
    return f_tail(mpf(t) ** 2, 1, df)


def chi_square_tail(x, df):
    return mpmath.gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)


def normal_tails(z):
    return mpmath.erfc(abs(mpf(z)) / mpmath.sqrt(2))


def tails():
    rows = []
    tolerance = 1e-12
    source = f"{MPMATH}: erfc(|x|/sqrt(2)), 60 digits"
    for z in [0, 1e-9, 0.5, 1, -1.96, 2.5758, 5, 8.25, 13, 20, 30, 37]:
        rows.append(("normal", z, "", "", text(normal_tails(z)), tolerance, source))
    source = f"{MPMATH}: F tail at x^2 with 1 and df1"
    for t, df in [(0, 3), (1e-9, 7), (0.3, 1), (12.7, 1), (1e9, 1), (2.5, 1.5), (1e60, 4.75), (1.96, 5), (6, 17.3), (40, 30),
                  (0.7, 99.5), (4, 635), (150, 120), (2, 1999.25), (1.7, 1e4), (9, 1e4), (36, 1e4), (1.01, 1e5), (36, 1e5),
                  (0.99, 1e6), (3, 1e6), (37, 1e6), (2.2, 1e7), (30, 1e7)]:
        rows.append(("t", t, df, "", text(t_tails(t, df)), tolerance, source))
    source = f"{MPMATH}: betainc(df2/2, df1/2, 0, df2/(df2 + df1 x), regularized=True), or one less the other side in 420 digits"
    for f, df1, df2 in [(0, 2, 9), (1e-6, 3, 12), (0.4, 1, 1), (1, 5, 5), (3.8, 1, 18.6), (2.4, 2, 25.15), (1e6, 2, 6), (1e40, 3, 14.5),
                        (0.98, 11, 552.9), (5, 44, 90.25), (30, 9, 200), (150, 8, 5000.5), (1.2, 100, 1e4), (1.9, 300, 1e4), (3, 299, 4e3),
                        (0.5, 40, 1e6), (1.4, 59, 1e6), (17, 80, 1e6), (12, 2, 1e6), (1.02, 2999, 2e4)]:
        rows.append(("f", f, df1, df2, text(f_tail(f, df1, df2)), tolerance, source))
    source = f"{MPMATH}: gammainc(df1/2, x/2, regularized=True), 60 digits"
    for x, df in [(0, 1), (1e-12, 1), (3.84, 1), (1370, 1), (0.1, 2), (1300, 2), (0.35, 3), (7.8, 3), (11, 10), (10, 10), (1450, 10),
                  (1e-3, 44), (44, 44), (73.1, 44), (300, 300), (305, 300), (900, 300), (2300, 300), (9800, 1e4), (1e4, 1e4),
                  (10400, 1e4), (15000, 1e4)]:
        rows.append(("chi-square", x, int(df), "", text(chi_square_tail(x, df)), tolerance, source))
    write("tails.csv", ["distribution", "x", "df1", "df2", "expected", "tolerance", "source"], rows)


# Welch from estimates ------------------------------------------------------


def t_quantile(tail, df):
    """The t that is exceeded with the probability tail, by bisection."""
    low, high = mpf(0), mpf(1)
    while t_tails(high, df) > 2 * tail:
        high *= 2
    with mpmath.workdps(40):
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if t_tails(middle, df) > 2 * tail else (low, middle)
    return high


def welch(first, second, confidence):
    (x1, v1, df1), (x2, v2, df2) = first, second
    if v1 + v2 == 0:
        return ["undefined"] * 5
    difference, variance = x1 - x2, v1 + v2
    df = exact(variance**2 / (v1**2 / df1 + v2**2 / df2))
    se = mpmath.sqrt(exact(variance))
    half = t_quantile((1 - mpf(confidence)) / 2, df) * se
    center = exact(difference)
    return [text(center), text(df), text(t_tails(center / se, df)), text(center - half), text(center + half)]


def welch_estimates():
    F = Fraction
    cases = [
        ((F(7, 2), F(1, 50), 24), (F(3), F(1, 25), 10)),
        ((F(405, 100), F(1, 900), 620), (F(398, 100), F(1, 2500), 1497)),
        ((F(10, 3), F(1, 7), 3), (F(10, 3), F(1, 11), 90)),
        ((F(10, 3), F(0), 3), (F(3), F(1, 11), 9)),
        ((F(4), F(0), 3), (F(3), F(0), 9)),
        ((F(1, 3), F(2, 900), 99), (F(1, 4), F(3, 16000), 999)),
        ((F(31, 10), F(1, 9), 1), (F(52, 10), F(1, 8), 1)),
        ((F(3), F(1, 10**6), 2000), (F(9, 2), F(1, 10**3), 3)),
        ((F(3), F(1, 1600), 2100), (F(41, 10), F(1, 1500), 1700)),
        ((F(400001, 100000), F(1, 10**4), 10**5), (F(4), F(1, 10**4), 10**5)),
        ((F(4), F(10**20, 3), 7), (F(1), F(10**20, 7), 8)),
    ]
    # Pooled means and their variances, with the denominators they have.
    for _ in range(8):
        def estimate():
            respondents = random.randrange(10, 1500)
            answers = respondents * 45 - random.randrange(respondents)
            sums = random.randrange(3 * answers, 5 * answers)
            return F(sums, answers), F(random.randrange(1, 10**9), 10**9 * respondents), respondents - 1
        cases.append((estimate(), estimate()))
    source = f"{MPMATH} and fractions: Welch's t from the exact variances, p = betainc(df/2, 1/2, 0, df/(df + t^2), regularized=True), interval by 80 bisections of it"
    rows = []
    for i, (first, second) in enumerate(cases):
        confidence = ["0.95", "0.99", "0.9999"][i % 3]
        estimates = [";".join(str(part) for part in estimate) for estimate in (first, second)]
        rows.append(estimates + [confidence] + welch(first, second, float(confidence)) + [1e-9, source])
    columns = ["expected_difference", "expected_df", "expected_p", "expected_low", "expected_high"]
    write("welch_estimates.csv", ["first", "second", "confidence"] + columns + ["tolerance", "source"], rows)


# Hedges' g -----------------------------------------------------------------


def hedges(first, second, confidence):
    (n1, x1, v1), (n2, x2, v2) = first, second
    m = n1 + n2 - 2
    pooled = m >= 2 and ((n1 - 1) * v1 + (n2 - 1) * v2) / m
    if not pooled:
        return ["undefined"] * 4
    half = mpf(m) / 2
    j = mpmath.gamma(half) / (mpmath.sqrt(half) * mpmath.gamma(half - mpf(1) / 2))
    g = j * exact(x1 - x2) / mpmath.sqrt(exact(pooled))
    se = mpmath.sqrt(mpf(n1 + n2) / (n1 * n2) + g**2 / (2 * (n1 + n2)))
    z = mpmath.sqrt(2) * mpmath.erfinv(mpf(confidence))
    return [text(g), text(se), text(g - z * se), text(g + z * se)]


def effects():
    F = Fraction
    cases = [
        ((12, F(37, 10), F(9, 10)), (20, F(31, 10), F(12, 10))),
        ((2, F(3), F(2)), (2, F(5), F(1, 2))),
        ((1, F(5), F(0)), (9, F(4), F(1))),
        ((1, F(5), F(0)), (3, F(4), F(1, 3))),
        ((10, F(10, 3), F(1)), (10, F(10, 3), F(1))),
        ((10, F(4), F(0)), (10, F(3), F(0))),
        ((1, F(4), F(0)), (2, F(3), F(1))),
        ((10, F(4), F(0)), (90, F(3), F(5, 4))),
        ((33, F(19, 5), F(11, 10)), (32, F(17, 5), F(6, 5))),
        ((34, F(19, 5), F(11, 10)), (32, F(17, 5), F(6, 5))),
        ((636, F(405, 100), F(10, 9)), (1482, F(398, 100), F(4, 5))),
        ((10, F(61, 20), F(3, 2)), (2108, F(401, 100), F(7, 8))),
        ((45000, F(3), F(1)), (46000, F(30001, 10000), F(1))),
        ((1000000, F(3), F(1)), (1000001, F(16, 5), F(9, 8))),
        ((8, F(6), F(1, 100)), (7, F(1), F(1, 90))),
    ]
    source = f"{MPMATH} and fractions: J = gamma(m/2)/(sqrt(m/2) gamma((m-1)/2)), SE^2 = (n1+n2)/(n1 n2) + g^2/(2(n1+n2)), z = sqrt(2) erfinv(confidence), 60 digits"
    rows = []
    for i, (first, second) in enumerate(cases):
        confidence = ["0.95", "0.99"][i % 2]
        samples = [";".join(str(part) for part in sample) for sample in (first, second)]
        rows.append(samples + [confidence] + hedges(first, second, float(confidence)) + [1e-9, source])
    columns = ["expected_g", "expected_se", "expected_low", "expected_high"]
    write("hedges.csv", ["first", "second", "confidence"] + columns + ["tolerance", "source"], rows)


tails()
welch_estimates()
effects()
