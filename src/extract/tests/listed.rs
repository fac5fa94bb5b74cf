//! Lists of nothing but what is present, with what is said and promised of each thing below it.

use super::page::Page;
use super::{letters, one, read};
use crate::model::Review;

const HEAD: [&str; 3] = ["CHI BỘ THÔN THƯỢNG HÒA", "BẢN TỰ SOI CÁ NHÂN", "Tên tôi là: Trần Viết An"];
const REST: &str = "Các biểu hiện còn lại bản thân tôi không có.";

fn list(announced: &str, lines: &[&str]) -> Review {
    one(&Page::default().lines(HEAD).line(announced).lines(lines).line(REST).document())
}

/// Yes for these indicators, no for the rest.
fn only(present: &[usize]) -> String {
    (0..27).map(|i| if present.contains(&i) { 'y' } else { 'n' }).collect()
}

/// The corrections as `indicator: shortcoming | action | deadline`.
fn promised(review: &Review) -> Vec<String> {
    let one = |c: &crate::model::Commitment| {
        format!("{:?}: {} | {} | {}", c.indicator, c.shortcoming, c.action, c.due_text)
    };
    review.commitments.iter().map(one).collect()
}

#[test]
fn what_is_promised_below_a_thing_is_about_that() {
    for (first, second) in [
        ("1. Biểu hiện số 3, nhóm I: Coi nhẹ, lười học tập lý luận chính trị.", "2. Biểu hiện số 5, nhóm I."),
        ("- Biểu hiện I.3: Coi nhẹ, lười học tập lý luận chính trị.", "- Biểu hiện I.5"),
        ("1. Coi nhẹ, lười học tập lý luận chính trị.", "2. Thiếu trung thực trong tự phê bình và phê bình."),
    ] {
        for announced in [
            "Đối chiếu với bản thân, tôi tự nhận thấy còn 02 biểu hiện sau:",
            "Tôi tự nhận còn các biểu hiện sau:",
        ] {
            let lines = [
                first,
                "Biện pháp khắc phục: Mỗi tháng tự đọc một văn bản. Thời hạn: 15/8/2026.",
                second,
                "Biện pháp: Góp ý thẳng thắn.",
                "Thời hạn: Quý IV/2026",
            ];
            let review = list(announced, &lines);
            assert_eq!(letters(&review), only(&[2, 4]), "{first} {announced}");
            let promised = promised(&review);
            assert_eq!(promised.len(), 2, "{first} {announced}");
            assert!(
                promised[0].starts_with("Some(2)")
                    && promised[0].ends_with("| Mỗi tháng tự đọc một văn bản | 15/8/2026"),
                "{promised:?}"
            );
            assert!(
                promised[1].starts_with("Some(4)")
                    && promised[1].ends_with("| Góp ý thẳng thắn | Quý IV/2026"),
                "{promised:?}"
            );
        }
    }
}

#[test]
fn what_falls_short_below_a_thing_is_what_is_promised_to_be_put_right() {
    for label in ["Hạn chế", "Cụ thể"] {
        let said = format!("{label}: Có lần chia sẻ tin chưa kiểm chứng");
        let lines = [
            "- Biểu hiện III.4: Kích động bất mãn, lợi dụng mạng xã hội bôi nhọ.",
            &said,
            "Biện pháp: Kiểm chứng trước khi chia sẻ.",
            "Thời hạn: trong năm 2026.",
        ];
        let review = list("Qua nghiên cứu 27 biểu hiện, tôi tự nhận còn các biểu hiện sau:", &lines);
        assert_eq!(letters(&review), only(&[21]), "{label}");
        assert_eq!(
            promised(&review),
            ["Some(21): Có lần chia sẻ tin chưa kiểm chứng | Kiểm chứng trước khi chia sẻ | trong năm 2026"],
            "{label}"
        );
    }
}

#[test]
fn a_detail_that_names_another_thing_leaves_the_rest_open() {
    let lines =
        ["- Biểu hiện I.3: Coi nhẹ, lười học tập lý luận chính trị.", "Cụ thể: xem thêm biểu hiện II.5"];
    let page = Page::default().lines(HEAD).line("Tôi tự nhận còn các biểu hiện sau:").lines(lines).line(REST);
    let read = read(&page.document());
    let sure = |review: &Review| review.answers.iter().filter(|reading| reading.is_certain()).count();
    assert!(read.reviews.iter().all(|review| sure(review) <= 1));
}
