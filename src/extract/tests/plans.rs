//! Plans of corrections in the shapes that people give them: nothing promised is lost.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{letters, one, pattern, read};
use crate::finding::Finding;
use crate::model::Review;

/// A form with answers, and a plan below them.
fn planned(plan: impl FnOnce(Page) -> Page) -> Review {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    one(&plan(head().table(&table).line("KẾ HOẠCH KHẮC PHỤC")).document())
}

fn table(plan: &[[&str; 4]]) -> Review {
    let rows: Vec<Vec<&str>> = plan.iter().map(|row| row.to_vec()).collect();
    planned(|page| page.table(&rows))
}

const HEAD: [&str; 4] = ["TT", "Hạn chế", "Biện pháp", "Thời hạn"];

/// The corrections as `shortcoming | action | deadline | day`.
fn told(review: &Review) -> Vec<String> {
    let day = |c: &crate::model::Commitment| c.due.map_or_else(|| "-".into(), |d| d.to_string());
    let one = |c: &crate::model::Commitment| {
        format!("{} | {} | {} | {}", c.shortcoming, c.action, c.due_text, day(c))
    };
    review.commitments.iter().map(one).collect()
}

#[test]
fn each_action_of_a_merged_shortcoming_is_kept() {
    for gap in ["^", ""] {
        let review = table(&[
            HEAD,
            ["1", "Ngại học nghị quyết", "Đọc tài liệu", "Quý IV/2026"],
            [gap, gap, "Ghi sổ tay", "Quý I/2027"],
            ["2", "Còn nể nang", "Góp ý thẳng", "31/12/2026"],
        ]);
        let expected = [
            "Ngại học nghị quyết | Đọc tài liệu | Quý IV/2026 | 2026-12-31",
            "Ngại học nghị quyết | Ghi sổ tay | Quý I/2027 | 2027-03-31",
            "Còn nể nang | Góp ý thẳng | 31/12/2026 | 2026-12-31",
        ];
        assert_eq!(told(&review), expected, "{gap:?}");
    }
    let one_deadline =
        table(&[HEAD, ["1", "Ngại học", "Đọc tài liệu", "Quý IV/2026"], ["^", "^", "Ghi sổ tay", "^"]]);
    assert_eq!(told(&one_deadline), ["Ngại học | Đọc tài liệu; Ghi sổ tay | Quý IV/2026 | 2026-12-31"]);
}

#[test]
fn lines_numbered_alike_are_corrections_of_their_own() {
    let review = table(&[
        HEAD,
        [
            "1",
            "1. Ngại học\n2. Còn nể nang",
            "1. Đọc tài liệu\n2. Góp ý thẳng",
            "1. Quý III/2026\n2. Quý IV/2026",
        ],
    ]);
    let expected = [
        "Ngại học | Đọc tài liệu | Quý III/2026 | 2026-09-30",
        "Còn nể nang | Góp ý thẳng | Quý IV/2026 | 2026-12-31",
    ];
    assert_eq!(told(&review), expected);
    let uneven = table(&[HEAD, ["1", "Ngại học", "- Đọc tài liệu\n- Ghi sổ tay\n- Đi họp", "Quý IV/2026"]]);
    assert_eq!(uneven.commitments.len(), 1);
    assert!(uneven.commitments[0].action.contains("Ghi sổ tay"));
}

#[test]
fn lines_below_a_label_belong_to_it() {
    let lines = [
        "1. Hạn chế: Ngại học nghị quyết",
        "- Biện pháp:",
        "+ Đọc tài liệu",
        "+ Ghi sổ tay",
        "- Thời hạn: Quý IV/2026",
    ];
    assert_eq!(
        told(&planned(|page| page.lines(lines))),
        ["Ngại học nghị quyết | Đọc tài liệu; Ghi sổ tay | Quý IV/2026 | 2026-12-31"]
    );
    let lettered =
        ["1. Chưa thường xuyên học tập nghị quyết", "a) Biện pháp: Đọc tài liệu", "b) Thời hạn: Quý IV/2026"];
    assert_eq!(
        told(&planned(|page| page.lines(lettered))),
        ["Chưa thường xuyên học tập nghị quyết | Đọc tài liệu | Quý IV/2026 | 2026-12-31"]
    );
}

#[test]
fn a_deadline_that_cannot_be_told_is_asked_about() {
    let codes = |review: &Review| review.flags.iter().map(|f| f.finding.code()).collect::<Vec<_>>();
    let due = |text| table(&[HEAD, ["1", "Ngại học", "Đọc tài liệu", text]]);
    assert_eq!(told(&due("cuối năm nay")), ["Ngại học | Đọc tài liệu | cuối năm nay | 2026-12-31"]);
    assert_eq!(codes(&due("tuần sau")), ["unclear-deadline"]);
    assert!(codes(&due("Thường xuyên")).is_empty());
}

#[test]
fn a_part_of_a_plan_that_is_not_understood_is_asked_about() {
    let page = |plan: Vec<Vec<&'static str>>| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        );
        head().table(&table).line("KẾ HOẠCH KHẮC PHỤC").table(&plan).document()
    };
    let unheaded = vec![vec!["Ngại học nghị quyết", "Đọc tài liệu hằng tuần", "Quý IV/2026"]];
    let asked =
        |document| read(&document).findings.iter().map(crate::finding::Finding::code).collect::<Vec<_>>();
    assert_eq!(asked(page(unheaded)), ["unknown-promise"]);
    assert!(asked(page(vec![vec!["Người tự soi", "", "Bí thư chi bộ"]])).is_empty());
    let with = |heading, said| {
        page(vec![vec!["Hạn chế", "Biện pháp", heading], vec!["Ngại học nghị quyết", "Đọc tài liệu", said]])
    };
    for heading in ["Điểm dừng", "Ghi chú"] {
        assert_eq!(asked(with(heading, "Trước 30/9/2026")), ["unknown-promise"]);
        assert!(asked(with(heading, "x")).is_empty());
    }
}

/// A form with answers, and lines of a plan below them.
fn lines(plan: &[&str]) -> Vec<String> {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    told(&one(&head().table(&table).lines(plan).document()))
}

const TWO: [&str; 2] = [
    "Còn nể nang | Góp ý thẳng thắn | 31/12/2026 | 2026-12-31",
    "Ít đọc tài liệu | Đọc hằng tuần | 31/01/2027 | 2027-01-31",
];

#[test]
fn a_promise_parted_by_signs_or_numbered_on_one_line_is_read() {
    for plan in [
        vec![
            "TỰ SỬA",
            "- Còn nể nang → Góp ý thẳng thắn → 31/12/2026",
            "- Ít đọc tài liệu → Đọc hằng tuần → 31/01/2027",
        ],
        vec![
            "Kế hoạch khắc phục: (1) Còn nể nang – Góp ý thẳng thắn – 31/12/2026; (2) Ít đọc tài liệu – Đọc hằng tuần – 31/01/2027",
        ],
        vec![
            "Tự sửa: Còn nể nang; biện pháp: Góp ý thẳng thắn; thời hạn: 31/12/2026.",
            "Ít đọc tài liệu; biện pháp: Đọc hằng tuần; thời hạn: 31/01/2027.",
        ],
    ] {
        assert_eq!(lines(&plan), TWO, "{plan:?}");
    }
}

#[test]
fn a_deadline_at_the_end_of_the_action_is_the_promises() {
    let told = lines(&["TỰ SỬA", "- Còn nể nang. Khắc phục: Góp ý thẳng thắn (xong 31/12/2026)."]);
    assert_eq!(told, ["Còn nể nang | Góp ý thẳng thắn | xong 31/12/2026 | 2026-12-31"]);
}

#[test]
fn labels_in_a_column_of_their_own_name_what_stands_beside_them() {
    let card = [
        ["Hạn chế, khuyết điểm", "Còn nể nang"],
        ["Biện pháp khắc phục", "Góp ý thẳng thắn"],
        ["Thời hạn", "31/12/2026"],
    ];
    let review = planned(|page| page.table(&card.map(|row| row.to_vec())));
    assert_eq!(told(&review), [TWO[0]]);
}

#[test]
fn as_many_bullets_for_actions_as_for_shortcomings_are_as_many_promises() {
    let review = table(&[
        HEAD,
        ["1", "- Còn nể nang\n- Ít đọc tài liệu", "- Góp ý thẳng thắn\n- Đọc hằng tuần", "IV/2026"],
    ]);
    assert_eq!(
        told(&review),
        [
            "Còn nể nang | Góp ý thẳng thắn | IV/2026 | 2026-12-31",
            "Ít đọc tài liệu | Đọc hằng tuần | IV/2026 | 2026-12-31"
        ]
    );
}

#[test]
fn headings_of_a_plan_may_ask_when() {
    let plan = [
        ["STT", "Việc phải sửa", "Cách làm", "Xong khi nào"],
        ["1", "Còn nể nang", "Góp ý thẳng thắn", "31/12/2026"],
    ];
    assert_eq!(told(&table(&plan)), [TWO[0]]);
    let by_code =
        [["Mục", "Khuyết điểm", "Giải pháp", "Hạn xong"], ["1.5", plan[1][1], plan[1][2], plan[1][3]]];
    assert_eq!(told(&table(&by_code)), [TWO[0]]);
}

#[test]
fn what_is_promised_below_each_answer_is_about_its_indicator() {
    let form = |promise: &dyn Fn(bool) -> Vec<&'static str>| {
        let lines = rows(|i, w, y| {
            let mut lines =
                vec![format!("{}. {w}", i + 1), format!("- Tự soi: {}", if y { "Có" } else { "Không" })];
            lines.extend(promise(y).into_iter().map(String::from));
            lines
        });
        one(&head().lines(lines.concat()).document())
    };
    let one_line = |y: bool| {
        if y { vec!["- Tự sửa: Góp ý thẳng thắn; thời hạn: 31/12/2026"] } else { vec![] }
    };
    let two = |y: bool| {
        if y {
            vec!["- Biện pháp khắc phục: Góp ý thẳng thắn", "- Thời hạn: 31/12/2026"]
        } else {
            vec!["- Biện pháp khắc phục: ………", "- Thời hạn: ………"]
        }
    };
    let promises: [&dyn Fn(bool) -> Vec<&'static str>; 2] = [&one_line, &two];
    for promise in promises {
        let review = form(promise);
        assert_eq!(super::letters(&review), super::pattern());
        let of: Vec<_> = review.commitments.iter().map(|c| c.indicator).collect();
        assert_eq!(of, [Some(2), Some(4), Some(13), Some(26)]);
        assert!(review.commitments.iter().all(|c| c.action == "Góp ý thẳng thắn" && c.due.is_some()));
    }
}

#[test]
fn lines_of_three_squares_belong_together_where_each_has_its_deadline() {
    let review = table(&[
        HEAD,
        ["1", "Còn nể nang\nÍt đọc tài liệu", "Góp ý thẳng thắn\nĐọc hằng tuần", "31/12/2026\n31/01/2027"],
    ]);
    assert_eq!(told(&review), TWO);
}

#[test]
fn a_plan_laid_out_across_keeps_its_promises_apart() {
    let across = [
        vec!["Nội dung", "Thứ nhất", "Thứ hai"],
        vec!["Hạn chế", "Còn nể nang", "Ít đọc tài liệu"],
        vec!["Biện pháp", "Góp ý thẳng thắn", "Đọc hằng tuần"],
        vec!["Thời hạn", "31/12/2026", "31/01/2027"],
    ];
    assert_eq!(told(&planned(|page| page.table(&across))), TWO);
    let shared: Vec<Vec<&str>> =
        across[1..3].iter().cloned().chain([vec!["Thời hạn", "31/12/2026", "<"]]).collect();
    let days: Vec<_> = planned(|page| page.table(&shared)).commitments.iter().map(|c| c.due).collect();
    assert_eq!(days, [Some(jiff::civil::date(2026, 12, 31)); 2]);
}

#[test]
fn promises_under_a_heading_that_is_not_known_are_asked_about() {
    let asked = |lines: &[&str]| {
        let form = |page: Page| page.lines(lines).line("NGƯỜI TỰ SOI").line("Trần Viết An");
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        );
        let read = read(&form(head().table(&table)).document());
        assert_eq!(read.reviews.len(), 1);
        read.findings.iter().map(|f| f.message(crate::model::Lang::En)).collect::<Vec<_>>()
    };
    let found = asked(&[
        "II. NHỮNG ĐIỀU TÂM NIỆM",
        "a) Mạnh dạn góp ý trong sinh hoạt chi bộ",
        "b) Đọc tài liệu hằng tuần, ghi chép đầy đủ",
    ]);
    assert!(found.len() == 1 && found[0].contains("“II. NHỮNG ĐIỀU TÂM NIỆM a) Mạnh dạn góp ý"), "{found:?}");
    let dated =
        asked(&["Việc cần làm ngay", "III. HỨA HẸN", "Tôi sẽ góp ý thẳng thắn trước ngày 31/12/2026."]);
    assert_eq!(dated.len(), 1, "{dated:?}");
    for lines in [
        ["Những điều tâm niệm:", "- Mạnh dạn góp ý trong sinh hoạt chi bộ"],
        ["2. Việc cần sửa trong thời gian tới", "Tôi sẽ mạnh dạn góp ý trong sinh hoạt."],
        ["PHẦN II: VIỆC PHẢI LÀM", "Mạnh dạn góp ý trong sinh hoạt, gần dân hơn"],
    ] {
        assert_eq!(asked(&lines).len(), 1, "{lines:?}");
    }
    let lines = rows(|i, w, y| vec![format!("{}. {w}: {}", i + 1, if y { "Có" } else { "Không" })]).concat();
    let plan = ["II. NHỮNG ĐIỀU TÂM NIỆM", "a) Mạnh dạn góp ý trong sinh hoạt chi bộ"];
    let form = read(&head().lines(lines).lines(plan).line("NGƯỜI TỰ SOI").line("Trần Viết An").document());
    let codes: Vec<_> = form.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["unknown-promise"]);
    assert_eq!(form.reviews[0].answers[26].note, "");
    for blank in [
        &["II. Ý KIẾN KHÁC", "a) …………………", "b) ....................."][..],
        &["Tôi xin cam đoan những điều khai trên là đúng sự thật.", "- Lưu hồ sơ."],
        &["Nơi nhận:", "- Chi ủy chi bộ thôn Đông để báo cáo;", "- Lưu hồ sơ đảng viên."],
        &["II. NHẬN XÉT CỦA CHI BỘ", "Đồng chí có ý thức tự giác, cầu thị."],
    ] {
        assert_eq!(asked(blank), Vec::<String>::new());
    }
}

#[test]
fn a_plan_of_many_members_alone_in_a_file_says_what_it_is() {
    let plan = [
        vec!["TT", "Họ và tên", "Hạn chế", "Biện pháp", "Thời hạn"],
        vec!["1", "Trần Viết An", "Còn nể nang", "Góp ý thẳng thắn", "31/12/2026"],
        vec!["2", "Lê Thị Bình", "Ít đọc tài liệu", "Đọc hằng tuần", "31/01/2027"],
    ];
    let read = read(&Page::default().line("KẾ HOẠCH KHẮC PHỤC").table(&plan).document());
    assert_eq!(read.findings, [crate::finding::FileFinding::PlanAlone { promises: 2 }.into()]);
}

#[test]
fn what_looks_like_a_plan_and_names_most_indicators_is_a_form_that_was_not_understood() {
    let table = |asked: &str| {
        headed(
            &["TT", "Biểu hiện", asked, "Việc sẽ làm để sửa"],
            rows(|i, w, y| {
                let (answer, action) = if y { ("Có", "Góp ý thẳng") } else { ("Không", "") };
                vec![format!("{}", i + 1), w.into(), answer.into(), action.into()]
            }),
        )
    };
    let strange = read(&head().table(&table("Ô xanh")).document());
    assert!(strange.reviews.is_empty());
    assert!(strange.findings.iter().any(|f| f.code() == "unknown-layout"), "{:?}", strange.findings);
    let group: Vec<Vec<String>> = table("Ô xanh").into_iter().take(10).collect();
    let strange = read(&head().table(&group).document());
    assert!(
        strange.findings.iter().any(|f| f.code() == "unknown-layout"),
        "one group: {:?}",
        strange.findings
    );
    for asked in ["Chọn", "Lựa chọn", "Chọn (Có/Không)"] {
        let review = one(&head().table(&table(asked)).document());
        assert_eq!(letters(&review), pattern(), "{asked}");
        assert_eq!(review.commitments.len(), pattern().matches('y').count());
    }
}

#[test]
fn a_promise_needs_no_heading_where_labels_tell_it() {
    let form = |lines: &[&str]| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        );
        one(&head().table(&table).lines(lines).document())
    };
    let labelled = "1) Hạn chế: Ngại học nghị quyết. Biện pháp: Đọc tài liệu. Thời hạn: 30/9/2026.";
    let expected = ["Ngại học nghị quyết | Đọc tài liệu | 30/9/2026 | 2026-09-30"];
    for lines in [&[labelled][..], &["Biện pháp tự sửa:", labelled], &["Hướng khắc phục:", labelled]]
    {
        assert_eq!(told(&form(lines)), expected, "{lines:?}");
    }
    let subject = "- Đối với hạn chế ngại học nghị quyết: đọc tài liệu. Thời gian thực hiện: 30/9/2026.";
    let page = Page::default().lines(["BẢN TỰ SOI", "Họ và tên: Trần Viết An"]);
    let page = page.lines(rows(|i, w, _| vec![format!("{}. {w}: Không.", i + 1)]).concat());
    let end = ["Hướng khắc phục:", subject, "Lộc Yên, ngày 28 tháng 6 năm 2026", "Người viết"];
    let review = one(&page.lines(end).document());
    assert_eq!(told(&review), ["ngại học nghị quyết | đọc tài liệu | 30/9/2026 | 2026-09-30"]);
    assert_eq!(review.date.map(|d| d.to_string()).as_deref(), Some("2026-06-28"), "the date ends the plan");
}

#[test]
fn a_promise_may_stand_in_the_square_of_the_answer() {
    let said = "Có: Còn nể nang khi góp ý.\nTự sửa: Góp ý thẳng thắn.\nThời hạn: 30/9/2026.";
    let table = headed(
        &["TT", "Biểu hiện", "Liên hệ bản thân"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { said } else { "Không" }.into()]),
    );
    let review = one(&head().table(&table).document());
    assert_eq!(super::letters(&review), super::pattern());
    assert_eq!(review.commitments.len(), 4);
    assert_eq!(told(&review)[0], "Còn nể nang khi góp ý | Góp ý thẳng thắn | 30/9/2026 | 2026-09-30");
    assert_eq!(review.commitments[0].indicator, Some(2));
}

#[test]
fn a_promise_may_stand_behind_the_answer_in_running_text() {
    let said = "Có. Cụ thể: còn nể nang khi góp ý. Biện pháp: góp ý thẳng thắn. Thời hạn: 30/9/2026.";
    let lines = rows(|i, w, y| vec![format!("{}. {w}: {}", i + 1, if y { said } else { "Không." })]);
    let page = Page::default().lines(["BẢN TỰ SOI", "Họ và tên: Trần Viết An"]).lines(lines.concat());
    let review = one(&page.document());
    assert_eq!(super::letters(&review), super::pattern());
    let promised: Vec<_> = review.commitments.iter().map(|c| (c.indicator, c.due_text.as_str())).collect();
    assert_eq!(promised, [2, 4, 13, 26].map(|i| (Some(i), "30/9/2026")));
    assert!(
        review.commitments[0].shortcoming.contains("còn nể nang"),
        "{}",
        review.commitments[0].shortcoming
    );
}

#[test]
fn lettered_lines_under_a_known_heading_are_promises() {
    let plan =
        ["II. NHỮNG VIỆC CẦN SỬA", "a) Mạnh dạn góp ý trong sinh hoạt chi bộ", "b) Đọc tài liệu hằng tuần"];
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let read = read(&head().table(&table).lines(plan).line("NGƯỜI TỰ SOI").line("Trần Viết An").document());
    let kept = read.reviews[0].commitments.len() + read.findings.len();
    assert!(kept > 0, "{read:?}");
}

#[test]
fn the_day_on_which_a_correction_begins_is_no_deadline() {
    let row = |texts: [&str; 5]| texts.map(str::to_owned).to_vec();
    let review = planned(|page| {
        page.table(&[
            row(["TT", "Khuyết điểm", "Việc làm cụ thể", "Từ ngày", "Đến ngày"]),
            row(["1", "Còn nể nang", "Góp ý thẳng thắn", "01/7/2026", "31/12/2026"]),
        ])
    });
    assert_eq!(told(&review), [TWO[0]]);
}

#[test]
fn what_is_struck_out_promises_nothing_and_names_nobody() {
    let review = planned(|page| {
        page.lines([
            "TỰ SỬA",
            "~1. Hạn chế: Ngại học. Biện pháp: Đọc báo. Thời hạn: 30/9/2026.~",
            "2. Hạn chế: Còn nể nang. Biện pháp: Góp ý thẳng thắn. Thời hạn: ~30/9/2026~ 31/12/2026.",
        ])
    });
    assert_eq!(told(&review), [TWO[0]]);
}

#[test]
fn a_deadline_in_the_square_of_the_action_is_read() {
    let row = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
    let review = planned(|page| {
        page.table(&[
            row(["TT", "Khuyết điểm", "Biện pháp khắc phục"]),
            row(["1", "Còn nể nang", "Góp ý thẳng thắn. Thời hạn: 31/12/2026"]),
        ])
    });
    assert_eq!(told(&review), [TWO[0]]);
}

#[test]
fn an_action_that_begins_as_a_heading_does_is_one_beside_a_deadline_that_is_a_heading_too() {
    let review = table(&[
        HEAD,
        ["1", "Còn nể nang", "Góp ý thẳng", "31/12/2026"],
        ["2", "Uống rượu nhiều trong dịp lễ", "Hạn chế rượu bia, nêu gương trong gia đình", "Thường xuyên"],
    ]);
    let last = "Uống rượu nhiều trong dịp lễ | Hạn chế rượu bia, nêu gương trong gia đình | Thường xuyên | -";
    assert_eq!(told(&review), ["Còn nể nang | Góp ý thẳng | 31/12/2026 | 2026-12-31", last]);
}

#[test]
fn a_rating_in_a_row_of_its_own_below_the_plan_is_no_correction() {
    let review = table(&[
        HEAD,
        ["1", "Còn nể nang", "Góp ý thẳng", "31/12/2026"],
        ["Tôi tự nhận mức xếp loại: Hoàn thành tốt nhiệm vụ", "<", "<", "<"],
    ]);
    assert_eq!(told(&review), ["Còn nể nang | Góp ý thẳng | 31/12/2026 | 2026-12-31"]);
    assert_eq!(review.rating, Some(crate::model::Rating::Good));
}

#[test]
fn whoever_is_called_next_ends_the_corrections_of_the_one_before() {
    let form = |page: Page, name: &str| {
        let page = page.line(&format!("{name} – Đảng viên"));
        let page = page.table(&headed(
            &["Mục", "Biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        ));
        page.line("Hướng sửa chữa:").line("- Còn nể nang: góp ý thẳng; thời hạn: 30/9/2026.")
    };
    let page = Page::default().lines(["CHI BỘ THÔN BÃI CÁT", "BẢN TỰ SOI, TỰ SỬA CỦA ĐẢNG VIÊN"]);
    let page = form(form(page, "1. Đồng chí Hà Văn Mơ"), "2. Đồng chí Lò Thị Phương");
    let reviews = read(&page.document()).reviews;
    let told: Vec<_> = reviews.iter().map(|r| (r.name.as_deref(), r.commitments.len())).collect();
    assert_eq!(told, [(Some("Hà Văn Mơ"), 1), (Some("Lò Thị Phương"), 1)]);
}

#[test]
fn a_column_beside_the_answers_says_what_will_be_done_and_by_when() {
    for (heading, promise) in [
        ("Biện pháp, thời hạn khắc phục", "Tự học thêm; trước 30/9/2026"),
        ("Tự sửa (làm gì, bao giờ xong)", "Học bù chuyên đề, xong trong tháng 9/2026"),
        ("Hứa sửa gì, bao giờ xong?", "Học bù, đến hết tháng 9/2026."),
        ("Nếu có thì sửa thế nào, bao giờ xong", "Học bù chuyên đề, 30-09-2026"),
        ("Cách khắc phục, thời gian", "Học bù chuyên đề; ngày 30 tháng 9 năm 2026"),
        ("Cách khắc phục, thời gian", "Học bù chuyên đề; Từ nay đến hết tháng 9/2026"),
        ("Hướng sửa", "Học chủ nghĩa Mác - Lênin - T9/2026"),
        ("Hướng sửa", "Học bù, quý II, III/2026"),
        ("Hướng sửa", "Học bù chuyên đề trước ngày 30/9/2026."),
        ("Nội dung khắc phục (nếu có)", "Ít đọc nghị quyết\nHạn: Quý III/2026"),
        ("Ghi chú", "Ít đọc nghị quyết; hạn: 30/9/2026"),
    ] {
        let answer = |y: bool| if y { ("Có", promise) } else { ("Không", "") };
        let table = headed(
            &["TT", "Biểu hiện", "Tự soi", heading],
            rows(|i, w, y| {
                vec![
                    format!("{}", i + 1),
                    w.into(),
                    answer(y && i == 2).0.into(),
                    answer(y && i == 2).1.into(),
                ]
            }),
        );
        let review = one(&head().table(&table).document());
        let dues: Vec<_> =
            review.commitments.iter().map(|c| (c.indicator, c.due.map(|d| d.to_string()))).collect();
        assert_eq!(dues, [(Some(2), Some("2026-09-30".to_owned()))], "{heading}");
    }
}

/// A form in which what stands beside the answers has this heading, and is said of the one that admits something.
fn beside(heading: &str, said: &str) -> super::Extraction {
    let table = headed(
        &["TT", "Biểu hiện", "Tự soi", heading],
        rows(|i, w, y| {
            let (answer, said) = if y && i == 2 { ("Có", said) } else { ("Không", "") };
            vec![format!("{}", i + 1), w.into(), answer.into(), said.into()]
        }),
    );
    read(&head().table(&table).document())
}

#[test]
fn a_promise_beside_an_answer_under_an_unknown_heading_is_asked_about() {
    let codes = |said| beside("Điều tâm niệm", said).findings.iter().map(Finding::code).collect::<Vec<_>>();
    assert_eq!(codes("Đọc tài liệu hằng tuần; 30/9/2026"), ["unknown-promise"]);
    assert_eq!(codes("Đọc tài liệu, thời hạn: thường xuyên"), ["unknown-promise"]);
    assert!(codes("Đọc tài liệu hằng tuần").is_empty());
}

#[test]
fn a_wording_with_neither_action_nor_deadline_beside_it_promises_nothing() {
    let table = headed(
        &["TT", "Biểu hiện", "Mức độ", "Biện pháp", "Thời hạn"],
        rows(|i, w, y| {
            let [level, action, due] =
                if y { ["1", "Đọc tài liệu", "30/9/2026"] } else { ["0", "", ""] };
            vec![format!("{}", i + 1), w.into(), level.into(), action.into(), due.into()]
        }),
    );
    let scale = "Mức độ: 0 - không có; 1 - nhẹ; 2 - trung bình; 3 - nghiêm trọng";
    let review = one(&head().line(scale).table(&table).document());
    let of: Vec<_> = review.commitments.iter().map(|c| c.indicator).collect();
    assert_eq!(of, [Some(2), Some(4), Some(13), Some(26)]);
}

#[test]
fn several_promises_on_one_line_have_each_its_own_deadline() {
    let told = lines(&[
        "Phương hướng sửa chữa: Còn nể nang - góp ý thẳng thắn, thời gian Trước 31/12/2026; Ít đọc tài liệu - đọc hằng \
         tuần, thời gian Quý I/2027.",
    ]);
    let dues: Vec<&str> = told.iter().map(|line| &line[line.len() - 10..]).collect();
    assert_eq!(dues, ["2026-12-31", "2027-03-31"], "{told:?}");
    let told = lines(&[
        "IV. Cam kết",
        "Tôi hứa đọc nghị quyết hằng tuần, xong trong quý III/2026. Việc hứa mà làm chậm sẽ giải quyết trước ngày 15/8/2026.",
    ]);
    let dues: Vec<&str> = told.iter().map(|line| &line[line.len() - 10..]).collect();
    assert_eq!(dues, ["2026-09-30", "2026-08-15"], "{told:?}");
}

#[test]
fn a_sentence_may_give_one_deadline_to_all_that_stands_above_it() {
    let sentence = "Bản thân cam kết khắc phục các nội dung nêu trên trong quý III/2026.";
    let form = |admits: bool, plan: &[Vec<&str>], line: &str| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y && admits), mark(!(y && admits))]),
        );
        let page = head().table(&table);
        let page = if plan.is_empty() { page } else { page.line("KẾ HOẠCH KHẮC PHỤC").table(plan) };
        let read = read(&page.lines([line, "Người tự soi", "Trần Viết An"]).document());
        let due = |c: &crate::model::Commitment| (c.indicator, c.due.map(|day| day.to_string()));
        let dues: Vec<_> = read.reviews[0].commitments.iter().map(due).collect();
        (dues, read.findings.iter().map(Finding::code).collect::<Vec<_>>())
    };
    let september = || Some("2026-09-30".to_owned());
    let each = [2, 4, 13, 26].map(|indicator| (Some(indicator), september()));
    assert_eq!(form(true, &[], sentence), (each.to_vec(), vec![]));
    assert_eq!(form(false, &[], sentence), (vec![], vec![]), "nothing stands above it");
    for unsure in [
        "Tôi hứa khắc phục hai hạn chế nêu trên trong quý III/2026.",
        "Chi bộ sẽ giúp đồng chí khắc phục các hạn chế nêu trên trong quý III/2026.",
    ] {
        assert_eq!(form(true, &[], unsure), (vec![], vec!["unknown-promise"]), "{unsure}");
    }
    let plan = |dues: [&'static str; 2]| {
        let row = |at: usize| vec![["Còn nể nang", "Ít đọc tài liệu"][at], "Đọc tài liệu", dues[at]];
        vec![vec!["Hạn chế", "Biện pháp", "Thời hạn"], row(0), row(1)]
    };
    let december = Some("2026-12-31".to_owned());
    assert_eq!(form(true, &plan(["", ""]), sentence), (vec![(None, september()); 2], vec![]));
    assert_eq!(form(true, &plan(["31/12/2026"; 2]), sentence), (vec![(None, december.clone()); 2], vec![]));
    let mixed = (vec![(None, december), (None, None)], vec!["unknown-promise"]);
    assert_eq!(form(true, &plan(["31/12/2026", ""]), sentence), mixed);
}

#[test]
fn a_web_form_sends_labels_and_values_in_lines_of_their_own() {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    for lines in [
        &["Hạn chế, khuyết điểm cần khắc phục *", "Ít đọc nghị quyết", "Thời hạn khắc phục *", "15/12/2026"]
            [..],
        &["Hạn chế, khuyết điểm cần khắc phục\tÍt đọc nghị quyết", "Thời hạn khắc phục\t15/12/2026"],
    ] {
        let review = one(&head().table(&table).lines(lines).document());
        assert_eq!(told(&review), ["Ít đọc nghị quyết |  | 15/12/2026 | 2026-12-15"]);
        assert_eq!(
            review.date.map(|day| day.to_string()).as_deref(),
            Some("2026-06-05"),
            "no date of the form"
        );
    }
}

#[test]
fn a_remark_may_promise_behind_a_label_or_in_a_sentence() {
    for remark in [
        "Còn làm cầm chừng. Cam kết sửa: lập kế hoạch tuần, xong trong Quý IV/2026.",
        "Còn làm cầm chừng. Tôi sẽ sửa xong trong Quý IV/2026.",
    ] {
        let table = headed(
            &["TT", "Biểu hiện", "Có", "Không", "Giải trình và cam kết sửa chữa (ghi rõ thời hạn)"],
            rows(|i, w, y| {
                vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), if y { remark } else { "" }.into()]
            }),
        );
        let review = one(&head().table(&table).document());
        assert_eq!(review.commitments.len(), 4, "{remark}");
        assert!(
            told(&review).iter().all(|c| c.starts_with("Còn làm cầm chừng |") && c.ends_with("| 2026-12-31"))
        );
    }
}
