//! The words of which sentences about several indicators are made, folded.

/// Words that deny all that was not named before: *các biểu hiện còn lại bản thân không có*.
pub(crate) const OF_THE_REST: [&str; 24] = [
    "con", "lai", "cac", "nhung", "bieu", "hien", "khac", "thi", "ban", "than", "toi", "deu", "khong", "co",
    "mac", "ngoai", "ra", "trong", "nhom", "nay", "nao", "vi", "pham", "o",
];

/// Words that say nothing of their own where a sentence denies several indicators.
pub(super) const OF_ALL: [&str; 38] = [
    "bat", "ky", "ca", "toan", "bo", "tren", "neu", "da", "tu", "soi", "qua", "xin", "so", "suy", "thoai",
    "tat", "thay", "cung", "hoan", "nhan", "thuoc", "bi", "phai", "xet", "ko", "chua", "de", "xay", "he",
    "thi", "minh", "em", "cua", "va", "dien", "bien", "chuyen", "hoa",
];

/// Words that say nothing of their own where a sentence admits indicators by their numbers.
pub(super) const OF_SOME: [&str; 46] = [
    "rieng", "chi", "ngoai", "tru", "tuy", "nhien", "nhung", "co", "con", "mac", "bieu", "hien", "so", "thu",
    "va", "ban", "than", "toi", "la", "thi", "cac", "sau", "doi", "luc", "khi", "phai", "nhom", "nay", "o",
    "trong", "cua", "tu", "nhan", "thay", "xin", "pham", "muc", "minh", "gom", "ra", "thuoc", "em", "soi",
    "qua", "xet", "van",
];

/// Words that say how an answer was found, and nothing of what it is.
pub(super) const LEADING: [&str; 46] = [
    "ket", "qua", "tu", "soi", "sua", "du", "theo", "voi", "doi", "chieu", "bieu", "hien", "ban", "than",
    "toi", "tung", "cac", "trong", "ra", "soat", "cua", "nhom", "nay", "kiem", "diem", "da", "thay", "minh",
    "nhu", "sau", "em", "xin", "dien", "bien", "chuyen", "hoa", "suy", "thoai", "noi", "bo", "ca", "doc",
    "ky", "nghe", "lai", "bao",
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

/// Words that lead to the group that a clause speaks of.
pub(super) const BEFORE_GROUP: [&str; 34] = [
    "doi", "voi", "ve", "o", "tai", "trong", "rieng", "con", "ca", "cac", "tu", "thuoc", "tat", "toan", "bo",
    "qua", "soi", "sau", "khi", "chieu", "ban", "than", "toi", "nhan", "thay", "ket", "nhu", "kiem", "diem",
    "bieu", "hien", "em", "minh", "xin",
];

/// Words with which a clause begins that says how an answer was found.
pub(super) const OPENING: [&str; 4] = ["qua", "sau", "doi", "can"];

/// Words of which a clause that says so has one.
pub(super) const FINDING: [&str; 5] = ["soi", "chieu", "soat", "diem", "cuu"];

/// Words that say nothing but that what was named is there.
pub(super) const BARE: [&str; 10] = ["co", "deu", "thi", "cung", "ban", "than", "toi", "con", "mac", "la"];
