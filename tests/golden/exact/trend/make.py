"""Answers and figures of the case, respondent by respondent, without koe.

Run in this folder: python make.py   (needs mpmath)
"""
import csv, random
from decimal import Decimal
from fractions import Fraction as F
from math import ceil, floor
from mpmath import mp, mpf, sqrt, betainc, erfc, gamma, nstr
mp.dps = 40
random.seed(20261121)

WAVES = ["2024", "2025", "2026"]
# Unit: respondents by wave. C was C1 and C2 in 2024; D is too small to be shown.
SIZES = {"A": (40, 44, 47), "B": (25, 22, 27), "C1": (12, 0, 0), "C2": (9, 0, 0), "C": (0, 23, 19), "D": (2, 2, 2), "": (6, 5, 7)}
PEOPLE = {"A": (60, 62, 61), "B": (40, 37, 41), "C1": (20, 0, 0), "C2": (10, 0, 0), "C": (0, 31, 28), "D": (4, 4, 3)}
ITEMS = ["Q1", "Q2", "Q3", "Q4"]                       # Q4 was worded otherwise in 2024
LINES = [("overall", "overall", ["Q1", "Q2", "Q3"]), ("category", "1", ["Q1", "Q2"]), ("category", "2", ["Q3"]),
         ("item", "Q1", ["Q1"]), ("item", "Q2", ["Q2"]), ("item", "Q3", ["Q3"])]
R, DELTA, TARGET_YEAR = mpf("0.6"), F(1, 2), 2028

def draw(w):
    rows = []
    for unit, sizes in SIZES.items():
        for _ in range(sizes[w]):
            own = random.gauss({"A": .4, "B": -.5}.get(unit, 0) + .12 * w, .7)
            row = {"部": unit}
            for j, item in enumerate(ITEMS):
                x = min(5, max(1, round(3.1 + .25 * j * (-1) ** j + own + random.gauss(0, .8))))
                row[item] = "" if unit not in ("D", "") and random.random() < .07 else str(x)
            rows.append(row)
    random.shuffle(rows)
    return rows

def write(name, header, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n"); writer.writerow(header); writer.writerows(rows)

DATA = [draw(w) for w in range(3)]
for w, wave in enumerate(WAVES):
    header = ["部"] + (["Q1", "旧Q2", "Q3", "Q4"] if w == 0 else ITEMS)
    write(f"responses-{wave}.csv", header, [[row["部"]] + [row[i] for i in ITEMS] for row in DATA[w]])
    write(f"population-{wave}.csv", ["部", "headcount"], [[u, n[w]] for u, n in PEOPLE.items() if n[w]])
now = lambda unit: "C" if unit in ("C1", "C2") else unit

# Scores ---------------------------------------------------------------------
def rows_of(w, unit): return [r for r in DATA[w] if unit is None or now(r["部"]) == unit]
def headcount(w, unit): return sum(n[w] for u, n in PEOPLE.items() if unit is None or now(u) == unit)
class Score: pass
def score(w, unit, items, rows=None, rule="pooled"):
    people = [{i: int(r[i]) for i in items if r[i] != ""} for r in (rows_of(w, unit) if rows is None else rows)]
    enough = lambda xs: 2 * len(xs) >= len(items) if rule == "respondent-mean" else True
    people = [xs for xs in people if xs and enough(xs)]
    s, n = [sum(xs.values()) for xs in people], [len(xs) for xs in people]
    own = [F(a, b) for a, b in zip(s, n)]
    out = Score(); out.R, out.n = len(people), sum(n)
    if rule == "pooled":
        out.value = F(sum(s), sum(n))
        out.V = F(out.R, out.R - 1) * sum((a - out.value * b) ** 2 for a, b in zip(s, n)) / F(sum(n)) ** 2
    elif rule == "respondent-mean":
        out.value = sum(own) / out.R
        out.V = sum((y - out.value) ** 2 for y in own) / (out.R - 1) / out.R
    else:
        of = {i: [xs[i] for xs in people if i in xs] for i in items}
        of = {i: (F(sum(xs), len(xs)), len(xs)) for i, xs in of.items() if xs}
        out.value = sum(y for y, _ in of.values()) / len(of)
        z = [sum((xs[i] - of[i][0]) / of[i][1] for i in xs) / len(of) for xs in people]
        out.V = F(out.R, out.R - 1) * sum(one ** 2 for one in z)
    out.mean = sum(own) / out.R; out.var = sum((y - out.mean) ** 2 for y in own) / (out.R - 1)
    out.N = headcount(w, unit)
    return out
m = lambda f: mpf(f.numerator) / f.denominator
def half_away(x, places):
    scaled = abs(x) * 10 ** places
    return (1 if x >= 0 else -1) * F(floor(scaled + F(1, 2)), 10 ** places)
def text(x, places=2):
    units = x * 10 ** places; assert units.denominator == 1
    sign, digits = "-" if units < 0 else "", str(abs(int(units))).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
irr = lambda x: nstr(mpf(x), 12) if x == x else ""
near = lambda f: format(Decimal(repr(float(f))), "f")   # the double nearest to a fraction

# Changes --------------------------------------------------------------------
def t_tails(t, df): return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)
def t_quantile(tails, df):
    low, high = mpf(0), mpf(1000)
    for _ in range(160):
        mid = (low + high) / 2
        low, high = (mid, high) if t_tails(mid, df) > tails else (low, mid)
    return low
def change(a, b):
    S1, S2, N = a.V * a.R, b.V * b.R, max(a.N, b.N)
    out = {}
    for name, both in (("fewest", max(0, a.R + b.R - N)), ("most", min(a.R, b.R))):
        V = m((F(1, a.R) - F(1, a.N)) * S1 + (F(1, b.R) - F(1, b.N)) * S2)
        V -= 2 * m(F(both, a.R * b.R) - F(1, N)) * R * sqrt(m(S1) * m(S2))
        out[name] = (both, sqrt(V))
    v1, v2 = m(a.V), m(b.V)
    df = (v1 + v2) ** 2 / (v1 ** 2 / (a.R - 1) + v2 ** 2 / (b.R - 1))
    q, d = t_quantile(mpf("0.05"), df), m(b.value - a.value)
    wide = max(out["fewest"][1], out["most"][1])
    pooled = sqrt(((a.R - 1) * m(a.var) + (b.R - 1) * m(b.var)) / (a.R + b.R - 2)); f = mpf(a.R + b.R - 2)
    J = gamma(f / 2) / (sqrt(f / 2) * gamma((f - 1) / 2))
    ends = {name: (both, d - q * se, d + q * se) for name, (both, se) in out.items()}
    return dict(ends=ends, low=d - q * wide, high=d + q * wide, p=t_tails(d / wide, df), sdc=mpf("2.8") * wide,
                g=J * m(b.mean - a.mean) / pooled)
def adjusted(ps):
    order = sorted(range(len(ps)), key=lambda i: ps[i]); out, least = [None] * len(ps), mpf(1)
    for rank in range(len(ps), 0, -1):
        least = min(least, ps[order[rank - 1]] * len(ps) / rank); out[order[rank - 1]] = least
    return out

UNITS = [None, "A", "B", "C"]
def waves(rule):
    """Scores by wave, unit and line; changes by pair of waves, unit and line."""
    scores = {(w, u, c): score(w, u, items, None, rule) for w in range(3) for u in UNITS for _, c, items in LINES}
    changes = {}
    for pair in ((0, 1), (1, 2), (0, 2)):
        for level in ("overall", "category", "item"):
            codes = [c for l, c, _ in LINES if l == level]
            for group in ([None], UNITS[1:]):
                members = [(u, c) for u in group for c in codes]
                found = [change(scores[pair[0], u, c], scores[pair[1], u, c]) for u, c in members]
                for member, own, adj in zip(members, found, adjusted([own["p"] for own in found])):
                    changes[pair, member] = dict(own, adjusted=adj, family=len(found))
    return scores, changes
SCORES, CHANGES = waves("pooled")

# Targets: raise-to-overall from everyone in 2024, over all it asked, Q4 too -----
# Only category 1 is scored over the same items, in the same words, ever since.
base = {c: score(0, None, items) for c, items in (("overall", ITEMS), ("1", ["Q1", "Q2"]))}
goal = {"1": max(base["1"].value, base["overall"].value)}
path = lambda code, w: base[code].value + (goal[code] - base[code].value) * F(w, TARGET_YEAR - 2024)

# Figures ----------------------------------------------------------------------
figures = []
CALL = "trend survey.toml --by 部 --why baseline"
def put(segment, level, code, field, value): figures.append([CALL, segment, level, code, field, value])
for w, wave in enumerate(WAVES):
    for u in UNITS:
        segment = f"@wave={wave}" + (f";部={u}" if u else "")
        for level, code, items in LINES:
            s = SCORES[w, u, code]; printed = half_away(s.value, 2)
            put(segment, level, code, "mean_text", text(printed)); put(segment, level, code, "respondents", s.R)
            low, high = s.value - DELTA * (1 - F(s.R, s.N)), s.value + DELTA * (1 - F(s.R, s.N))
            put(segment, level, code, "nonresponse_low", irr(m(low))); put(segment, level, code, "nonresponse_high", irr(m(high)))
            for prefix, v in (("", w - 1), ("since_baseline/", 0)):
                if v < 0 or v == w:
                    put(segment, level, code, prefix + "versus", "null"); continue
                ch = CHANGES[(v, w), (u, code)]
                put(segment, level, code, prefix + "versus", WAVES[v])
                put(segment, level, code, prefix + "difference_text", text(printed - half_away(SCORES[v, u, code].value, 2)))
                put(segment, level, code, prefix + "difference_low", irr(ch["low"])); put(segment, level, code, prefix + "difference_high", irr(ch["high"]))
                for name, (both, low, high) in ch["ends"].items():
                    put(segment, level, code, f"{prefix}{name}/shared", both)
                    put(segment, level, code, f"{prefix}{name}/low", irr(low)); put(segment, level, code, f"{prefix}{name}/high", irr(high))
                put(segment, level, code, prefix + "p", irr(ch["p"])); put(segment, level, code, prefix + "p_adjusted", irr(ch["adjusted"]))
                put(segment, level, code, prefix + "family", ch["family"]); put(segment, level, code, prefix + "effect", irr(ch["g"]))
                put(segment, level, code, prefix + "smallest_detectable", irr(ch["sdc"]))
            if code in goal:
                target, on = half_away(goal[code], 2), half_away(path(code, w), 2)
                status = "met" if printed >= target else "on-path" if printed >= on else "behind"
                put(segment, level, code, "target_text", text(target)); put(segment, level, code, "path_target_text", text(on))
                put(segment, level, code, "path_status", status)
                step = "null" if status == "met" else text(half_away((target - printed) / (TARGET_YEAR - 2024 - w), 2))
                put(segment, level, code, "step_text", step)
                if w == 2:
                    z = m(s.value - goal[code]) / sqrt(m(s.V * (1 - F(s.R, s.N))))
                    put(segment, level, code, "probability", irr(erfc(-z / sqrt(mpf(2))) / 2))
            else:
                put(segment, level, code, "path_status", "none")
                for field in ("target_text", "path_target_text", "step_text"): put(segment, level, code, field, "null")
for wave in WAVES:
    put(f"@wave={wave};部=D", "overall", "overall", "suppressed", "true")
    for field in ("difference", "path_status", "since_baseline/versus", "nonresponse_low", "probability", "p"):
        put(f"@wave={wave};部=D", "overall", "overall", field, "null")
put("", "document", "", "/items_used", '["Q1","Q2","Q3"]'); put("", "document", "", "/baseline", "2024")
for n, code in enumerate(("overall", "2")): put("", "document", "", f"/without_target/{n}/code", code)
put("", "document", "", "/left_out/0/code", "Q4"); put("", "document", "", "/left_out/0/waves", '["2024"]')

# Why: from 2024 to 2026, printed with three digits ----------------------------
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
def explain(at, moved, rest, line, names, weights, scores=SCORES):
    """The change goes to the sums of within, mix and rest, each sum to its parts."""
    change = scores[2, None, line].value - scores[0, None, line].value
    total = half_away(scores[2, None, line].value, 2) - half_away(scores[0, None, line].value, 2)
    columns = [[within for within, _ in moved], [mix for _, mix in moved]]
    exact = [sum(columns[0]), sum(columns[1]), rest]
    assert sum(exact) == change
    sums = apportion(exact, total)
    cells = [apportion(column, of) for column, of in zip(columns, sums)]
    assert sum(sums) == total and [sum(column) for column in cells] == sums[:2]
    document = lambda field, value: put("", "document", "", f"/decomposition/{at}/{field}", value)
    document("state", "shown"); document("difference_text", text(total)); document("weights", weights)
    off = [abs(total - change)] + [abs(a - b) for a, b in zip(sums, exact)]
    for i, name in enumerate(names):
        document(f"parts/{i}/code", name or "null")
        for kind, column, printed in zip(("within", "mix"), columns, cells):
            document(f"parts/{i}/{kind}_text", text(printed[i], 3)); document(f"parts/{i}/{kind}", near(column[i]))
            off.append(abs(printed[i] - column[i]))
        document(f"parts/{i}/sum_text", text(cells[0][i] + cells[1][i], 3))
        off.append(abs(cells[0][i] + cells[1][i] - columns[0][i] - columns[1][i]))
    for kind, of, printed in zip(("within", "mix", "response"), exact, sums):
        is_told = kind != "response" or weights == "headcount"
        document(f"{kind}_text", text(printed, 3) if is_told else "null")
        document(kind, near(of) if is_told else "null")
    document("largest_deviation", near(max(off))); document("largest_deviation_text", text(F(ceil(max(off) * 10000), 10000), 4))
composites = [(c, items) for l, c, items in LINES if l != "item"]
for at, (code, items) in enumerate(composites):
    share = lambda w: [(F(SCORES[w, None, i].n, SCORES[w, None, code].n), SCORES[w, None, i].value) for i in items]
    explain(at, kitagawa(share(0), share(2)), F(0), code, items, "answers")
def by_units(at, code, items, scores, rule):
    def share(w):
        out, people = [], headcount(w, None)
        for unit in ("A", "B", "C"): out.append((F(headcount(w, unit), people), scores[w, unit, code].value))
        others = [r for r in DATA[w] if now(r["部"]) in ("D", "")]
        return out + [(1 - sum(p for p, _ in out), score(w, None, items, others, rule).value)]
    before, after = share(0), share(2)
    of = lambda parts: sum(p * y for p, y in parts)
    response = scores[2, None, code].value - scores[0, None, code].value - of(after) + of(before)
    explain(at, kitagawa(before, after), response, code, ["A", "B", "C", None], "headcount", scores)
for at, (code, items) in enumerate(composites, len(composites)): by_units(at, code, items, SCORES, "pooled")

# The other rules: composites, and why they moved -------------------------------
for rule in ("item-mean", "respondent-mean"):
    CALL = f"trend {rule}.toml --by 部 --why baseline"
    scores, changes = waves(rule)
    for (pair, (u, code)), own in changes.items():
        if code.startswith("Q") or pair == (0, 1): continue
        segment = f"@wave={WAVES[pair[1]]}" + (f";部={u}" if u else "")
        level, prefix = "overall" if code == "overall" else "category", "since_baseline/" if pair[0] == 0 else ""
        one, other = scores[pair[1], u, code], scores[pair[0], u, code]
        put(segment, level, code, "mean_text", text(half_away(one.value, 2)))
        put(segment, level, code, prefix + "difference_text", text(half_away(one.value, 2) - half_away(other.value, 2)))
        put(segment, level, code, prefix + "difference_low", irr(own["low"])); put(segment, level, code, prefix + "difference_high", irr(own["high"]))
        put(segment, level, code, prefix + "p", irr(own["p"])); put(segment, level, code, prefix + "p_adjusted", irr(own["adjusted"]))
        put(segment, level, code, prefix + "effect", irr(own["g"]))
        for name, (both, low, high) in own["ends"].items(): put(segment, level, code, f"{prefix}{name}/shared", both)
    for at, (code, items) in enumerate(composites):
        if rule == "item-mean":
            share = lambda w: [(F(1, len(items)), scores[w, None, i].value) for i in items]
            explain(at, kitagawa(share(0), share(2)), F(0), code, items, "equal", scores)
        else:
            put("", "document", "", f"/decomposition/{at}/state", "not-a-sum")
    for at, (code, items) in enumerate(composites, len(composites)): by_units(at, code, items, scores, rule)

# The other rules without headcounts: the shares that the score is made of. A mean of
# items' means is Σ w·m over items and units, w = (share of the item's answers) / items.
OF_UNIT = {unit: (lambda r, u=unit: now(r["部"]) == u) for unit in ("A", "B", "C")}
OF_UNIT[None] = lambda r: now(r["部"]) in ("D", "")
for rule in ("item-mean", "respondent-mean"):
    CALL = f"trend {rule}-no-headcount.toml --by 部 --why baseline"
    scores, _ = waves(rule)
    for at, (code, items) in enumerate(composites, len(composites)):
        def cells(w, is_in):
            rows = [r for r in DATA[w] if is_in(r)]
            if rule == "respondent-mean":
                own = score(w, None, items, rows, rule)
                return [(F(own.R, scores[w, None, code].R), own.value)]
            of = [[int(r[i]) for r in rows if r[i] != ""] for i in items]
            return [(F(len(xs), scores[w, None, i].n * len(items)), F(sum(xs), len(xs))) for i, xs in zip(items, of)]
        before, after = ([cell for is_in in OF_UNIT.values() for cell in cells(w, is_in)] for w in (0, 2))
        moved, size = kitagawa(before, after), len(items) if rule == "item-mean" else 1
        groups = [moved[i:i + size] for i in range(0, len(moved), size)]
        groups = [(sum(a for a, _ in group), sum(b for _, b in group)) for group in groups]
        if rule == "item-mean":  # the same within as (1/J)·Σ_j p̄·Δm, mix as (1/J)·Σ_j Δp·m̄ over all units
            pairs = list(zip(before, after))
            assert sum(a for a, _ in groups) == sum((p + q) / 2 * (z - y) for (p, y), (q, z) in pairs)
            assert sum(b for _, b in groups) == sum((q - p) * (y + z) / 2 for (p, y), (q, z) in pairs)
        explain(at, groups, F(0), code, list(OF_UNIT), "answers" if rule == "item-mean" else "respondents", scores)
write("figures.csv", ["arguments", "segment", "level", "code", "figure", "expected"], figures)
