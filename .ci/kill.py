#!/usr/bin/env python3
"""Kills `tusoi run` at random moments and checks that nothing is ever half-written or lost.

    .ci/kill.py TUSOI CAMPAIGN [--kills 100] [--seed 1]

Half of the kills hit a first run, half a second one to which files and a typed decision were added. After
each kill the results must be wholly the old ones or wholly the new ones and the ledger must open; after one
more, undisturbed run they must be, byte for byte, those of a campaign in which nothing was ever killed.
"""
import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

LEDGER = "so-cai.sqlite"
QUESTIONS = "Cần xem lại.xlsx"


def files(folder):
    """Every file of a folder by its path; nothing where there is no folder."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at, name)
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def run(tusoi, campaign):
    """One undisturbed run; its time."""
    start = time.monotonic()
    done = subprocess.run([tusoi, "run", campaign], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"run failed with {done.returncode}: {done.stderr.decode()}")
    return time.monotonic() - start


def killed(tusoi, campaign, after):
    """A run that is killed after so many seconds; whether it was still running."""
    process = subprocess.Popen(
        [tusoi, "run", campaign], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    hit = process.poll() is None
    process.kill()
    process.wait()
    return hit


def decide(campaign, text):
    """Types a decision into the first open question, as a person would."""
    path = campaign / "results" / QUESTIONS
    parts = {}
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    slot = re.compile(r'<c r="(J\d+)" s="(\d+)"/>(?=<c r="K)')
    sheet, typed = slot.subn(rf'<c r="\1" s="\2" t="inlineStr"><is><t>{text}</t></is></c>', sheet, count=1)
    if typed != 1:
        sys.exit("no open question to decide")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name), content)


def ledger_is_sound(campaign, scratch):
    """Whether the ledger opens and is whole, looked at in a copy with what a killed run left beside it."""
    if not (campaign / LEDGER).exists():
        return True
    look = Path(tempfile.mkdtemp(dir=scratch))
    for name in (LEDGER, LEDGER + "-journal"):
        if (campaign / name).exists():
            shutil.copy(campaign / name, look / name)
    with sqlite3.connect(look / LEDGER) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if connection.execute("PRAGMA user_version").fetchone() != (0,):
            connection.execute("SELECT count(*) FROM runs").fetchone()
    connection.close()
    shutil.rmtree(look)
    return sound


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("tusoi", type=Path)
    arguments.add_argument("campaign", type=Path)
    arguments.add_argument("--kills", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    tusoi, dice = asked.tusoi.resolve(), random.Random(asked.seed)
    scratch = Path(tempfile.mkdtemp(prefix="tusoi-kill-"))

    # Nothing yet: the campaign without every fourth file of its inbox.
    nothing = scratch / "nothing"
    shutil.copytree(
        asked.campaign, nothing, ignore=shutil.ignore_patterns("results*", LEDGER + "*", "truth.json")
    )
    inbox = sorted(path for path in (nothing / "inbox").rglob("*") if path.is_file())
    late = {path.relative_to(nothing): path.read_bytes() for path in inbox[::4]}
    for path in late:
        (nothing / path).unlink()
    # The first run, and what is added before the second.
    first = scratch / "first"
    shutil.copytree(nothing, first)
    first_time = run(tusoi, first)
    first_results = files(first / "results")
    decide(first, "Có")
    for path, content in late.items():
        (first / path).parent.mkdir(parents=True, exist_ok=True)
        (first / path).write_bytes(content)
    before_second = files(first / "results")
    second = scratch / "second"
    shutil.copytree(first, second)
    second_time = run(tusoi, second)
    second_results = files(second / "results")
    assert first_results != second_results

    scenes = [
        ("first run", nothing, first_time, {}, first_results),
        ("second run", first, second_time, before_second, second_results),
    ]
    tally, faults, kill = Counter(), 0, 0
    times = [first_time, second_time]
    while kill < asked.kills:
        name, start, _, old, new = scenes[kill % 2]
        whole = times[kill % 2]
        campaign = scratch / "campaign"
        shutil.copytree(start, campaign)
        # Half of the moments lie in the last part, where results are written and switched.
        share = dice.uniform(0.0, 1.1) if kill % 4 < 2 else dice.uniform(0.5, 1.1)
        hit = killed(tusoi, campaign, whole * share)
        # The machine is not always equally fast: the time of a run follows what is seen.
        times[kill % 2] *= 1.02 if hit and share > 0.9 else 1.0 if hit else 0.97
        if not hit:
            tally[name, "over before the kill (not counted)"] += 1
            shutil.rmtree(campaign)
            continue
        stands = files(campaign / "results")
        between = not (campaign / "results").exists() and (campaign / "results.old").exists()
        if between:
            stands = files(campaign / "results.old")
        state = "old" if stands == old else "new" if stands == new else "HALF"
        sound = ledger_is_sound(campaign, scratch)
        run(tusoi, campaign)
        after = files(campaign / "results")
        left = sorted(path.name for path in campaign.iterdir() if path.name.startswith(("results.", LEDGER + "-")))
        good = state != "HALF" and sound and after == new and not left
        if not good:
            faults += 1
            differ = sorted(path for path in after.keys() | new.keys() if after.get(path) != new.get(path))
            print(f"kill {kill} ({name}, {share:.3f}): {state}, ledger sound: {sound}, left: {left}, differ: {differ[:5]}")
        tally[name, "between the renames" if between else state] += 1
        shutil.rmtree(campaign)
        kill += 1
    shutil.rmtree(scratch)
    for (name, state), count in sorted(tally.items()):
        print(f"{name}: {state}: {count}")
    print(f"{asked.kills} kills, {faults} faults")
    sys.exit(1 if faults else 0)


main()
