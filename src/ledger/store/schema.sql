-- The ledger of a campaign; docs/ledger.md says what every column means.

-- What people decided is no derived thing: these two outlive every other version of the schema.
CREATE TABLE IF NOT EXISTS decisions (
    key TEXT PRIMARY KEY,
    decision TEXT NOT NULL,
    date TEXT,
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    indicator TEXT,
    words TEXT NOT NULL,
    successor TEXT
);
CREATE TABLE IF NOT EXISTS decision_log (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    date TEXT,
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    indicator TEXT,
    former TEXT,
    decision TEXT
);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    date TEXT,
    title TEXT NOT NULL,
    period TEXT NOT NULL,
    program TEXT NOT NULL,
    inputs TEXT NOT NULL,
    summary TEXT NOT NULL,
    arrivals INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    status INTEGER NOT NULL
);
CREATE TABLE contents (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    reader TEXT NOT NULL,
    accounts BLOB NOT NULL,
    UNIQUE (fingerprint, name)
);
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    size INTEGER NOT NULL,
    disposition TEXT NOT NULL,
    reason TEXT,
    message TEXT,
    since INTEGER NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    arrival INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT,
    unit_text TEXT NOT NULL,
    name TEXT,
    position TEXT,
    birth TEXT,
    date TEXT,
    rating TEXT,
    total INTEGER,
    counts INTEGER NOT NULL
);
CREATE INDEX reviews_by_arrival ON reviews (arrival);
CREATE INDEX reviews_by_unit ON reviews (unit);
CREATE TABLE answers (
    review INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    answer TEXT,
    level INTEGER,
    count INTEGER,
    note TEXT NOT NULL,
    evidence TEXT NOT NULL,
    at TEXT NOT NULL,
    rule TEXT NOT NULL,
    doubt TEXT,
    PRIMARY KEY (review, indicator)
) WITHOUT ROWID;
CREATE TABLE commitments (
    review INTEGER NOT NULL,
    n INTEGER NOT NULL,
    indicator TEXT,
    shortcoming TEXT NOT NULL,
    action TEXT NOT NULL,
    due TEXT,
    due_text TEXT NOT NULL,
    status TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (review, n)
) WITHOUT ROWID;
CREATE TABLE questions (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    unit TEXT,
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    indicator TEXT,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    decision TEXT
);
CREATE TABLE results (
    run INTEGER NOT NULL,
    unit TEXT NOT NULL,
    members INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    collective INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    figures TEXT NOT NULL,
    PRIMARY KEY (unit, run)
) WITHOUT ROWID;
CREATE TABLE papers (
    path TEXT PRIMARY KEY,
    inputs TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIEW latest_results AS
    SELECT * FROM results AS r WHERE run = (SELECT max(run) FROM results WHERE unit = r.unit);
