//! Whose a review is: a member's beside which the committee has its say, a committee's beside its members', and who is
//! named on another sheet.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{letters, one, pattern, read};
use crate::document::Block;
use crate::model::{Kind, Review};

fn answers() -> Vec<Vec<String>> {
    headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    )
}

fn titled(lines: &[&str]) -> Review {
    one(&Page::default().line("CHI BỘ THÔN BÃI CÁT").lines(lines).table(&answers()).document())
}

fn codes(review: &Review) -> Vec<&str> {
    review.flags.iter().map(|flag| flag.finding.code()).collect()
}

#[test]
fn a_title_that_announces_what_the_committee_thinks_makes_no_committees_review() {
    for title in [
        "PHIẾU TỰ SOI VÀ Ý KIẾN CỦA CHI ỦY",
        "BẢN TỰ SOI CÓ NHẬN XÉT CỦA TẬP THỂ CHI ỦY",
        "PHIẾU TỰ ĐÁNH GIÁ, TỰ SOI KÈM ĐÁNH GIÁ CỦA CHI ỦY",
        "PHIẾU TỰ SOI (có xác nhận của chi ủy)",
    ] {
        let review = titled(&[title, "Họ và tên: Hà Văn Mơ  Ngày sinh: 02/3/1970"]);
        assert_eq!((review.kind, review.name.as_deref()), (Kind::Member, Some("Hà Văn Mơ")), "{title}");
        assert!(codes(&review).is_empty(), "{title}");
    }
    for title in [
        "BẢN TỰ SOI CỦA CHI ỦY",
        "BẢN TỰ SOI CỦA CHI ỦY VÀ Ý KIẾN CỦA ĐẢNG ỦY",
        "BẢN TỰ ĐÁNH GIÁ, TỰ SOI CỦA CHI ỦY",
    ] {
        assert_eq!(titled(&[title]).kind, Kind::Collective, "{title}");
    }
}

#[test]
fn a_committees_review_headed_by_a_member_who_was_born_is_a_question() {
    let whose = |lines: &[&str]| titled(lines).flags.iter().any(|f| f.finding.code() == "whose-review");
    assert!(whose(&["BẢN TỰ SOI CỦA CHI ỦY", "Họ và tên: Hà Văn Mơ  Ngày sinh: 02/3/1970"]));
    assert!(!whose(&["BẢN TỰ SOI CỦA CHI ỦY", "Đồng chí: Hà Văn Mơ – Bí thư chi bộ"]));
}

fn sheet(lines: &[&str], with_answers: bool) -> Vec<Vec<String>> {
    let head = lines.iter().map(|line| vec![(*line).to_owned()]);
    head.chain(answers().into_iter().filter(|_| with_answers)).collect()
}
