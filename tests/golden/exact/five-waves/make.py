"""Answers and figures of the case, respondent by respondent, without koe.

Run in this folder: python make.py   (needs SciPy, and Rscript for check.R)
"""
import csv, random, subprocess
from decimal import Decimal
from fractions import Fraction as F
from math import ceil, floor, sqrt
from scipy.stats import false_discovery_control, norm, t
random.seed(20261121)

WAVES = [2021, 2022, 2023, 2025, 2026]                  # none in 2024
BASELINE, LAST, TARGET_YEAR = 2, 4, 2029
TARGETS = {"overall": F(36, 10), "1": F(35, 10)}
SIZES = {"A": (22, 28, 24, 33, 27), "B": (18, 22, 16, 27, 23)}
PEOPLE = {"A": (30, 34, 31, 45, 40), "B": (31, 30, 26, 31, 33)}
ITEMS = ["Q1", "Q2", "Q3"]
LINES = [("overall", "overall", ITEMS), ("category", "1", ["Q1", "Q2"]), ("category", "2", ["Q3"]),
         ("item", "Q1", ["Q1"]), ("item", "Q2", ["Q2"]), ("item", "Q3", ["Q3"])]
COMPOSITES = LINES[:3]
R, DELTA = F(6, 10), F(1, 2)

def draw(w):
    rows = []
    for unit, sizes in SIZES.items():
        for _ in range(sizes[w]):
            own = random.gauss({"A": .2, "B": -.4}[unit] + .05 * w, .7)
            row = {"部": unit}
            for item, base in (("Q1", 3.2), ("Q2", 2.9), ("Q3", 3)):
                row[item] = min(5, max(1, round(base + own + random.gauss(0, .8))))
                if item != "Q3" and random.random() < .08: row[item] = ""
            rows.append(row)
    # Q3 of everyone lies on a line: 3.0 in 2021, a tenth more each year.
    goal = 3 * len(rows) + len(rows) * (WAVES[w] - 2021) // 10
    while (missing := goal - sum(row["Q3"] for row in rows)):
        row, step = random.choice(rows), 1 if missing > 0 else -1
        if 1 <= row["Q3"] + step <= 5: row["Q3"] += step
    random.shuffle(rows)
    return rows

def write(name, header, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n"); writer.writerow(header); writer.writerows(rows)

DATA = [draw(w) for w in range(5)]
for w, year in enumerate(WAVES):
    write(f"responses-{year}.csv", ["部"] + ITEMS, [[row["部"]] + [row[i] for i in ITEMS] for row in DATA[w]])
    write(f"population-{year}.csv", ["部", "headcount"], [[unit, n[w]] for unit, n in PEOPLE.items()])

# Scores: Σs/Σn, variance of the ratio estimator ------------------------------
class Score: pass
def score(w, unit, items):
    people = [[row[i] for i in items if row[i] != ""] for row in DATA[w] if unit in (None, row["部"])]
    people = [xs for xs in people if xs]
    s, n, out = [sum(xs) for xs in people], [len(xs) for xs in people], Score()
    out.R, out.n, out.value = len(people), sum(n), F(sum(s), sum(n))
    out.V = F(out.R, out.R - 1) * sum((a - out.value * b) ** 2 for a, b in zip(s, n)) / F(sum(n)) ** 2
    out.N = sum(n[w] for u, n in PEOPLE.items() if unit in (None, u))
    return out
UNITS = [None, "A", "B"]
SCORES = {(w, u, code): score(w, u, items) for w in range(5) for u in UNITS for _, code, items in LINES}

def half_away(x, places):
    scaled = abs(x) * 10 ** places
    return (1 if x >= 0 else -1) * F(floor(scaled + F(1, 2)), 10 ** places)
def text(x, places=2):
    units = x * 10 ** places; assert units.denominator == 1
    sign, digits = "-" if units < 0 else "", str(abs(int(units))).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
plain = lambda x: format(Decimal(repr(float(x))), "f")   # the double nearest to a fraction
irr = lambda x: format(Decimal(f"{x:.12g}"), "f")

# Changes: V(m) as in Tam (1984), S² = R·V --------------------------------------
def change(a, b):
    S1, S2, N, ses = a.V * a.R, b.V * b.R, max(a.N, b.N), {}
    for name, both in (("fewest", max(0, a.R + b.R - N)), ("most", min(a.R, b.R))):
        own = (F(1, a.R) - F(1, a.N)) * S1 + (F(1, b.R) - F(1, b.N)) * S2
        ses[name] = (both, sqrt(own - 2 * (F(both, a.R * b.R) - F(1, N)) * R * F(sqrt(S1 * S2))))
    df = float((a.V + b.V) ** 2 / (a.V ** 2 / (a.R - 1) + b.V ** 2 / (b.R - 1)))
    q, d, wide = t.ppf(.975, df), float(b.value - a.value), max(se for _, se in ses.values())
    ends = {name: (both, d - q * se, d + q * se) for name, (both, se) in ses.items()}
    return dict(ends=ends, low=d - q * wide, high=d + q * wide, p=2 * t.sf(abs(d) / wide, df), sdc=2.8 * wide)
PAIRS = sorted({(w - 1, w) for w in range(1, 5)} | {(BASELINE, w) for w in range(BASELINE + 1, 5)})
CHANGES = {}
for pair in PAIRS:
    for level in ("overall", "category", "item"):
        for group in ([None], ["A", "B"]):
            members = [(u, code) for u in group for l, code, _ in LINES if l == level]
            found = [change(SCORES[pair[0], *member], SCORES[pair[1], *member]) for member in members]
            adjusted = false_discovery_control([own["p"] for own in found], method="bh")
            for member, own, adj in zip(members, found, adjusted):
                CHANGES[pair, member] = dict(own, adjusted=adj, family=len(found))

# Projections: least squares, prediction interval, floor -------------------------
def projection(u, code, year):
    ys, n = [SCORES[w, u, code].value for w in range(5)], 5
    center, level = F(sum(WAVES), n), sum(ys) / n
    spread = sum((x - center) ** 2 for x in WAVES)
    slope = sum((x - center) * (y - level) for x, y in zip(WAVES, ys)) / spread
    residual = sum((y - level - (x - center) * slope) ** 2 for x, y in zip(WAVES, ys)) / (n - 2)
    half = t.ppf(.975, n - 2) * sqrt(residual * (1 + F(1, n) + (year - center) ** 2 / spread))
    last = SCORES[LAST, u, code]
    floor_ = t.ppf(.975, last.R - 1) * sqrt(last.V)
    value = level + (year - center) * slope
    return value, float(value) - max(half, floor_), float(value) + max(half, floor_), half < floor_

# Figures ------------------------------------------------------------------------
figures = []
def put(segment, level, code, field, value): figures.append([CALL, segment, level, code, field, value])
def put_projection(segment, level, code, u, year):
    value, low, high, is_floor = projection(u, code, year)
    put(segment, level, code, "projection/year", year); put(segment, level, code, "projection/text", text(half_away(value, 2)))
    put(segment, level, code, "projection/value", plain(value))
    put(segment, level, code, "projection/low", irr(low)); put(segment, level, code, "projection/high", irr(high))
    return is_floor
CALL, floors = "trend survey.toml --by 部 --why baseline", set()
for w, year in enumerate(WAVES):
    for u in UNITS:
        segment = f"@wave={year}" + (f";部={u}" if u else "")
        for level, code, items in LINES:
            s = SCORES[w, u, code]; printed = half_away(s.value, 2)
            here = lambda field, value: put(segment, level, code, field, value)
            here("mean_text", text(printed)); here("respondents", s.R); here("mean", plain(s.value))
            half = t.ppf(.975, s.R - 1) * sqrt(s.V)
            here("ci_low", irr(float(s.value) - half)); here("ci_high", irr(float(s.value) + half))
            silent = DELTA * (1 - F(s.R, s.N))
            here("nonresponse_low", plain(s.value - silent)); here("nonresponse_high", plain(s.value + silent))
            for prefix, v in (("", w - 1), ("since_baseline/", BASELINE)):
                if v < 0 or v >= w:
                    here(prefix + "versus", "null"); here(prefix + "p", "null"); continue
                ch = CHANGES[(v, w), (u, code)]
                here(prefix + "versus", WAVES[v])
                here(prefix + "difference_text", text(printed - half_away(SCORES[v, u, code].value, 2)))
                here(prefix + "difference_low", irr(ch["low"])); here(prefix + "difference_high", irr(ch["high"]))
                for name, (both, low, high) in ch["ends"].items():
                    here(f"{prefix}{name}/shared", both)
                    here(f"{prefix}{name}/low", irr(low)); here(f"{prefix}{name}/high", irr(high))
                here(prefix + "p", irr(ch["p"])); here(prefix + "p_adjusted", irr(ch["adjusted"]))
                here(prefix + "family", ch["family"]); here(prefix + "smallest_detectable", irr(ch["sdc"]))
            if code in TARGETS and w >= BASELINE:
                start = SCORES[BASELINE, None, code].value
                on = half_away(start + (TARGETS[code] - start) * F(year - 2023, TARGET_YEAR - 2023), 2)
                target = half_away(TARGETS[code], 2)
                status = "met" if printed >= target else "on-path" if printed >= on else "behind"
                here("target_text", text(target)); here("path_target_text", text(on)); here("path_status", status)
                here("step_text", "null" if status == "met" else text(half_away((target - printed) / (TARGET_YEAR - year), 2)))
            else:
                here("path_status", "none"); here("path_target_text", "null"); here("step_text", "null")
            if w == LAST:
                if put_projection(segment, level, code, u, TARGET_YEAR): floors.add((u, code))
                if code in TARGETS:
                    z = float(s.value - TARGETS[code]) / sqrt(s.V * (1 - F(s.R, s.N)))
                    here("probability", irr(norm.cdf(z)))
                else: here("probability", "null")
            else: here("projection", "null"); here("probability", "null")
# On the line exactly: only the sampling error of the last wave is left.
assert (None, "2") in floors and (None, "overall") not in floors, floors
put("", "document", "", "/baseline", "2023"); put("", "document", "", "/baseline_place", "earlier")

# Why: from 2023 to 2026 -----------------------------------------------------------
def kitagawa(before, after):
    c = (sum(p * y for p, y in before) + sum(p * y for p, y in after)) / 2
    return [((p + q) / 2 * (z - y), (q - p) * ((y + z) / 2 - c)) for (p, y), (q, z) in zip(before, after)]
def spread(parts, real, total):
    """Largest remainders to the thousandth; the others are 0."""
    units = {i: floor(parts[i] * 1000) for i in real}
    order = sorted(real, key=lambda i: (-(parts[i] * 1000 - units[i]), -abs(parts[i]), i))
    every, some = divmod(int(total * 1000) - sum(units.values()), len(real))
    for place, i in enumerate(order): units[i] += every + (place < some)
    return [F(units.get(i, 0), 1000) for i in range(len(parts))]
def apportion(parts, total):
    """What is 0 stays 0, and what would change its sign stops there, if others are left."""
    real = [i for i, part in enumerate(parts) if part]
    if not real:
        assert total == 0; return [F(0)] * len(parts)
    plain = printed = spread(parts, real, total)
    while turned := [i for i in real if printed[i] * parts[i] < 0]:
        real = [i for i in real if i not in turned]
        if not real: return plain if total else [F(0)] * len(parts)
        printed = spread(parts, real, total)
    return printed
def explain(at, moved, rest, line, names, weights):
    one, other = SCORES[BASELINE, None, line].value, SCORES[LAST, None, line].value
    total, columns = half_away(other, 2) - half_away(one, 2), list(zip(*moved))
    exact = [sum(columns[0]), sum(columns[1]), rest]
    assert sum(exact) == other - one
    sums = apportion(exact, total)
    cells = [apportion(column, of) for column, of in zip(columns, sums)]
    off = [abs(total - other + one)] + [abs(a - b) for a, b in zip(sums, exact)]
    document = lambda field, value: put("", "document", "", f"/decomposition/{at}/{field}", value)
    document("code", line); document("versus", "2023"); document("wave", "2026"); document("state", "shown")
    document("difference_text", text(total)); document("weights", weights)
    for i, name in enumerate(names):
        document(f"parts/{i}/code", name)
        for kind, column, printed in zip(("within", "mix"), columns, cells):
            document(f"parts/{i}/{kind}_text", text(printed[i], 3)); document(f"parts/{i}/{kind}", plain(column[i]))
            off.append(abs(printed[i] - column[i]))
        document(f"parts/{i}/sum_text", text(cells[0][i] + cells[1][i], 3))
        off.append(abs(cells[0][i] + cells[1][i] - columns[0][i] - columns[1][i]))
    for kind, of, printed in zip(("within", "mix", "response"), exact, sums):
        is_told = kind != "response" or weights == "headcount"
        document(f"{kind}_text", text(printed, 3) if is_told else "null"); document(kind, plain(of) if is_told else "null")
    document("largest_deviation", plain(max(off))); document("largest_deviation_text", text(F(ceil(max(off) * 10000), 10000), 4))
for at, (_, code, items) in enumerate(COMPOSITES):
    share = lambda w: [(F(SCORES[w, None, i].n, SCORES[w, None, code].n), SCORES[w, None, i].value) for i in items]
    explain(at, kitagawa(share(BASELINE), share(LAST)), F(0), code, items, "answers")
for at, (_, code, items) in enumerate(COMPOSITES, 3):
    share = lambda w: [(F(PEOPLE[u][w], sum(n[w] for n in PEOPLE.values())), SCORES[w, u, code].value) for u in PEOPLE]
    before, after = share(BASELINE), share(LAST)
    left = lambda w, parts: SCORES[w, None, code].value - sum(p * y for p, y in parts)
    explain(at, kitagawa(before, after), left(LAST, after) - left(BASELINE, before), code, list(PEOPLE), "headcount")

# No target, or one whose year is over: the next year ------------------------------
for CALL in ("trend no-target.toml --by 部", "trend target-year-over.toml --by 部"):
    for u in UNITS:
        for level, code, _ in LINES: put_projection("@wave=2026" + (f";部={u}" if u else ""), level, code, u, 2027)
write("figures.csv", ["arguments", "segment", "level", "code", "figure", "expected"], figures)

# Once more with R ------------------------------------------------------------------
ours = {tuple(map(str, figure[:5])): figure[5] for figure in figures}
told = subprocess.run(["Rscript", "check.R"], capture_output=True, text=True, check=True).stdout
compared = list(csv.reader(told.splitlines()))
for *place, theirs in compared:
    own = float(ours[tuple(place)])
    assert abs(own - float(theirs)) <= 1e-10 * max(1, abs(own)), (place, own, theirs)
print(f"{len(figures)} figures, {len(compared)} of them the same with R")
