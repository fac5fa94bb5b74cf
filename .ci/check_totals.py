#!/usr/bin/env python3
"""Checks the sums that `tusoi run` wrote against what the forms say.

    check_totals.py TRUTH.jsonl EXTRACTED.jsonl TUSOI.json

For every cell and indicator the truth gives how many of its members' reviews that count answer yes, no and so on. What is
allowed is wider where the truth allows several readings of an answer, leaves the cell of a review open, or where EXTRACTED shows that
the program asked a person for the unit instead of guessing it. Also checked: the laws of the sums, down the tree. Exit status 1 if anything differs.
"""
import json
import sys
from collections import Counter, defaultdict

ANSWERS = ("yes", "no", "blank", "conflict", "unclear")
ASIDE = {"duplicate", "superseded"}


def several(value):
    return value if isinstance(value, list) else [value]


def lines(path):
    with open(path, encoding="utf-8") as text:
        return [json.loads(line) for line in text if line.strip()]


def counted(truth):
    """The reviews that count: not of a file set aside, and of copies only one."""
    dispositions = {line["path"]: several(line["disposition"]) for line in truth if line["type"] == "file"}
    seen = set()
    for line in truth:
        if line["type"] != "review" or set(dispositions[line["file"]]) <= {"superseded"}:
            continue
        if line.get("group"):
            copy = (line["group"], json.dumps(line.get("name")), line["kind"])
            if copy in seen:
                continue
            seen.add(copy)
        yield line


def bounds(truth, units, open_units):
    """For every cell and indicator, the least and the most of each answer, and the same for its reviews."""
    least, most = defaultdict(Counter), defaultdict(Counter)
    members = defaultdict(Counter)
    tallies = {}
    for review in counted(truth):
        cells = several(review["unit"])
        if review["kind"] == "tally":
            tallies[cells[0]] = review
            continue
        if review["kind"] != "member":
            continue
        sure = len(cells) == 1 and not review.get("optional") and (review["file"], cells[0]) not in open_units
        for cell in filter(None, cells):
            members[cell]["most"] += 1
            members[cell]["least"] += sure
            for answer in review["answers"]:
                readings = set(several(answer["answer"]))
                for reading in readings:
                    most[cell, answer["indicator"]][reading] += 1
                if sure and len(readings) == 1:
                    least[cell, answer["indicator"]][next(iter(readings))] += 1
    for cell, tally in tallies.items():
        if members[cell]["most"]:
            continue
        asked = set(several(tally.get("total"))) - {None} or {units[cell]["members"]}
        members[cell] = Counter(least=min(asked), most=max(asked))
        for answer in tally["answers"]:
            counts = several(answer["count"])
            key = cell, answer["indicator"]
            least[key] = Counter(yes=min(counts), no=min(asked) - max(counts))
            most[key] = Counter(yes=max(counts), no=max(asked) - min(counts))
    return members, least, most


def laws(units):
    """The sums that hold whatever the forms say."""
    below = defaultdict(list)
    for unit in units.values():
        below[unit["parent"]].append(unit)
    for code, unit in units.items():
        for indicator, answers in unit["answers"].items():
            if sum(answers[a] for a in ANSWERS) != unit["reviews"]:
                yield f"{code} {indicator}: answers are not as many as reviews"
            for answer in ANSWERS if below[code] else ():
                if answers[answer] != sum(child["answers"][indicator][answer] for child in below[code]):
                    yield f"{code} {indicator} {answer}: not the sum of the units below"
        for key in ("members", "reviews", "collective", "missing") if below[code] else ():
            if unit[key] != sum(child[key] for child in below[code]):
                yield f"{code} {key}: not the sum of the units below"


def compare(units, members, least, most):
    parents = {unit["parent"] for unit in units.values()}
    for code, unit in units.items():
        if code in parents:
            continue
        low, high = members[code]["least"], members[code]["most"]
        if not low <= unit["reviews"] <= high:
            yield f"{code}: {unit['reviews']} reviews, expected {low} to {high}"
        for indicator, answers in unit["answers"].items():
            for answer in ANSWERS:
                low, high = least[code, indicator][answer], most[code, indicator][answer]
                if not low <= answers[answer] <= high:
                    yield f"{code} {indicator} {answer}: {answers[answer]}, expected {low} to {high}"


def main():
    truth_path, extracted_path, summary_path = sys.argv[1:]
    with open(summary_path, encoding="utf-8") as text:
        summary = json.load(text)
    units = {unit["code"]: unit for unit in summary["units"]}
    extracted = lines(extracted_path)
    given = defaultdict(set)
    for line in extracted:
        if line["type"] == "review":
            given[line["file"]].add(line["unit"])
    truth = lines(truth_path)
    # The program gave no review of the file to this cell, and left one without a unit.
    open_units = {
        (line["file"], cell)
        for line in truth
        if line["type"] == "review"
        for cell in several(line["unit"])
        if cell and cell not in given[line["file"]] and None in given[line["file"]]
    }
    faults = list(laws(units)) + list(compare(units, *bounds(truth, units, open_units)))
    for fault in faults[:40]:
        print(fault)
    cells = len(units) - len({unit["parent"] for unit in units.values()} - {None})
    print(f"{cells} cells, {len(units)} units; reviews left open: {len(open_units)}; faults: {len(faults)}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
