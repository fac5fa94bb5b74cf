//! What a form says of how to fill it in: *đánh dấu x nếu có, bỏ trống nếu không*.

use crate::text::fold;

/// Whether the text says that a place left empty means no; `None` where it says nothing of it.
pub(super) fn empty_means_no(text: &str) -> Option<bool> {
    if text.len() > 400 || text.len() < 12 {
        return None;
    }
    let folded = fold(text);
    let has = |words: &str| folded.contains(words);
    let empty = ["bo trong", "de trong", "khong danh dau", "khong ghi gi"].iter().any(|w| has(w));
    let marks = ["danh dau", "ghi x", "tich", "dien x", "ghi dau"].iter().any(|w| has(w));
    let present = ["neu co", "co bieu hien", "o co", "la co"].iter().any(|w| has(w));
    let both =
        ["0 neu khong", "khong neu khong", "ghi khong", "o khong", "hoac khong", "cot khong", "cot co"]
            .iter()
            .any(|w| has(w));
    if empty && (marks || present) {
        return Some(true);
    }
    (marks && present).then_some(!both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_form_that_says_so_lets_an_empty_place_mean_no() {
        assert_eq!(
            empty_means_no("Ghi chú: đánh dấu x nếu có biểu hiện; bỏ trống là không có biểu hiện."),
            Some(true)
        );
        assert_eq!(empty_means_no("(Đánh dấu x vào ô có biểu hiện, để trống nếu không có)"), Some(true));
        assert_eq!(empty_means_no("(Đánh dấu x nếu có biểu hiện)"), Some(true));
        assert_eq!(empty_means_no("(Ghi x nếu có biểu hiện, 0 nếu không có)"), Some(false));
        assert_eq!(empty_means_no("(Đánh dấu x vào ô Có hoặc Không)"), Some(false));
        assert_eq!(empty_means_no("BẢNG TỔNG HỢP KẾT QUẢ TỰ SOI"), None);
    }
}
