//! Names and answers made from numbers: the same number gives the same member.

use tusoi::model::Catalogue;

const FAMILY: [&str; 12] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const MIDDLE: [&str; 10] = ["Văn", "Thị", "Đức", "Minh", "Thanh", "Quang", "Hữu", "Ngọc", "Xuân", "Thu"];
const GIVEN: [&str; 30] = [
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hùng", "Hương", "Khánh",
    "Lan", "Liên", "Long", "Mai", "Nam", "Nga", "Phong", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thủy",
    "Tiến", "Trang", "Tuấn", "Yến",
];
const PLACES: [&str; 24] = [
    "An", "Bắc", "Cẩm", "Đông", "Giang", "Hồng", "Kim", "Lộc", "Minh", "Ngọc", "Phú", "Quang", "Sơn", "Tân",
    "Thạch", "Thịnh", "Trung", "Tường", "Vân", "Việt", "Xuân", "Yên", "Hòa", "Mỹ",
];

/// A member who answers.
pub(crate) struct Member {
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) birth: String,
    /// Codes of the indicators present, in the catalogue's order.
    pub(crate) yes: Vec<String>,
}

impl Member {
    pub(crate) fn new(index: usize, catalogue: &Catalogue) -> Self {
        let mut dice = Dice(index as u64);
        // Nobody in a cell has the name of another: the given name runs through all of the list.
        let given = GIVEN[index % GIVEN.len()];
        let name = format!("{} {} {given}", dice.pick(&FAMILY), dice.pick(&MIDDLE));
        let birth = format!("{:02}/{:02}/{}", 1 + dice.below(28), 1 + dice.below(12), 1950 + dice.below(55));
        let present = catalogue.indicators.iter().filter(|_| dice.below(12) == 0);
        Self { index, name, birth, yes: present.map(|indicator| indicator.code.clone()).collect() }
    }
}

/// The name of a commune's Party organisation.
pub(crate) fn commune(index: usize) -> String {
    let (first, second) =
        (PLACES[index % PLACES.len()], PLACES[(index / PLACES.len() + index + 7) % PLACES.len()]);
    format!("Đảng bộ xã {first} {second}")
}

/// The name of a cell; 24 in a row differ.
pub(crate) fn cell(index: usize) -> String {
    let (first, second) = (PLACES[index % PLACES.len()], PLACES[(index / PLACES.len() + 3) % PLACES.len()]);
    format!("Chi bộ thôn {first} {second}")
}

/// Numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let at = self.below(from.len() as u64);
        from[usize::try_from(at).unwrap_or(0)]
    }
}
