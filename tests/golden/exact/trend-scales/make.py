"""Answers and figures of the case in exact fractions, without koe.

Run in this folder: python make.py
"""
import csv, random
from decimal import Decimal, localcontext
from fractions import Fraction as F
from math import floor
random.seed(20261120)

WAVES = ["2024", "2025", "2026"]
SCALES = [(1, 5), (1, 5), (1, 6)]                       # 1 to 5 until 2025, 1 to 6 now
SIZES = {"A": (14, 16, 15), "B": (12, 11, 13)}          # respondents
PEOPLE = {"A": (20, 21, 22), "B": (18, 17, 19)}         # headcount
ITEMS, REVERSE = ["Q1", "Q2", "Q3"], {"Q3"}
LINES = [("overall", "overall", ["Q1", "Q2", "Q3"]), ("category", "1", ["Q1", "Q2"]), ("category", "2", ["Q3"]),
         ("item", "Q1", ["Q1"]), ("item", "Q2", ["Q2"]), ("item", "Q3", ["Q3"])]
TARGETS = {"overall": F(42, 10), "1": F(405, 100), "Q3": F(4)}   # points of 1 to 5, the baseline's scale
YEAR, BASELINE = 2029, 2024

def draw(w):
    low, high = SCALES[w]
    rows = [{"部": unit, **{item: random.randint(low, high) if random.random() > .06 else "" for item in ITEMS}}
            for unit, sizes in SIZES.items() for _ in range(sizes[w])]
    for row in rows:
        if all(row[item] == "" for item in ITEMS): row["Q1"] = low
    return rows
DATA = [draw(w) for w in range(3)]

def write(name, header, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n"); writer.writerow(header); writer.writerows(rows)
for w, wave in enumerate(WAVES):
    write(f"responses-{wave}.csv", ["部"] + ITEMS, [[row["部"]] + [row[item] for item in ITEMS] for row in DATA[w]])
    write(f"population-{wave}.csv", ["部", "headcount"], [[unit, n[w]] for unit, n in PEOPLE.items()])

def on_100(value, w): low, high = SCALES[w]; return (value - low) * F(100, high - low)
def half_away(x): return (1 if x >= 0 else -1) * F(floor(abs(x) * 100 + F(1, 2)), 100)
def text(x):
    units = x * 100; assert units.denominator == 1
    return f"{'-' if units < 0 else ''}{abs(int(units)) // 100}.{abs(int(units)) % 100:02d}"
def digits(x):
    with localcontext() as context:
        context.prec = 14
        out = str(Decimal(x.numerator) / Decimal(x.denominator))
        return out if "." in out else out + ".0"

def answers(w, unit, items):
    """Each respondent's answers on 0 to 100; reversed ones turned round before."""
    people = []
    for row in DATA[w]:
        if unit in (None, row["部"]):
            low, high = SCALES[w]
            own = [low + high - row[i] if i in REVERSE else row[i] for i in items if row[i] != ""]
            if own: people.append([on_100(F(x), w) for x in own])
    return people

figures = []
for call, delta in (("trend survey.toml --by 部", F(1, 2)), ("trend survey.toml --nonresponse 0.8", F(8, 10))):
    put = lambda segment, level, code, field, value: figures.append([call, segment, level, code, field, value])
    for w, wave in enumerate(WAVES):
        for unit in [None] + (list(SIZES) if "--by" in call else []):
            segment = f"@wave={wave}" + (f";部={unit}" if unit else "")
            for level, code, items in LINES:
                mean = lambda v, u=unit: (lambda all: F(sum(all), len(all)))([x for own in answers(v, u, items) for x in own])
                score, n = mean(w), len(answers(w, unit, items))
                N = sum(size[w] for u, size in PEOPLE.items() if unit in (None, u))
                put(segment, level, code, "mean_text", text(half_away(score)))
                put(segment, level, code, "respondents", n)
                # Half a point of the scale in force: 12.5 of 1 to 5, 10 of 1 to 6.
                low, high = SCALES[w]
                off = delta * F(100, high - low) * (1 - F(n, N))
                put(segment, level, code, "nonresponse_low", digits(score - off))
                put(segment, level, code, "nonresponse_high", digits(score + off))
                if w: put(segment, level, code, "difference_text", text(half_away(score) - half_away(mean(w - 1))))
                if code not in TARGETS:
                    put(segment, level, code, "target_text", "null"); continue
                goal, start = on_100(TARGETS[code], 0), mean(0, None)
                path = start + (goal - start) * F(int(wave) - BASELINE, YEAR - BASELINE)
                put(segment, level, code, "target_text", text(half_away(goal)))
                put(segment, level, code, "path_target_text", text(half_away(path)))
                printed, aim, on = half_away(score), half_away(goal), half_away(path)
                status = "met" if printed >= aim else "on-path" if printed >= on else "behind"
                put(segment, level, code, "path_status", status)
                step = "null" if status == "met" else text(half_away((aim - printed) / (YEAR - int(wave))))
                put(segment, level, code, "step_text", step)
write("figures.csv", ["arguments", "segment", "level", "code", "figure", "expected"], figures)
