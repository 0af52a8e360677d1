"""Figures of the case, respondent by respondent, without koe."""
import csv, itertools, json, random
from fractions import Fraction as F
from mpmath import mp, mpf, sqrt, betainc, gammainc, erfc, gamma, findroot, erfinv
mp.dps = 40
random.seed(4)
UNITS = {"A": {"A1": 21, "A2": 26}, "B": {"B1": 18, "B2": 20}, "C": {"C1": 14}, "D": {"D1": 8}, "E": {"E1": 3}, "F": {"F1": 2}}
SHIFT = {"A": .5, "B": -.4, "C": 0, "D": .2, "E": 0, "F": 0}
ITEMS = ["Q1", "Q2", "Q3", "Q4", "Q5"]          # Q3 reversed, Q4 for 正職員
CATS = {"1": ["Q1", "Q2", "Q3"], "2": ["Q4", "Q5"]}
def draw():
    people = []
    for unit, sections in UNITS.items():
        for section, n in sections.items():
            for k in range(n):
                kind = "正職員" if n < 10 or k % 5 else "臨時職員"
                own = random.gauss(0, .7)
                row = {"部局": unit, "課": section, "雇用区分": kind}
                for j, item in enumerate(ITEMS):
                    x = min(5, max(1, round(3.2 + .2 * j + SHIFT[unit] + own + random.gauss(0, .8))))
                    if item == "Q3": x = 6 - x
                    blank = n >= 10 and random.random() < .08
                    row[item] = "" if blank or (item == "Q4" and kind != "正職員") else str(x)
                people.append(row)
    for k in range(6):                            # no unit given
        row = {"部局": "", "課": "", "雇用区分": "正職員"}
        for item in ITEMS: row[item] = str(random.randint(1, 5))
        people.append(row)
    random.shuffle(people)
    return people
def value(row, item):
    if row[item] == "" or (item == "Q4" and row["雇用区分"] != "正職員"): return None
    x = int(row[item])
    return 6 - x if item == "Q3" else x
def eligible(row, items):
    m = sum(1 for i in items if i != "Q4" or row["雇用区分"] == "正職員")
    n = sum(value(row, i) is not None for i in items)
    return n >= 1 and 2 * n >= m
mean = lambda xs: F(sum(xs), len(xs)) if not isinstance(sum(xs), F) else sum(xs) / len(xs)
def var(xs):
    m = mean(xs); return sum((x - m) ** 2 for x in xs) / (len(xs) - 1)
def own(rows, items, rule):
    out = []
    for row in rows:
        xs = [value(row, i) for i in items if value(row, i) is not None]
        if xs and (rule != "respondent-mean" or eligible(row, items)): out.append((F(sum(xs), len(xs)), xs, row))
    return out
class Line:
    def __init__(self, level, code, items): self.level, self.code, self.items = level, code, items
LINES = [Line("overall", "overall", ITEMS)] + [Line("category", c, i) for c, i in CATS.items()] + [Line("item", i, [i]) for i in ITEMS]
def score(rows, line, rule):
    """(value, variance, R) or None"""
    o = own(rows, line.items, rule)
    if not o: return None
    R = len(o)
    if line.level == "item" or rule == "respondent-mean":
        ys = [y for y, _, _ in o]; return mean(ys), (var(ys) / R if R > 1 else None), R
    if rule == "pooled":
        s = [sum(xs) for _, xs, _ in o]; n = [len(xs) for _, xs, _ in o]; r = F(sum(s), sum(n))
        return r, F(R, R - 1) * sum((a - r * b) ** 2 for a, b in zip(s, n)) / F(sum(n)) ** 2, R
    used = [i for i in line.items if any(value(x, i) is not None for x in rows)]
    m = {i: mean([value(x, i) for x in rows if value(x, i) is not None]) for i in used}
    return sum(m.values()) / len(used), None, R
def weight(rows, line, rule):
    o = own(rows, line.items, rule)
    return sum(len(xs) for _, xs, _ in o) if rule == "pooled" else len(o)
def item_mean_sides(seg, rest, line):
    """Difference to the whole, and its variance by respondent: derivative of the
    difference by each respondent's values, shares of answers held fixed."""
    whole = seg + rest
    N = lambda rows: {i: sum(value(x, i) is not None for x in rows) for i in line.items}
    ns, nr, nw = N(seg), N(rest), N(whole)
    js, jw = sum(v > 0 for v in ns.values()), sum(v > 0 for v in nw.values())
    out = []
    for rows, n, sign in ((seg, ns, 1), (rest, nr, -1)):
        zs = []
        for row in rows:
            z, any_ = F(0), False
            for i in line.items:
                x = value(row, i)
                if x is None: continue
                any_ = True
                w = F(ns[i], nw[i])
                c = (F(1, js) - w / jw) if sign == 1 else (1 - w) / jw
                m = mean([value(q, i) for q in rows if value(q, i) is not None])
                z += c * (x - m) / n[i]
            if any_: zs.append(z)
        R = len(zs); out.append((F(R, R - 1) * sum(z * z for z in zs), R))
    return score(seg, line, "item-mean")[0] - score(whole, line, "item-mean")[0], out[0], out[1]
def item_mean_var(rows, line):
    zs, used = [], [i for i in line.items if any(value(x, i) is not None for x in rows)]
    ms = {i: [value(x, i) for x in rows if value(x, i) is not None] for i in used}
    for row in rows:
        hit = [i for i in used if value(row, i) is not None]
        if hit: zs.append(sum(F(value(row, i) - mean(ms[i])) / len(ms[i]) for i in hit) / len(used))
    R = len(zs); return F(R, R - 1) * sum(z * z for z in zs)
fl = lambda x: mpf(x.numerator) / x.denominator if isinstance(x, F) else mpf(x)
t_tail = lambda t, df: betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)
def t_quantile(df):
    return findroot(lambda t: t_tail(t, df) - mpf("0.05"), 2.0)
def welch(d, a, b):
    (v1, r1), (v2, r2) = a, b
    v = fl(v1 + v2); df = v ** 2 / (fl(v1) ** 2 / (r1 - 1) + fl(v2) ** 2 / (r2 - 1))
    half = t_quantile(df) * sqrt(v)
    return fl(d) - half, fl(d) + half, t_tail(fl(d) / sqrt(v), df)
Z = sqrt(mpf(2)) * erfinv(mpf("0.95"))
def hedges(x, y):
    n1, n2 = len(x), len(y); m = n1 + n2 - 2
    s2 = ((n1 - 1) * var(x) + (n2 - 1) * var(y)) / m
    J = gamma(mpf(m) / 2) / (sqrt(mpf(m) / 2) * gamma(mpf(m - 1) / 2))
    g = J * fl(mean(x) - mean(y)) / sqrt(fl(s2)); se = sqrt(mpf(n1 + n2) / (n1 * n2) + g * g / (2 * (n1 + n2)))
    return g, g - Z * se, g + Z * se
def shares(x, y):
    a, b = sum(v >= 4 for v in x), sum(v >= 4 for v in y); p = F(a + b, len(x) + len(y))
    z2 = (F(a, len(x)) - F(b, len(y))) ** 2 / (p * (1 - p) * (F(1, len(x)) + F(1, len(y))))
    return erfc(sqrt(fl(z2) / 2))
def mannwhitney(x, y):
    U = sum(F(1) if a > b else F(1, 2) if a == b else F(0) for a in x for b in y); n1, n2 = len(x), len(y); N = n1 + n2
    ties = sum(F((x + y).count(v) ** 3 - (x + y).count(v)) for v in set(x + y))
    s2 = F(n1 * n2, 12) * (N + 1) * (1 - ties / (N ** 3 - N))
    z = max(F(0), abs(U - F(n1 * n2, 2)) - F(1, 2))
    return erfc(fl(z) / sqrt(fl(s2)) / sqrt(mpf(2))), U / (n1 * n2)
def anova(groups):
    n = [len(g) for g in groups]; w = [fl(len(g) / var(g)) for g in groups]; W = sum(w); k = len(groups)
    m = [fl(mean(g)) for g in groups]; c = sum(a * b for a, b in zip(w, m)) / W
    lam = sum((1 - a / W) ** 2 / (b - 1) for a, b in zip(w, n))
    f = sum(a * (b - c) ** 2 for a, b in zip(w, m)) / (k - 1) / (1 + 2 * mpf(k - 2) / (k * k - 1) * lam)
    d1, d2 = k - 1, (k * k - 1) / (3 * lam)
    return f, d1, d2, betainc(d2 / 2, mpf(d1) / 2, 0, d2 / (d2 + d1 * f), regularized=True)
def kruskal(groups):
    allv = sorted(itertools.chain(*groups)); N = len(allv)
    rank = {v: F(allv.index(v) + 1 + allv.index(v) + allv.count(v), 2) for v in set(allv)}
    h = F(12, N * (N + 1)) * sum(sum(rank[v] for v in g) ** 2 / len(g) for g in groups) - 3 * (N + 1)
    h /= 1 - F(sum(allv.count(v) ** 3 - allv.count(v) for v in set(allv)), N ** 3 - N)
    df = len(groups) - 1
    return fl(h), df, gammainc(mpf(df) / 2, fl(h) / 2, regularized=True)
def chisq(groups):
    cols = sorted(set(itertools.chain(*groups))); N = sum(map(len, groups)); tot = {c: sum(g.count(c) for g in groups) for c in cols}
    exp = [(F(len(g) * tot[c], N), g.count(c)) for g in groups for c in cols]
    x = sum((o - e) ** 2 / e for e, o in exp); df = (len(groups) - 1) * (len(cols) - 1)
    ok = min(e for e, _ in exp) >= 1 and F(sum(e < 5 for e, _ in exp), len(exp)) < F(1, 5)
    v = sqrt(fl(x / (N * min(len(groups) - 1, len(cols) - 1))))
    return fl(x), df, gammainc(mpf(df) / 2, fl(x) / 2, regularized=True) if ok else None, v
def adjust(ps, how):
    order = sorted(range(len(ps)), key=lambda i: ps[i]); m = len(ps); out = [None] * m
    if how == "bh":
        low = mpf(1)
        for k in reversed(range(m)): low = min(low, ps[order[k]] * m / (k + 1)); out[order[k]] = low
    else:
        high = mpf(0)
        for k in range(m): high = max(high, min(mpf(1), ps[order[k]] * (m - k))); out[order[k]] = high
    return out
def printed(x, places=2):
    q = x * 10 ** places; n = abs(q.numerator) * 2 + q.denominator; n //= 2 * q.denominator
    return F(n if x >= 0 else -n, 10 ** places)
def text(x, places=2):
    s = "-" if x < 0 else ""; n = abs(int(x * 10 ** places)); return f"{s}{n // 10 ** places}.{n % 10 ** places:0{places}d}"
d12 = lambda x: repr(float(mp.nstr(x, 12)))
def num(x): return json.dumps(float(x)) if isinstance(x, F) else d12(x)

HIDDEN = {"E", "F", "E1", "F1"}; DETAIL = 10; LEAST = 5
def run(people, call, rule, attributes, versus, how, out, omnibus=True):
    put = lambda seg, line, field, v: out.append((call, seg, line.level, line.code, field, v))
    for attribute in attributes:
        units = {}
        for row in people:
            if row[attribute]: units.setdefault(row[attribute], []).append(row)
        fam = {}
        for u in sorted(units):
            seg = f"{attribute}={u}"
            for line in LINES:
                if u in HIDDEN:
                    for field in ("versus", "difference", "p", "effect", "rank_low"): put(seg, line, field, "null")
                    continue
                rows = units[u]; ids = set(map(id, rows))
                if versus == "everyone": whole, name = people, {}
                elif versus == "parent" and attribute == "課":
                    unit = rows[0]["部局"]; whole, name = [r for r in people if r["部局"] == unit], {"部局": unit}
                elif versus == "parent": whole, name = people, {}
                else:
                    if u == versus: put(seg, line, "versus", "null"); put(seg, line, "p", "null"); continue
                    whole, name = None, {attribute: versus}
                other = units[versus] if whole is None else [r for r in whole if id(r) not in ids]
                put(seg, line, "versus", json.dumps(name, ensure_ascii=False, separators=(",", ":")))
                a, c = score(rows, line, rule), score(other if whole is None else whole, line, rule)
                diff = printed(a[0]) - printed(c[0])
                put(seg, line, "difference_text", text(diff)); put(seg, line, "difference", num(diff))
                b = score(other, line, rule)
                if b is None or min(a[2], b[2]) < DETAIL:
                    for field in ("difference_low", "p", "p_adjusted", "effect", "superiority"): put(seg, line, field, "null")
                    continue
                d = a[0] - c[0]
                if line.level != "item" and rule == "item-mean":
                    if whole is None: sides = (item_mean_var(rows, line), a[2]), (item_mean_var(other, line), b[2])
                    else: d, *sides = item_mean_sides(rows, other, line)
                else:
                    k = F(1)
                    if whole is not None:
                        k = 1 - F(weight(rows, line, rule), weight(whole, line, rule))
                        assert d == k * (a[0] - b[0])
                    sides = (k * k * a[1], a[2]), (k * k * b[1], b[2])
                low, high, p = welch(d, *sides)
                put(seg, line, "difference_low", d12(low)); put(seg, line, "difference_high", d12(high)); put(seg, line, "p", d12(p))
                fam.setdefault((line.level, "p"), []).append((seg, line, p))
                x, y = ([v for v, _, _ in own(r, line.items, rule)] for r in (rows, other))
                g, gl, gh = hedges(x, y)
                put(seg, line, "effect", d12(g)); put(seg, line, "effect_low", d12(gl)); put(seg, line, "effect_high", d12(gh))
                if line.level == "item":
                    w = [v for v, _, _ in own(other if whole is None else whole, line.items, rule)]
                    put(seg, line, "favorable_difference", num(F(sum(v >= 4 for v in x), len(x)) - F(sum(v >= 4 for v in w), len(w))))
                    p = shares(x, y); put(seg, line, "favorable_p", d12(p)); fam.setdefault((line.level, "favorable_p"), []).append((seg, line, p))
                    p, s = mannwhitney(x, y); put(seg, line, "rank_p", d12(p)); fam.setdefault((line.level, "rank_p"), []).append((seg, line, p))
                    put(seg, line, "superiority", num(s))
        for (_, field), members in fam.items():
            for (seg, line, _), p in zip(members, adjust([p for *_, p in members], how)):
                put(seg, line, field + "_adjusted", d12(p))
                if field == "p": put(seg, line, "family", str(len(members)))
        if not omnibus: continue
        tests = {}
        for line in LINES:
            shown = [units[u] for u in sorted(units) if u not in HIDDEN]; ids = {id(r) for g in shown for r in g}
            rest = [r for r in people if id(r) not in ids]
            groups = [[v for v, _, _ in own(g, line.items, rule)] for g in shown + [rest]]
            joined = len(groups[-1]) >= LEAST
            if not joined: groups.pop()
            f, d1, d2, p = anova(groups); base = (attribute, line)
            tests.setdefault((line.level, "welch-anova"), []).append((line, p, {"statistic": f, "df_within": d2}, {"df": d1, "groups": len(groups), "joined": joined, "respondents": sum(map(len, groups))}))
            if line.level == "item":
                h, df, p = kruskal(groups); tests.setdefault((line.level, "kruskal-wallis"), []).append((line, p, {"statistic": h}, {"df": df}))
                x, df, p, v = chisq(groups); tests.setdefault((line.level, "chi-square"), []).append((line, p, {"statistic": x, "effect": v}, {"df": df}))
        for (_, test), members in tests.items():
            known = [m for m in members if m[1] is not None]; adjusted = dict(zip(map(id, known), adjust([m[1] for m in known], how)))
            for m in members:
                line, p, irrational, whole = m
                for k, v in {**irrational, "p": p, "p_adjusted": adjusted.get(id(m))}.items():
                    put(attribute, line, f"{test}.{k}", "null" if v is None else d12(v))
                for k, v in whole.items():
                    put(attribute, line, f"{test}.{k}", (str(float(v)) if k == "df" else json.dumps(v)))
people = draw()
with open("responses.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.DictWriter(f, ["部局", "課", "雇用区分"] + ITEMS); w.writeheader(); w.writerows(people)
out = []
for file, rule in (("survey.toml", "pooled"), ("respondent-mean.toml", "respondent-mean"), ("item-mean.toml", "item-mean")):
    run(people, f"compare {file} --by 部局", rule, ["部局"], "everyone", "bh", out)
    run(people, f"compare {file} --by 課 --versus parent --adjust holm", rule, ["部局", "課"], "parent", "holm", out)
    run(people, f"compare {file} --by 部局 --versus 部局=A --adjust holm", rule, ["部局"], "A", "holm", out, omnibus=False)
with open("figures.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f, lineterminator="\n"); w.writerow("arguments,segment,level,code,figure,expected".split(",")); w.writerows(out)
print(len(out))
