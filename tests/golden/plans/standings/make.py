"""Indicators, their figures and where they stand, without koe.

Run in this folder: python make.py
"""
import csv
from fractions import Fraction as F

# name, direction, kind, baseline year, baseline, target year, target, figures by year
CASES = [
    # cumulative: 4 + 2 + 1 = 7 in 2026, of 4 -> 9: 3/5 of the way; the path is at 2/5
    ("累計", "up", "cumulative", 2024, "4", 2029, "9", {2023: "9", 2025: "2", 2026: "1"}),
    # 4 + 1 + 0 = 5: 1/5 of the way, short of 2/5
    ("累計の遅れ", "up", "cumulative", 2024, "4", 2029, "9", {2025: "1", 2026: "0"}),
    # a total without a baseline: 1.5 + 2 = 3.5
    ("基準のない累計", "up", "cumulative", None, "", 2029, "9.5", {2025: "1.5", 2026: "2"}),
    # -0.8 of 9.3: worse than the baseline
    ("上げる指標の後退", "up", "", 2024, "90.7", 2029, "100", {2025: "89.9"}),
    # 17 -> 15, now 17.3: -0.3 / 2
    ("下げる指標の後退", "down", "", 2024, "17", 2029, "15", {2025: "17.3"}),
    ("基準のまま", "down", "", 2024, "17", 2029, "15", {2025: "17.0"}),
    # 5 -> 5 and more than that: held; there is no way to be attained
    ("上に維持", "up", "", 2024, "5", 2029, "5", {2025: "7"}),
    ("保つ", "maintain", "", None, "", None, "100", {2025: "100.0"}),
    ("保てない", "maintain", "", 2024, "100", 2029, "100", {2025: "99.9"}),
    # the kind says it is to be kept, and it is past its target: -6 / -3
    ("維持の種類", "down", "maintain", 2024, "86", 2029, "83", {2025: "80"}),
    # 86 -> 83, now 80: twice the way
    ("下げて目標を超える", "down", "", 2024, "86", 2029, "83", {2025: "80"}),
    ("ちょうど目標", "down", "", 2024, "17", 2029, "15", {2025: "15.0"}),
    # on the path to the digit: 87.6 + 1/5 * 2.4 = 88.08
    ("ちょうど道筋", "up", "", 2024, "87.6", 2029, "90", {2025: "88.08"}),
    ("道筋の手前", "up", "", 2024, "87.6", 2029, "90", {2025: "88.07"}),
    # 0.2 of 400 is 0.05 %, half of a last digit, and goes away from zero
    ("半分の端数", "up", "", 2024, "0", 2029, "400", {2025: "0.2"}),
    ("負の端数", "up", "", 2024, "0", 2029, "400", {2025: "-0.2"}),
    # 1/3 of 100 in the second of three years; the path ends at the target
    ("三年の計画", "up", "", 2024, "0", 2027, "100", {2025: "33.3"}),
    ("目標の年の後", "up", "", 2024, "0", 2027, "100", {2029: "99"}),
    # before its baseline there is neither way nor path
    ("基準より前", "up", "", 2024, "87.6", 2029, "90", {2023: "80"}),
    ("道筋なし", "up", "", None, "", None, "70", {2025: "69.9"}),
    ("道筋なしで達成", "down", "", None, "", None, "10", {2025: "9.5"}),
    ("未報告", "up", "", 2024, "9.2", 2029, "12", {}),
]
YEARS = [2023, 2025, 2026, 2029]


def places(text):
    return len(text.partition(".")[2])


def printed(value, digits):
    """Half away from zero, without a negative zero."""
    scaled = abs(value) * 10**digits
    whole = int(scaled + F(1, 2))
    sign = "-" if value < 0 and whole else ""
    text = str(whole).rjust(digits + 1, "0")
    return sign + (text[:-digits] + "." + text[-digits:] if digits else text)


def latest(case):
    _, _, kind, base_year, base, _, _, figures = case
    if kind != "cumulative":
        return max(figures.items()) if figures else (None, "")
    counted = {year: text for year, text in figures.items() if not base or year > base_year}
    total = F(base or 0) + sum(F(text) for text in counted.values())
    return max(counted), printed(total, max(map(places, [base, *counted.values()])))


def stands(case):
    name, direction, kind, base_year, base, to_year, target, _ = case
    year, now = latest(case)
    if not now:
        return [name, "", "", "", "", "not-reported"]
    value, goal = F(now), F(target)
    better = (lambda a, b: a <= b) if direction == "down" else (lambda a, b: a >= b)
    since = bool(base) and year >= base_year
    share = printed((value - F(base)) / (goal - F(base)) * 100, 1) if since and goal != F(base) else ""
    path = ""
    if since and to_year and to_year > base_year:
        done = F(min(year, to_year) - base_year, to_year - base_year)
        path = printed(F(base) + (goal - F(base)) * done, max(places(base), places(target)) + 1)
    kept = kind == "maintain" or direction == "maintain" or (base and F(base) == goal)
    if better(value, goal):
        status = "held" if kept else "met"
    elif since and not better(value, F(base)):
        status = "retreated"
    elif path:
        status = "on-path" if better(value, F(path)) else "behind"
    else:
        status = "below"
    return [name, str(year), now, path, share, status]


def write(name, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


HEAD = ["indicator", "direction", "kind", "baseline_year", "baseline", "target_year", "target"]
write("indicators.csv", [HEAD] + [["" if cell is None else cell for cell in case[:7]] for case in CASES])
write("actuals.csv", [["indicator", *YEARS]] + [[case[0], *(case[7].get(year, "") for year in YEARS)] for case in CASES])
write("figures.csv", [["indicator", "year", "actual", "path", "attainment", "status"]] + [stands(case) for case in CASES])
