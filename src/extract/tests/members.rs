//! Tables of several members, and of the counts of many: whose answers they are, and what each promises.

use super::layouts::{headed, mark, rows};
use super::page::{Page, workbook};
use super::{catalogue, letters, pattern, read};
use crate::document::Document;
use crate::model::{Kind, Review};

/// A sheet below the usual lines above it.
fn sheet(rows: Vec<Vec<String>>) -> Document {
    let above = ["CHI BỘ THÔN BÃI CÁT", "TỔNG HỢP KẾT QUẢ TỰ SOI CỦA ĐẢNG VIÊN"];
    let above = above.iter().map(|line| vec![(*line).to_owned()]);
    workbook(&[("Sheet1", above.chain(rows).collect())])
}

/// A row of texts, and an answer for each indicator behind them.
fn row(before: &[&str], answer: impl Fn(usize, bool) -> String) -> Vec<String> {
    let answers = pattern().chars().enumerate().map(|(i, c)| answer(i, c == 'y')).collect::<Vec<_>>();
    before.iter().map(|text| (*text).to_owned()).chain(answers).collect()
}

fn codes(before: &[&str]) -> Vec<String> {
    row(before, |i, _| catalogue().indicators[i].code.clone())
}

fn letter(yes: bool) -> String {
    if yes { "C" } else { "K" }.into()
}

fn word(yes: bool) -> String {
    if yes { "Có" } else { "Không" }.into()
}

fn named(reviews: &[Review]) -> Vec<&str> {
    reviews.iter().map(|review| review.name.as_deref().unwrap_or("?")).collect()
}

#[test]
fn a_given_name_in_a_column_of_its_own_belongs_to_the_name() {
    for heads in [
        ["TT", "Họ và tên", "<"],
        ["TT", "Họ và tên", ""],
        ["TT", "Họ và", "Tên"],
        ["TT", "Họ và tên đệm", "Tên"],
    ] {
        let table = vec![
            codes(&heads),
            row(&["1", "Lê Thị", "Thử"], |_, y| letter(y)),
            row(&["2", "Trần Viết", "An"], |_, y| letter(y)),
            row(&["3", "Vũ Văn", "Nữ"], |_, y| letter(y)),
        ];
        let reviews = read(&sheet(table)).reviews;
        assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An", "Vũ Văn Nữ"], "{heads:?}");
        assert!(reviews.iter().all(|review| letters(review) == pattern()));
    }
    let gender = vec![codes(&["TT", "Họ và tên", ""]), row(&["1", "Lê Thị Thử", "Nữ"], |_, y| letter(y))];
    assert_eq!(named(&read(&sheet(gender)).reviews), ["Lê Thị Thử"]);
}

#[test]
fn what_a_member_promises_and_how_they_rate_themselves_stands_in_their_row() {
    let mut head = codes(&["TT", "Họ và tên"]);
    head.extend(["Hạn chế, khuyết điểm", "Biện pháp khắc phục", "Thời hạn", "Xếp loại"].map(String::from));
    let mut member = row(&["1", "Lê Thị Thử"], |_, y| letter(y));
    member.extend(
        ["Còn nể nang", "Góp ý thẳng thắn", "Quý IV/2026", "Hoàn thành tốt nhiệm vụ"].map(String::from),
    );
    let review = read(&sheet(vec![head, member])).reviews.remove(0);
    let [promise] = review.commitments.as_slice() else { panic!("one promise") };
    assert_eq!(
        (promise.shortcoming.as_str(), promise.due.map(|d| d.to_string())),
        ("Còn nể nang", Some("2026-12-31".into()))
    );
    assert_eq!(review.rating, Some(crate::model::Rating::Good));
}

#[test]
fn who_signs_below_the_members_is_none_of_them() {
    let table = vec![
        codes(&["TT", "Họ và tên"]),
        row(&["1", "Lê Thị Thử"], |_, y| letter(y)),
        vec![String::new(), "Người lập biểu".into()],
        vec![String::new(), "Trần Viết An".into()],
    ];
    assert_eq!(named(&read(&sheet(table)).reviews), ["Lê Thị Thử"]);
}

#[test]
fn numbers_of_one_group_after_the_other_name_the_indicators_under_any_heading() {
    let head = row(&["TT", "Họ tên"], |i, _| format!("{}", i % 9 + 1));
    let mut groups = vec![String::new(); 29];
    for (at, title) in [(2, "I. Tư tưởng"), (11, "II. Đạo đức"), (20, "III. Tự diễn biến")] {
        groups[at] = title.into();
    }
    let table =
        vec![groups, head, row(&["1", "Lê Thị Thử"], |_, y| letter(y)), vec!["C: có, K: không".into()]];
    let reviews = read(&sheet(table)).reviews;
    assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern()]);
}

#[test]
fn a_web_form_heads_the_row_of_a_grid_by_its_question() {
    let titles = [
        "I. Suy thoái về tư tưởng chính trị",
        "II. Suy thoái về đạo đức, lối sống",
        "III. “Tự diễn biến”, “tự chuyển hóa”",
    ];
    let label = |i: usize| format!("{} [{}. {}]", titles[i / 9], i % 9 + 1, catalogue().indicators[i].label);
    let table = vec![
        row(&["Dấu thời gian", "Họ và tên"], |i, _| label(i)),
        row(&["2026-11-05", "Lê Thị Thử"], |_, y| word(y)),
    ];
    let reviews = read(&sheet(table)).reviews;
    assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern()]);
}

#[test]
fn a_row_of_numbers_of_members_is_a_compiled_paper() {
    let table = vec![
        codes(&["Nội dung"]),
        row(&["Số đảng viên có biểu hiện"], |i, y| if y { format!("{i}") } else { "0".into() }),
    ];
    let reviews = read(&sheet(table)).reviews;
    assert_eq!(reviews.iter().map(|r| r.kind).collect::<Vec<_>>(), [Kind::Tally]);
    assert_eq!(reviews[0].answers[13].count, Some(13));
}

#[test]
fn answered_rows_whose_members_are_not_told_are_said() {
    let table = vec![codes(&["TT", "Bí danh"]), row(&["1", "a1"], |_, y| letter(y))];
    let extraction = read(&sheet(table));
    assert!(extraction.reviews.is_empty());
    assert_eq!(
        extraction.findings.iter().map(crate::finding::Finding::code).collect::<Vec<_>>(),
        ["unknown-row"]
    );
}

#[test]
fn members_abreast_have_columns_for_yes_and_no_each() {
    for gap in ["<", ""] {
        let mut table = vec![
            ["TT", "Biểu hiện", "Lê Thị Thử", gap, "Trần Viết An", gap].map(String::from).to_vec(),
            ["", "", "Có", "Không", "Có", "Không"].map(String::from).to_vec(),
        ];
        table.extend(rows(|i, w, y| {
            vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), mark(false), mark(true)]
        }));
        let reviews = read(&sheet(table)).reviews;
        assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
        assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern(), "n".repeat(27)]);
    }
}

#[test]
fn rows_that_name_their_member_are_theirs() {
    let of = |name: &str, unit: &str| rows(|_, w, y| vec![name.into(), unit.into(), w.into(), word(y)]);
    let mut table = of("Lê Thị Thử", "Chi bộ thôn Bãi Cát");
    table.extend(of("Trần Viết An", "Chi bộ thôn Sơn Nam"));
    let reviews = read(&sheet(headed(&["Họ và tên", "Chi bộ", "Biểu hiện", "Trả lời"], table))).reviews;
    assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
    assert_eq!(reviews[1].unit_lines[0].text, "Chi bộ thôn Sơn Nam");
    assert!(reviews.iter().all(|review| letters(review) == pattern()));
}

#[test]
fn ticks_beside_crosses_or_a_mark_in_every_square_decide_nothing() {
    for (yes, no) in [("✓", "✗"), ("v", "x")] {
        let table = vec![
            codes(&["TT", "Họ và tên"]),
            row(&["1", "Lê Thị Thử"], |_, y| if y { yes } else { no }.into()),
        ];
        assert_eq!(letters(&read(&sheet(table)).reviews[0]), "u".repeat(27));
    }
    let table = vec![codes(&["TT", "Họ và tên"]), row(&["1", "Lê Thị Thử"], |_, _| "x".into())];
    assert_eq!(letters(&read(&sheet(table)).reviews[0]), "u".repeat(27));
    let table =
        vec![codes(&["TT", "Họ và tên"]), row(&["1", "Lê Thị Thử"], |_, y| if y { "x" } else { "0" }.into())];
    assert_eq!(letters(&read(&sheet(table)).reviews[0]), pattern());
}

#[test]
fn the_numbers_of_members_under_yes_count_whichever_column_stands_first() {
    for headings in [["TT", "Biểu hiện", "Có", "Không"], ["TT", "Biểu hiện", "Không có", "Có biểu hiện"]]
    {
        let table = rows(|i, w, y| {
            let yes = if y { 3 } else { 0 };
            let (first, second) = if headings[2] == "Có" { (yes, 25 - yes) } else { (25 - yes, yes) };
            vec![format!("{}", i + 1), w.into(), format!("{first}"), format!("{second}")]
        });
        let review = read(&sheet(headed(&headings, table))).reviews.remove(0);
        assert_eq!(
            (review.kind, review.answers[2].count, review.answers[0].count),
            (Kind::Tally, Some(3), Some(0)),
            "{headings:?}"
        );
    }
}

#[test]
fn the_next_form_of_a_sheet_ends_the_plan_of_the_one_above() {
    let one = |name: &str| {
        let mut form = vec![
            vec![String::new()],
            vec!["CHI BỘ THÔN BÃI CÁT".into()],
            vec!["PHIẾU TỰ SOI".into()],
            vec!["Họ và tên:".into(), name.to_owned()],
            vec!["Sơn Đông, ngày 05 tháng 6 năm 2026".into()],
        ];
        form.extend(headed(
            &["TT", "Biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        ));
        form.push(["Hạn chế", "Biện pháp", "Thời hạn"].map(String::from).to_vec());
        form.push(["Còn nể nang", "Góp ý thẳng", "Quý IV/2026"].map(String::from).to_vec());
        form
    };
    let reviews = read(&workbook(&[("Sheet1", [one("Lê Thị Thử"), one("Trần Viết An")].concat())])).reviews;
    assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
    assert!(reviews.iter().all(|r| r.commitments.len() == 1 && r.date.is_some()));
}

/// The answers of a group in a table of members.
fn of_group(group: usize, heads: impl Fn(usize) -> String) -> Vec<Vec<String>> {
    let slice = |before: &[&str], answer: &dyn Fn(usize, bool) -> String| {
        let all = row(before, answer);
        [all[..before.len()].to_vec(), all[before.len() + 9 * group..before.len() + 9 * group + 9].to_vec()]
            .concat()
    };
    vec![
        slice(&["TT", "Họ và tên"], &|i, _| heads(i)),
        slice(&["1", "Lê Thị Thử"], &|_, y| word(y)),
        slice(&["2", "Trần Viết An"], &|_, y| word(!y)),
    ]
}

#[test]
fn what_members_answer_group_by_group_is_joined() {
    let titles = [
        "I. Suy thoái về tư tưởng chính trị",
        "II. Suy thoái về đạo đức, lối sống",
        "III. “Tự diễn biến”, “tự chuyển hóa”",
    ];
    let page = (0..3).fold(Page::default().line("TỔNG HỢP TỰ SOI"), |page, group| {
        page.line(titles[group]).table(&of_group(group, |i| format!("{}", i % 9 + 1)))
    });
    let label = |i: usize| catalogue().indicators[i].label.clone();
    let sheets = ["Nhóm I", "Nhóm II", "Nhóm III"];
    let book = workbook(&(0..3).map(|g| (sheets[g], of_group(g, label))).collect::<Vec<_>>());
    let turned: String = pattern().chars().map(|c| if c == 'y' { 'n' } else { 'y' }).collect();
    for document in [page.document(), book] {
        let reviews = read(&document).reviews;
        assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
        assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern(), turned.clone()]);
    }
}

#[test]
fn marks_below_a_name_are_a_members_although_the_title_is_of_many() {
    let form = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let page = Page::default().line("CHI BỘ THÔN BÃI CÁT").line("TỔNG HỢP BẢN TỰ SOI CỦA ĐẢNG VIÊN");
    let page = page.line("1. Đồng chí Lê Thị Thử").table(&form).line("2. Đồng chí Trần Viết An").table(&form);
    let reviews = read(&page.line("T/M CHI BỘ").line("BÍ THƯ").line("Vũ Văn Ký").document()).reviews;
    assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
    assert!(reviews.iter().all(|r| r.kind == Kind::Member && letters(r) == pattern()));
}

#[test]
fn numbers_below_the_members_add_them_up_and_are_no_other_paper() {
    let total = row(&["", "Số đảng viên có biểu hiện"], |_, y| if y { "1" } else { "0" }.into());
    let table = vec![codes(&["TT", "Họ và tên"]), row(&["1", "Lê Thị Thử"], |_, y| letter(y)), total];
    assert_eq!(named(&read(&sheet(table)).reviews), ["Lê Thị Thử"]);
}

#[test]
fn tabs_and_rows_between_the_members_name_their_unit() {
    let member = |name: &str| row(&["1", name], |_, y| letter(y));
    let by_tab = workbook(&[
        ("Chi bộ thôn Bãi Cát", vec![codes(&["TT", "Họ và tên"]), member("Lê Thị Thử")]),
        ("Chi bộ thôn Sơn Nam", vec![codes(&["TT", "Họ và tên"]), member("Trần Viết An")]),
    ]);
    let section = |name: &str| vec![name.to_owned()];
    let by_row = workbook(&[(
        "Sheet1",
        vec![
            codes(&["TT", "Họ và tên"]),
            section("Chi bộ thôn Bãi Cát"),
            member("Lê Thị Thử"),
            section("Chi bộ thôn Sơn Nam"),
            member("Trần Viết An"),
        ],
    )]);
    for document in [by_tab, by_row] {
        let reviews = read(&document).reviews;
        let units: Vec<&str> = reviews.iter().map(|r| r.unit_lines[0].text.as_str()).collect();
        assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
        assert_eq!(units, ["Chi bộ thôn Bãi Cát", "Chi bộ thôn Sơn Nam"]);
    }
}

#[test]
fn corrections_in_a_table_of_many_are_theirs_who_are_named_beside_them() {
    let answers = vec![
        codes(&["TT", "Họ và tên"]),
        row(&["1", "Lê Thị Thử"], |_, y| letter(y)),
        row(&["2", "Trần Viết An"], |_, y| letter(y)),
    ];
    let plan = [
        ["TT", "Họ và tên", "Hạn chế", "Biện pháp", "Thời hạn"],
        ["1", "Lê Thị Thử", "Còn nể nang", "Góp ý thẳng thắn", "31/12/2026"],
        ["", "", "Ít đọc tài liệu", "Đọc hằng tuần", "Quý I/2027"],
        ["2", "Trần Viết An", "Hay đi muộn", "Đi đúng giờ", "30/11/2026"],
    ];
    let plan = plan.map(|row| row.map(String::from).to_vec()).to_vec();
    let extraction = read(&workbook(&[("Tự soi", answers), ("Tự sửa", plan)]));
    let promised: Vec<Vec<&str>> = extraction
        .reviews
        .iter()
        .map(|r| r.commitments.iter().map(|c| c.shortcoming.as_str()).collect())
        .collect();
    assert_eq!(promised, [vec!["Còn nể nang", "Ít đọc tài liệu"], vec!["Hay đi muộn"]]);
    assert!(extraction.findings.is_empty());
}

#[test]
fn headings_between_the_members_begin_another_table() {
    let label = |i: usize| catalogue().indicators[i].label.clone();
    let table = (0..3).flat_map(|group| of_group(group, label)).collect();
    let reviews = read(&sheet(table)).reviews;
    assert_eq!(named(&reviews), ["Lê Thị Thử", "Trần Viết An"]);
    assert_eq!(letters(&reviews[0]), pattern());
}

#[test]
fn a_question_for_the_unit_and_its_code_are_kept_with_the_member() {
    for heading in
        ["Đồng chí sinh hoạt tại chi bộ nào?", "Đồng chí thuộc chi bộ nào", "Chi bộ đang sinh hoạt"]
    {
        let table = vec![
            codes(&["Họ và tên", heading, "Mã chi bộ"]),
            row(&["Trần Viết An", "Chi bộ Cơ quan", "CB-07"], |_, y| word(y)),
            row(&["Lê Thị Thử", "Trạm Y tế xã Sơn Đông", "CB-08"], |_, y| word(y)),
        ];
        let reviews = read(&workbook(&[("Câu trả lời", table)])).reviews;
        let lines: Vec<&str> = reviews[0].unit_lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["Chi bộ Cơ quan", "CB-07"], "{heading}");
        let lines: Vec<&str> = reviews[1].unit_lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["Chi bộ Trạm Y tế xã Sơn Đông", "CB-08"], "{heading}");
    }
}

#[test]
fn a_unit_numbered_between_members_holds_for_those_below_it() {
    for unit in ["I. Chi bộ thôn Bãi Cát", "1) Chi bộ thôn Bãi Cát", "II - CHI BỘ THÔN BÃI CÁT"]
    {
        let table = vec![
            vec!["ĐẢNG BỘ XÃ THỬ NGHIỆM".to_owned()],
            codes(&["TT", "Họ và tên"]),
            vec![unit.to_owned()],
            row(&["1", "Trần Viết An"], |_, y| word(y)),
        ];
        let reviews = read(&workbook(&[("Sheet1", table)])).reviews;
        let own = crate::text::fold(&reviews[0].unit_lines[0].text);
        assert_eq!(own, "chi bo thon bai cat", "{unit}");
    }
}

#[test]
fn names_typed_without_capitals_are_those_of_members() {
    let answers = |yes: bool| (0..27).map(move |i| if yes && i == 4 { "Có" } else { "Không" }.to_owned());
    let row =
        |name: &str, yes: bool| std::iter::once(name.to_owned()).chain(answers(yes)).collect::<Vec<_>>();
    let codes = super::catalogue().indicators.into_iter().map(|i| i.code);
    let head: Vec<String> = std::iter::once("Họ và tên".to_owned()).chain(codes).collect();
    let sheet = vec![head, row("Lê Thị Thử", false), row("trần văn thử", true), row("cộng các mục", false)];
    let read = super::read(&workbook(&[("Câu trả lời", sheet)]));
    let names: Vec<_> = read.reviews.iter().map(|r| r.name.clone().unwrap_or_default()).collect();
    assert_eq!(names, ["Lê Thị Thử", "Trần Văn Thử"]);
}

/// Whose names stand over the columns of a sheet with a square for each indicator and member, and what they answer.
fn named_over(head: &[&str], rows: Vec<Vec<String>>) -> Vec<(String, String)> {
    let above = ["CHI BỘ THÔN BÃI CÁT", "BẢNG TỰ SOI 27 BIỂU HIỆN"];
    let above = above.iter().map(|line| vec![(*line).to_owned()]);
    let all = above.chain(headed(head, rows)).collect();
    let reviews = read(&workbook(&[("Sheet1", all)])).reviews;
    reviews.iter().map(|r| (r.name.clone().unwrap_or_default(), letters(r))).collect()
}

#[test]
fn names_over_columns_may_stand_beside_a_label_with_positions_below_and_a_sum_behind_them() {
    let mut body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), word(y), word(y), "1".into()]);
    body.insert(0, ["", "Chức vụ", "Bí thư", "Đảng viên", ""].map(String::from).into());
    let read = named_over(&["TT", "Biểu hiện / Đồng chí", "Lê Thị Thử", "Trần Viết An", "Cộng"], body);
    assert_eq!(read, [("Lê Thị Thử".into(), pattern()), ("Trần Viết An".into(), pattern())]);
}

#[test]
fn below_the_titles_of_the_groups_numbers_name_the_indicators_of_several_members() {
    for called in ["", "Biểu hiện "] {
        let catalogue = catalogue();
        let mut body = Vec::new();
        for (group, title) in catalogue.groups.iter().enumerate() {
            body.push(vec![format!("Nhóm {}: {}", group + 1, title.title)]);
            for indicator in catalogue.of_group(group) {
                let yes = pattern().as_bytes()[indicator] == b'y';
                let number = catalogue.indicators[indicator].number;
                let said = if yes { "Nhẹ" } else { "Không" };
                body.push(vec![format!("{called}{number}"), said.into(), said.into()]);
            }
        }
        let read = named_over(&["Biểu hiện", "Lê Thị Thử", "Trần Viết An"], body);
        assert_eq!(read, [("Lê Thị Thử".into(), pattern()), ("Trần Viết An".into(), pattern())], "{called}");
    }
}

#[test]
fn what_members_promise_on_another_sheet_answers_nothing() {
    let answers = vec![codes(&["TT", "Họ và tên"]), row(&["1", "Lê Thị Thử"], |_, y| word(y))];
    let promise = |what: &str| {
        ["1", "Lê Thị Thử", "I.1", what, "Đọc tài liệu hằng tuần", "30/9/2026", "Đang thực hiện"]
            .map(String::from)
    };
    let heads = ["TT", "Họ và tên", "Biểu hiện", "Hạn chế, khuyết điểm", "Biện pháp", "Thời hạn", "Kết quả"];
    let wordings = rows(|_, wording, _| promise(wording).into());
    let plan: Vec<Vec<String>> = headed(&heads, wordings[..5].to_vec());
    let reviews = read(&workbook(&[("1. Tự soi", answers), ("2. Kế hoạch", plan)])).reviews;
    assert_eq!(named(&reviews), ["Lê Thị Thử"]);
    assert_eq!(letters(&reviews[0]), pattern());
}
