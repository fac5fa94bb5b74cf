#!/usr/bin/env python3
"""Reads files of other projects: none may crash, hang or fill memory, and none may yield a review.

    wild.py TUSOI WILD

TUSOI is the release build, WILD a folder or wild.tar.xz with INDEX.tsv, of files that hold no self-review. Each is read alone, in at most
10 s and 512 MB. Prints what became of them by kind. Exit status 1 if one fails.
"""
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from hostile import MEGABYTES, SECONDS, Run, campaign_of


def faults_of(run):
    if run.status not in (0, 1):
        yield f"exit status {run.status}: {run.said.strip()[-200:]}"
        return
    if run.seconds > SECONDS:
        yield f"{run.seconds:.1f} s"
    if run.megabytes > MEGABYTES:
        yield f"{run.megabytes:.0f} MB"
    if not run.files:
        yield "no line for it"
    if run.reviews:
        yield f"{len(run.reviews)} reviews"
    for file in run.files:
        if file["reason"] and file["reason"]["code"] == "internal":
            yield file["reason"]["message"]


def main():
    tusoi, source = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    table, slowest, largest, faults, count = defaultdict(Counter), (0, ""), (0, ""), 0, 0
    with tempfile.TemporaryDirectory() as unpacked, tempfile.TemporaryDirectory() as campaign:
        campaign_of(campaign)
        if source.is_file():
            with tarfile.open(source) as archive:
                archive.extractall(unpacked, filter="data")
            source = Path(unpacked)
        source = next(source.rglob("INDEX.tsv")).parent
        for path in sorted(p for p in source.rglob("*") if p.is_file() and p.name != "INDEX.tsv"):
            name = str(path.relative_to(source))
            run = Run(tusoi, [name], source, campaign)
            slowest, largest = max(slowest, (run.seconds, name)), max(largest, (run.megabytes, name))
            count += 1
            for file in run.files[:1]:
                code = file["reason"]["code"] if file["reason"] else ""
                table[path.suffix.lower()][f"{file['disposition']} {code}"] += 1
            for fault in faults_of(run):
                faults += 1
                print(f"FAULT {name}: {fault}")
    for suffix, outcomes in sorted(table.items()):
        print(f"{suffix:<6} " + ", ".join(f"{n} {what.strip()}" for what, n in outcomes.most_common()))
    print(f"{count} files, {faults} faults; slowest {slowest[0]:.2f} s {slowest[1]}; largest {largest[0]:.0f} MB {largest[1]}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
