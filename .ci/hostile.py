#!/usr/bin/env python3
"""Checks that no hostile file can crash, hang, fill memory or change an answer.

    hostile.py TUSOI HOSTILE [CAMPAIGN]

TUSOI is the release build, HOSTILE a folder or hostile.tar.xz with EXPECT.tsv and base_truth.json, CAMPAIGN a folder with `inbox`
from which good forms are taken (the samples of the project where none is given).

Each file is read alone, with a stack of 1 MiB, in at most 10 s and 512 MB. What must come of it:

accept  One review with the answers of the base form: none certain that differs. With code OK all are certain.
reject  No review. The file is unreadable, not_a_form or needs_review, with one of the reasons that REASONS allows for the code. Where the
        code is about answers (ABOUT_ANSWERS), the review stands, its doubtful answers are questions with such a reason, and the certain
        ones are those of the base form.
ignore  not_a_form, as a lock file or a file of the system.
accept|reject  Either. Where the answers are accepted, they are those of the base form.

An unexpected success fails as an unexpected failure does. Then all of them are put beside good forms (60 at most) in one
folder: the good forms' lines must be the bytes that they are without them. Exit status 1 if anything differs.
"""
import ast
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

SECONDS, MEGABYTES, STACK = 10, 512, 1 << 20
GROUPS = ("I", "II", "III")

# Which of our reasons fit a code of EXPECT.tsv.
DAMAGE = {"corrupt", "bad-package", "bad-xml", "too-big"}
REASONS = {
    "TOO_BIG": {"too-big", "bad-package"},
    "TOO_DEEP": {"too-deep", "too-big"},
    "DTD": {"dtd"},
    "BAD_XML": {"bad-xml"},
    "BAD_PACKAGE": {"bad-package", "bad-xml", "corrupt", "not-office", "no-form"},
    "CORRUPT": DAMAGE | {"not-office"},
    "EMPTY_FILE": {"empty-file"},
    "NOT_OFFICE": {"not-office", "unsupported-format", "no-form"},
    "NOT_A_FORM": {"no-form"},
    "NO_FORM": {"no-form", "no-attachment", "image", "pdf", "not-office", "unsupported-format"},
    "BLANK_FORM": {"blank-form"},
    "HTML": {"unsupported-format", "no-form", "unknown-layout"},
    "RTF": {"unsupported-format", "no-form", "unknown-layout"},
    "CSV": {"unsupported-format", "not-office", "no-form"},
    "ODF": {"unsupported-format", "no-form"},
    "ARCHIVE": {"unsupported-format", "no-form", "not-office", "password", "corrupt"},
    "SHORTCUT": {"shortcut", "not-office"},
    "PDF": {"pdf"},
    "IMAGE": {"image"},
    "PASSWORD": {"password"},
    "WRONG_EXT": {"wrong-extension"},
    "NO_ATTACHMENT": {"no-attachment"},
    "ENCRYPTED_MAIL": {"encrypted-mail"},
    "TNEF": {"unsupported-format", "no-form"},
    "BAD_MAIL": DAMAGE | {"no-attachment", "not-office", "unsupported-format", "too-deep"},
    "LEGACY_FONT": {"unknown-layout", "no-form"},
    "LOCK_FILE": {"lock-file"},
    "SYSTEM": {"system-file"},
    "TEMP": {"system-file"},
    "CELL_ERROR": {"error-value"},
    "NO_CACHE": {"no-stored-result"},
    "AMBIGUOUS": {"rows-differ", "conflicting-marks", "unknown-row", "missing-indicator", "mark-against-words"},
    "INCOMPLETE": {"missing-indicator", "blank-answer"},
    "DUPLICATE": {"duplicate", "same-person-perhaps", "which-is-newer"},
}
# Where the program asks and EXPECT.tsv is content without a question, and why.
ASKS = {
    "content/tick_12.docx": "the word Có stands in the column Không: a person may have meant either",
}
ABOUT_ANSWERS = {"CELL_ERROR", "NO_CACHE", "AMBIGUOUS", "INCOMPLETE"}
NOT_READ = {"unreadable", "not_a_form", "needs_review"}


class Run:
    """One run of the program, its time, memory and what it wrote."""

    def __init__(self, tusoi, paths, folder, campaign):
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as out, tempfile.TemporaryFile() as said:
            command = [tusoi, "extract", "--campaign", campaign, "-o", out.name, "--", *paths]
            began = time.monotonic()
            child = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, preexec_fn=limit_stack
            )
            timer = threading.Timer(SECONDS * (1 if len(paths) == 1 and not Path(folder, paths[0]).is_dir() else 30), child.kill)
            timer.start()
            _, status, usage = os.wait4(child.pid, 0)
            timer.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            self.seconds = time.monotonic() - began
            self.megabytes = usage.ru_maxrss / 1024
            self.status = child.returncode
            said.seek(0)
            self.said = said.read().decode("utf-8", "replace")
            written = Path(out.name).read_text("utf-8") if Path(out.name).exists() else ""
        self.raw = written.splitlines() if "\n" not in written else written.split("\n")[:-1]
        self.lines = [json.loads(line) for line in self.raw]
        self.files = [line for line in self.lines if line["type"] == "file"]
        self.reviews = [line for line in self.lines if line["type"] == "review"]

    def codes(self):
        found = {f["reason"]["code"] for f in self.files if f["reason"]}
        found |= {said["code"] for f in self.files for said in f.get("findings", [])}
        return found | {flag["code"] for r in self.reviews for flag in r["flags"]}


def limit_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def campaign_of(folder):
    """A campaign with the one cell of the base form."""
    rows = [
        ["Mã", "Tên đơn vị", "Cấp", "Mã cấp trên", "Số đảng viên"],
        ["X", "Đảng bộ xã Sơn Nam", "Đảng bộ xã", "", ""],
        ["X-1", "Chi bộ Thôn Đông", "Chi bộ", "X", "30"],
    ]
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    Path(folder, "campaign.toml").touch()
    with zipfile.ZipFile(Path(folder, "units.xlsx"), "w") as units:
        for name, text in parts.items():
            units.writestr(name, text)


def base_answers(truth):
    codes = [f"{group}.{number}" for group in GROUPS for number in range(1, 10)]
    return dict(zip(codes, ({"co": "yes", "khong": "no"}[answer] for answer in truth["answers"])))


def answers_differ(review, base):
    """Certain answers that are not those of the base form."""
    for answer in review["answers"]:
        if answer["certain"] and base[answer["indicator"]] != answer["answer"]:
            yield f"{answer['indicator']} is {answer['answer']} for certain"


def same_name(read, written):
    squeeze = lambda text: " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split()).casefold()
    return squeeze(unicodedata.normalize("NFC", read)) == squeeze(unicodedata.normalize("NFC", written))


def accepted(run, expected, base, truth):
    """Why the run is not one that accepts the base form."""
    wanted = 3 if expected["truth"].startswith("3 x") else 1
    if len(run.reviews) != wanted:
        yield f"{len(run.reviews)} reviews in place of {wanted}"
    for review in run.reviews:
        yield from answers_differ(review, base)
        if len(review["answers"]) != len(base):
            yield f"{len(review['answers'])} answers"
        if expected["code"] == "OK":
            doubtful = [] if expected["file"] in ASKS else [a["indicator"] for a in review["answers"] if not a["certain"]]
            if doubtful:
                yield f"not certain: {' '.join(doubtful)}"
        name = truth["name"]
        if expected["truth"].startswith("name = "):
            name = expected["truth"].removeprefix("name = ")
            name = ast.literal_eval(name) if name[0] in "'\"" else name.split(" (")[0]
        flagged = any(flag["indicator"] is None for flag in review["flags"])
        if expected["truth"] != "warn" and not flagged and not same_name(review["name"] or "", name):
            yield f"name {review['name']!r} in place of {name!r}, and no flag"
    for code in ("WRONG_EXT", "ACTIVE_CONTENT"):
        if expected["code"] == code and code.lower().replace("_ext", "_extension").replace("_", "-") not in run.codes():
            yield f"nothing says {code}"


def rejected(run, expected, base):
    """Why the run is not one that rejects the file for the right reason."""
    code = expected["code"]
    leaves = [f for f in run.files if f["disposition"] != "container"]
    if not leaves:
        yield "no line for it"
    for file in leaves:
        if file["disposition"] not in NOT_READ:
            yield f"{file['disposition']}"
    if code in ABOUT_ANSWERS:
        for review in run.reviews:
            yield from answers_differ(review, base)
            if all(a["certain"] for a in review["answers"]) and not (REASONS[code] & run.codes()):
                yield "no question about an answer"
    elif run.reviews:
        yield f"{len(run.reviews)} reviews"
    if not (REASONS[code] & run.codes()):
        yield f"reasons {sorted(run.codes())} for {code}"


def ignored(run, expected):
    for file in run.files:
        if file["disposition"] != "not_a_form":
            yield file["disposition"]
    if not REASONS[expected["code"]] & run.codes():
        yield f"reasons {sorted(run.codes())} for {expected['code']}"


def faults_of(run, expected, base, truth):
    if run.status not in (0, 1):
        return [f"exit status {run.status}: {run.said.strip()[-200:]}"]
    faults = []
    if run.seconds > SECONDS:
        faults.append(f"{run.seconds:.1f} s")
    if run.megabytes > MEGABYTES:
        faults.append(f"{run.megabytes:.0f} MB")
    if "internal" in run.codes():
        faults.append("the program failed on it")
    disposition = expected["disposition"]
    if disposition == "accept":
        faults += accepted(run, expected, base, truth)
    elif disposition == "reject":
        faults += rejected(run, expected, base)
    elif disposition == "ignore":
        faults += ignored(run, expected)
    else:
        either = {**expected, "code": expected["code"] if expected["code"] != "OK" else "WARN"}
        if run.reviews:
            faults += (fault for fault in accepted(run, either, base, truth) if "reviews in place" not in fault)
        elif all(f["disposition"] in ("accepted", "container") for f in run.files):
            faults.append("neither a review nor a reason")
        elif expected["truth"] == "EMPTY" and all(f["disposition"] == "not_a_form" for f in run.files):
            pass  # It was read, and no form is in it.
        elif expected["code"] != "OK":
            faults += rejected(run, expected, base)
    return faults


def outcome(run):
    leaves = [f for f in run.files if f["disposition"] != "container"] or run.files
    return "/".join(sorted({f["disposition"] for f in leaves})) or "nothing"


def each_alone(tusoi, hostile, campaign):
    truth = json.loads(Path(hostile, "base_truth.json").read_text("utf-8"))
    base = base_answers(truth)
    rows = Path(hostile, "EXPECT.tsv").read_bytes().decode("utf-8", "surrogateescape").rstrip("\n").split("\n")
    columns = rows[0].split("\t")
    table, mismatches = defaultdict(Counter), []
    slowest, largest = (0, ""), (0, "")
    for row in rows[1:]:
        expected = dict(zip(columns, row.split("\t")))
        name = expected["file"]
        path = Path(hostile, name)
        if not path.exists():
            # The table shows bytes that are not UTF-8 as question marks.
            path = next(p for p in path.parent.iterdir() if shown(p.name) == path.name)
        folder = name.split("/")[0]
        run = Run(tusoi, [os.path.relpath(path, hostile)], hostile, campaign)
        slowest, largest = max(slowest, (run.seconds, name)), max(largest, (run.megabytes, name))
        faults = list(faults_of(run, expected, base, truth))
        table[folder][f"{expected['disposition']} → {outcome(run)}"] += 1
        table[folder]["faults"] += bool(faults)
        if faults:
            mismatches.append((name, expected, faults))
    print_table(table)
    for name, expected, faults in mismatches:
        print(f"MISMATCH {shown(name)!r} [{expected['disposition']} {expected['code']}]: {'; '.join(faults)}")
    print(f"{len(rows) - 1} files, {len(mismatches)} mismatches; slowest {slowest[0]:.2f} s {slowest[1]}; "
          f"largest {largest[0]:.0f} MB {largest[1]}")
    return len(mismatches)


def shown(name):
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\ufffd", "?")


def print_table(table):
    for folder in sorted(table):
        faults = table[folder].pop("faults")
        print(f"{folder:<10} faults {faults}")
        for what, count in sorted(table[folder].items()):
            print(f"    {count:>4}  {what}")


def good_forms(corpus, count=60):
    """Files of a campaign, evenly spread."""
    forms = sorted(p for p in Path(corpus, "inbox").rglob("*") if p.suffix in (".docx", ".xlsx", ".zip", ".eml"))
    return forms[:: max(1, len(forms) // count)][:count]


def among_others(tusoi, hostile, corpus, campaign):
    with tempfile.TemporaryDirectory() as folder:
        forms = good_forms(corpus)
        for number, form in enumerate(forms):
            Path(folder, "inbox", "good").mkdir(parents=True, exist_ok=True)
            shutil.copy(form, Path(folder, "inbox", "good", f"{number:02} {form.name}"))
        lines = lambda: [l for l in Run(tusoi, ["inbox"], folder, campaign).raw if '"inbox/good/' in l]
        before = lines()
        shutil.copytree(hostile, Path(folder, "inbox", "hostile"), ignore=shutil.ignore_patterns("EXPECT.tsv", "*.json"))
        after = lines()
    differ = sum(a != b for a, b in zip(before, after)) + abs(len(before) - len(after))
    print(f"{len(forms)} good forms, {len(before)} lines; beside all hostile files {differ} differ")
    return differ + (not before)


def main():
    tusoi, source, *good = sys.argv[1:]
    good = good[0] if good else str(Path(__file__).resolve().parent.parent / "samples" / "dot-mau")
    os.environ.pop("RUST_MIN_STACK", None)
    tusoi = str(Path(tusoi).resolve())
    with tempfile.TemporaryDirectory() as unpacked, tempfile.TemporaryDirectory() as campaign:
        campaign_of(campaign)
        hostile = Path(source)
        if hostile.is_file():
            with tarfile.open(hostile) as archive:
                archive.extractall(unpacked, filter="data")
            hostile = Path(unpacked)
        hostile = next(hostile.rglob("EXPECT.tsv")).parent
        faults = each_alone(tusoi, hostile, campaign)
        faults += among_others(tusoi, hostile, good, good)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
