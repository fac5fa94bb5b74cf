//! The words of which sentences about several indicators are made, folded. They are no vocabulary of an office: with one
//! more of them another sentence would answer for all.

/// Whoever fills the form in.
pub(crate) const SPEAKER: [&str; 5] = ["ban", "than", "toi", "em", "minh"];

/// How they found out.
const FOUND: [&str; 4] = ["qua", "soi", "thay", "xin"];

/// What manifestations are of: *suy thoái*, *tự diễn biến*, *tự chuyển hóa*.
const CALLED: [&str; 6] = ["suy", "thoai", "dien", "bien", "chuyen", "hoa"];

/// All words of a clause that denies several indicators and says nothing else.
pub(super) const DENYING: [&[&str]; 6] = [&NAMING, &SPEAKER, &FOUND, &CALLED, &OF_THE_REST, &OF_ALL];

/// All words of one that admits some and says nothing else.
pub(super) const ADMITTING: [&[&str]; 4] = [&NAMING, &SPEAKER, &FOUND, &OF_SOME];

/// All words of one that only says how an answer was found.
pub(super) const FINDING_OUT: [&[&str]; 5] = [&NAMING, &SPEAKER, &FOUND, &CALLED, &LEADING];

/// All words before the group that a clause speaks of.
pub(super) const LEADING_TO_GROUP: [&[&str]; 3] = [&SPEAKER, &FOUND, &BEFORE_GROUP];

/// Words that deny all that was not named before: *các biểu hiện còn lại bản thân không có*.
pub(crate) const OF_THE_REST: [&str; 21] = [
    "con", "lai", "cac", "nhung", "bieu", "hien", "khac", "thi", "deu", "khong", "co", "mac", "ngoai", "ra",
    "trong", "nhom", "nay", "nao", "vi", "pham", "o",
];

/// Other words that say nothing of their own where a sentence denies several indicators.
const OF_ALL: [&str; 21] = [
    "bat", "ky", "ca", "toan", "bo", "tren", "neu", "da", "tat", "cung", "hoan", "nhan", "bi", "phai", "xet",
    "ko", "chua", "de", "xay", "he", "va",
];

/// Other words that say nothing of their own where a sentence admits indicators by their numbers.
const OF_SOME: [&str; 20] = [
    "rieng", "chi", "ngoai", "tru", "tuy", "nhien", "co", "con", "mac", "va", "sau", "doi", "luc", "khi",
    "phai", "nhan", "pham", "ra", "xet", "van",
];

/// Other words that say how an answer was found, and nothing of what it is.
const LEADING: [&str; 23] = [
    "ket", "sua", "du", "theo", "voi", "doi", "chieu", "tung", "ra", "soat", "kiem", "diem", "da", "nhu",
    "sau", "noi", "bo", "ca", "doc", "ky", "nghe", "lai", "bao",
];

/// Words that set what they admit apart from a denial before them.
pub(super) const EXCEPT: [&str; 7] = ["rieng", "chi", "tru", "ngoai", "tuy nhien", "nhung", "song"];

/// Words that admit.
pub(super) const ADMITS: [&str; 5] = ["co", "con", "mac", "pham", "tru"];

/// Words that deny; a sentence has one of them for all that it denies.
pub(super) const DENIES: [&str; 3] = ["khong", "ko", "chua"];

/// Words that may follow the first that admits, before a wording.
pub(super) const BEFORE_WORDING: [&str; 8] = ["co", "con", "mac", "phai", "bieu", "hien", "tinh", "trang"];

/// Words around the numbers of indicators that say nothing of their own.
pub(super) const NAMING: [&str; 19] = [
    "bieu", "hien", "so", "thu", "cac", "nhung", "tu", "den", "muc", "o", "cua", "thuoc", "trong", "nhom",
    "la", "gom", "thi", "nay", "ve",
];

/// Who speaks of a committee or a cell as of themselves.
pub(super) const SUBJECTS: [&str; 8] = [
    "tap the ban chi uy",
    "tap the chi uy",
    "tap the chi bo",
    "ban chi uy",
    "chi uy",
    "chi bo",
    "tap the",
    "cap uy",
];

/// Whom a sentence in minutes speaks of first.
pub(super) const MEMBERS: [&str; 4] = ["cac dong chi", "dong chi", "cac dang vien", "dang vien"];

/// Other words that lead to a group.
const BEFORE_GROUP: [&str; 25] = [
    "doi", "voi", "ve", "o", "tai", "trong", "rieng", "con", "ca", "cac", "tu", "thuoc", "tat", "toan", "bo",
    "sau", "khi", "chieu", "nhan", "ket", "nhu", "kiem", "diem", "bieu", "hien",
];

/// Words with which a clause begins that says how an answer was found.
pub(super) const OPENING: [&str; 4] = ["qua", "sau", "doi", "can"];

/// Words of which a clause that says so has one.
pub(super) const FINDING: [&str; 5] = ["soi", "chieu", "soat", "diem", "cuu"];

/// Words that say nothing but that what was named is there.
pub(super) const BARE: [&str; 7] = ["co", "deu", "thi", "cung", "con", "mac", "la"];
