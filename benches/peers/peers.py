"""Measures Polars, DuckDB and, on request, a command of ours on one file.

    python peers.py responses.csv [--by 部局] [--runs 5] [--check] [-- COMMAND ...]

Tasks: the mean of every item by one attribute (Polars, DuckDB), and the
distribution of every item by one attribute (DuckDB). What follows "--" is run
and measured first, in the same way, so that all figures are of one sitting.

Each run is a fresh process: a warm-up, then the best of N. "wall s" is the
whole process as seen from outside, "query s" leaves out the start of Python and
the import, "peak MB" is the process's largest resident set.

Both peers get what helps them: the column types in the smallest width, as many
threads as koe, no row order to keep, and no filter for codes outside the scale
(which koe counts apart). Of several ways to ask DuckDB for distributions the
quickest two are kept; a count(*) FILTER per item and code took five times as
long.
"""

import argparse
import json
import os
import subprocess
import sys
import time

THREADS = 2
MIN, MAX = 1, 6


def header(path):
    with open(path, encoding="utf-8-sig") as file:
        return file.readline().rstrip("\r\n").split(",")


def columns(path):
    names = header(path)
    items = [name for name in names if name[0] == "Q" and name[1:].isdigit()]
    return [name for name in names if name not in items], items


# The tasks, each run in a process of its own ----------------------------------


def polars_means(path, by):
    import polars as pl

    attributes, items = columns(path)
    schema = {name: pl.String for name in attributes} | {name: pl.Int8 for name in items}
    start = time.perf_counter()
    frame = (
        pl.scan_csv(path, schema=schema)
        .group_by(by)
        .agg(pl.col(items).mean())
        .collect(engine="streaming")
    )
    seconds = time.perf_counter() - start
    return seconds, {row[0]: list(row[1:]) for row in frame.iter_rows()}


def duckdb_read(path):
    import duckdb

    attributes, items = columns(path)
    types = {name: "VARCHAR" for name in attributes} | {name: "TINYINT" for name in items}
    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    connection.execute("SET preserve_insertion_order = false")
    source = (
        f"read_csv('{path}', header = true, auto_detect = false, delim = ',', quote = '\"',"
        f" escape = '\"', columns = {types})"
    )
    return connection, source, items


def duckdb_means(path, by):
    start = time.perf_counter()
    connection, source, items = duckdb_read(path)
    means = ", ".join(f'avg("{item}")' for item in items)
    rows = connection.execute(f'SELECT "{by}", {means} FROM {source} GROUP BY "{by}"').fetchall()
    seconds = time.perf_counter() - start
    return seconds, {row[0]: list(row[1:]) for row in rows}


def duckdb_unpivot(path, by):
    """Distributions as rows: unpivot, then count per item and code."""
    start = time.perf_counter()
    connection, source, items = duckdb_read(path)
    listed = ", ".join(f'"{item}"' for item in items)
    rows = connection.execute(
        f'SELECT "{by}", item, code, count(*) FROM (UNPIVOT (SELECT "{by}", {listed} FROM {source})'
        f" ON {listed} INTO NAME item VALUE code) WHERE code BETWEEN {MIN} AND {MAX} GROUP BY ALL"
    ).fetchall()
    seconds = time.perf_counter() - start
    place = {item: index for index, item in enumerate(items)}
    points = MAX - MIN + 1
    table = {}
    for value, item, code, count in rows:
        counts = table.setdefault(value, [0] * (len(items) * points))
        counts[place[item] * points + code - MIN] = count
    return seconds, table


def duckdb_histogram(path, by):
    """Distributions with DuckDB's own aggregate: a histogram per item."""
    start = time.perf_counter()
    connection, source, items = duckdb_read(path)
    maps = ", ".join(f'histogram("{item}")' for item in items)
    rows = connection.execute(f'SELECT "{by}", {maps} FROM {source} GROUP BY "{by}"').fetchall()
    seconds = time.perf_counter() - start
    codes = range(MIN, MAX + 1)
    return seconds, {row[0]: [cell.get(code, 0) for cell in row[1:] for code in codes] for row in rows}


TASKS = {
    "polars means": polars_means,
    "duckdb means": duckdb_means,
    "duckdb distributions (histogram)": duckdb_histogram,
    "duckdb distributions (unpivot)": duckdb_unpivot,
}


# Measuring --------------------------------------------------------------------


def measure(command, keep=True):
    """Runs a command once: wall seconds, peak MB, standard output.

    `wait4` gives the resources of exactly this child. Its peak cannot show less
    than that of this script, which is why nothing large is imported here.
    """
    environment = os.environ | {"POLARS_MAX_THREADS": str(THREADS), "RAYON_NUM_THREADS": str(THREADS)}
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE if keep else subprocess.DEVNULL, env=environment
    )
    output = child.stdout.read() if keep else b""
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} failed with exit code {child.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # macOS counts bytes, Linux KiB
    return wall, usage.ru_maxrss / unit, output


def best(command, runs, keep=True):
    measure(command, keep)
    return min((measure(command, keep) for _ in range(runs)), key=lambda run: run[0])


def reference(path, by):
    """Counts line by line: sums, numbers and codes of every item per value."""
    attributes, items = columns(path)
    place = header(path).index(by)
    first = len(attributes)
    assert header(path)[first:] == items, "the items follow the attributes"
    tables = {}
    codes = [str(code) for code in range(10)]
    with open(path, encoding="utf-8-sig") as file:
        next(file)
        for line in file:
            cells = line.rstrip("\r\n").split(",")
            table = tables.setdefault(cells[place], [dict.fromkeys(["", *codes], 0) for _ in items])
            for counts, cell in zip(table, cells[first:]):
                counts[cell] += 1
    return tables


def check(path, by, results):
    """Compares what the peers found with a straightforward count."""
    tables = reference(path, by)
    differences = 0
    for task, result in results.items():
        assert result.keys() == tables.keys(), task
        for value, table in tables.items():
            if task.endswith("means"):
                for counts, mean in zip(table, result[value]):
                    n = sum(count for code, count in counts.items() if code)
                    total = sum(int(code) * count for code, count in counts.items() if code)
                    differences += abs(mean - total / n) > 1e-9
            else:
                expected = [counts[str(code)] for counts in table for code in range(MIN, MAX + 1)]
                differences += expected != result[value]
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--by", default="部局", help="attribute to group by")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="compare with a plain count (slow)")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    # What follows "--" is a command of ours; argparse must not look at it.
    own = sys.argv[1:]
    command = own[own.index("--") + 1 :] if "--" in own else []
    options = parser.parse_args(own[: own.index("--")] if "--" in own else own)

    if options.task:
        seconds, result = TASKS[options.task](options.file, options.by)
        json.dump([seconds, result], sys.stdout)
        return

    results = {}
    print(f"best of {options.runs} after a warm-up, {THREADS} threads, by {options.by}")
    print(f"{'task':<34} {'wall s':>8} {'query s':>8} {'peak MB':>8}")

    def show(name, wall, query, peak):
        print(f"{name:<34} {wall:>8.2f} {query:>8} {peak:>8.0f}", flush=True)

    if command:
        wall, peak, _ = best(command, options.runs, keep=False)
        show(os.path.basename(command[0]), wall, "", peak)
    for name in TASKS:
        child = [sys.executable, __file__, options.file, "--by", options.by, "--task", name]
        wall, peak, output = best(child, options.runs)
        seconds, results[name] = json.loads(output)
        show(name, wall, f"{seconds:.2f}", peak)
    if options.check:
        differences = check(options.file, options.by, results)
        print(f"differences from a plain count: {differences}")
        sys.exit(differences > 0)


main()
