"""The report of a survey with the tools an analyst would otherwise script it with.

Reads the answers with Polars, draws item means, distributions and a heatmap by
attribute with Matplotlib (PNG and SVG of the sizes koe draws, and one PDF), and
writes a workbook with XlsxWriter. No targets, no intervals, nothing withheld, no
page: less than koe does.

    python report.py SURVEY_FOLDER OUTPUT_FOLDER [FONT_FILE]
"""

import csv
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import polars as pl
import xlsxwriter
from matplotlib import font_manager
from matplotlib.backends.backend_pdf import PdfPages


def main() -> None:
    survey, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 3:
        font_manager.fontManager.addfont(sys.argv[3])
        plt.rcParams["font.family"] = font_manager.FontProperties(fname=sys.argv[3]).get_name()
    with open(survey / "items.csv", encoding="utf-8-sig") as file:
        items = list(csv.DictReader(file))
    codes = [item["code"] for item in items]
    texts = [f"{item['code']} {item['text']}" for item in items]
    answers = pl.read_csv(next(survey.glob("responses-*.csv")), infer_schema_length=0)
    numbers = answers.with_columns(pl.col(code).cast(pl.Int64, strict=False) for code in codes)
    means = numbers.select(pl.col(codes).mean()).row(0)
    shares = [[numbers.filter(pl.col(code) == point).height for point in range(1, 7)] for code in codes]
    attributes = [name for name in ("部局", "職位", "雇用区分", "年齢") if name in answers.columns]
    tables = {name: numbers.group_by(name).agg(pl.col(codes).mean()).sort(name) for name in attributes}

    figures = [ranked(texts, means), distributions(texts, shares)]
    figures += [heatmap(name, table, codes) for name, table in tables.items()]
    with PdfPages(output / "report.pdf") as pdf:
        for index, figure in enumerate(figures):
            figure.savefig(output / f"chart-{index}.png", dpi=200)
            figure.savefig(output / f"chart-{index}.svg")
            pdf.savefig(figure)
    workbook(output / "report.xlsx", texts, means, shares, tables)


def ranked(texts, means):
    figure, axes = plt.subplots(figsize=(8.16, 21))
    order = sorted(range(len(means)), key=lambda place: means[place])
    axes.plot([means[place] for place in order], [texts[place] for place in order], "o")
    figure.tight_layout()
    return figure


def distributions(texts, shares):
    figure, axes = plt.subplots(figsize=(8.16, 28))
    left = [0.0] * len(texts)
    for point in range(6):
        widths = [counts[point] / max(sum(counts), 1) for counts in shares]
        axes.barh(texts, widths, left=left)
        left = [a + b for a, b in zip(left, widths)]
    figure.tight_layout()
    return figure


def heatmap(name, table, codes):
    figure, axes = plt.subplots(figsize=(8.16, 6))
    axes.imshow(table.select(codes).to_numpy(), aspect="auto")
    axes.set_yticks(range(table.height), [str(value) for value in table[name]])
    axes.set_title(name)
    figure.tight_layout()
    return figure


def workbook(path, texts, means, shares, tables):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("items")
        for row, (text, mean, counts) in enumerate(zip(texts, means, shares)):
            sheet.write_row(row, 0, [text, round(mean, 2), *counts])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"categories": ["items", 0, 0, len(texts) - 1, 0], "values": ["items", 0, 1, len(texts) - 1, 1]})
        sheet.insert_chart("J2", chart)
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(table.iter_rows()):
                sheet.write_row(row, 0, [value if isinstance(value, (str, type(None))) else round(value, 2) for value in values])


if __name__ == "__main__":
    main()
