//! Whose a form is, what it promises and how it rates itself, in the ways that people write it.

use super::page::{Page, workbook};
use super::{one, pattern, read};
use crate::finding::{FileFinding, Finding};
use crate::model::{Kind, Rating, Review};

/// The rows of a table of answers.
fn answers() -> Vec<Vec<String>> {
    let wordings = super::catalogue().indicators;
    let head = vec!["TT".to_owned(), "Biểu hiện".into(), "Có".into(), "Không".into()];
    let row = |(at, letter): (usize, char)| {
        let mark = |wanted| if letter == wanted { "x".to_owned() } else { String::new() };
        vec![(at % 9 + 1).to_string(), wordings[at].wording.clone(), mark('y'), mark('n')]
    };
    std::iter::once(head).chain(pattern().chars().enumerate().map(row)).collect()
}

fn titled() -> Page {
    Page::default().line("CHI BỘ THÔN HÒA BÌNH").line("BẢN TỰ SOI, TỰ SỬA")
}

fn headed(lines: &[&str]) -> Review {
    one(&titled().lines(lines).table(&answers()).document())
}

fn name(lines: &[&str]) -> String {
    headed(lines).name.unwrap_or_else(|| "?".into())
}

#[test]
fn a_name_is_read_behind_every_usual_label() {
    for line in [
        "Họ và tên: Hà Văn Mơ",
        "Họ tên: Hà Văn Mơ NS: 1970 CV: ĐV",
        "Họ và tên: Hà Văn Mơ Giới tính: Nam",
        "HỌ VÀ TÊN: HÀ VĂN MƠ     SN: 1955",
        "Họ và tên: Hà Văn Mơ  Tuổi: 56",
        "Họ và tên: Hà Văn Mơ  Khóa: 7",
        "Họ và tên: Hà Văn Mơ     Cấp bậc: Thượng úy     Ngày sinh: 07/03/1970",
        "Họ tên Hà Văn Mơ, sn 1970",
        "Họ và tên: Hà Văn Mơ (sinh năm 1970)",
        "Họ và tên Hà Văn Mơ  Sinh ngày 1/2/1970",
        "Họ và tên cán bộ, đảng viên: Hà Văn Mơ",
        "Tôi tên Hà Văn Mơ, sinh năm 1970",
        "Tôi là đảng viên Hà Văn Mơ, sinh năm 1970",
        "Người thực hiện: Hà Văn Mơ",
        "Cá nhân tự soi: Hà Văn Mơ",
        "Họ và tên: Hà Văn Mơ. Ngày 21/6/2026",
        "Kính gửi chi ủy. Tôi là Hà Văn Mơ, chi bộ thôn Hòa Bình. Tôi xin tự soi như sau:",
        "Tôi Hà Văn Mơ chi bộ thôn Hòa Bình tự soi như sau:",
        "TỰ SOI 27 BIỂU HIỆN - Hà Văn Mơ",
        "BẢN TỰ SOI CỦA ĐỒNG CHÍ HÀ VĂN MƠ",
    ] {
        assert_eq!(name(&[line]), "Hà Văn Mơ", "{line}");
    }
}

#[test]
fn a_name_with_a_clause_behind_it_gives_the_unit_and_the_date() {
    let line = "Họ và tên: Ông Thị Mơ, đảng viên Chi bộ thôn Sơn Nam. Ngày 21/6/2026";
    assert_eq!(name(&[line]), "Ông Thị Mơ");
    assert_eq!(headed(&[line]).date.map(|date| date.to_string()).as_deref(), Some("2026-06-21"));
    let sentence =
        "Tôi là Hà Văn Mơ, đảng viên Chi bộ thôn Sơn Nam (Đảng bộ xã Sơn Đông). Qua học tập, tôi tự soi:";
    let review = one(&Page::default().line("BẢN TỰ SOI").line(sentence).table(&answers()).document());
    assert_eq!(review.unit_lines[0].text, "Chi bộ thôn Sơn Nam (Đảng bộ xã Sơn Đông)");
    for line in
        ["Tôi: Hà Văn Mơ, Chi bộ thôn Sơn Nam", "Em là Hà Văn Mơ (Chi bộ thôn Sơn Nam), em xin trả lời"]
    {
        let review = one(&Page::default().line("BẢN TỰ SOI").line(line).table(&answers()).document());
        let units: Vec<&str> = review.unit_lines.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(units, ["Chi bộ thôn Sơn Nam"], "{line}");
    }
}

/// The units that the head of a form names.
fn units(lines: &[&str]) -> Vec<String> {
    let page = Page::default().lines(lines).line("BẢN TỰ SOI").line("Họ và tên: Hà Văn Mơ");
    one(&page.table(&answers()).document()).unit_lines.iter().map(|unit| unit.text.clone()).collect()
}

#[test]
fn behind_a_label_that_asks_for_the_cell_a_place_of_work_is_one() {
    for line in ["Sinh hoạt tại chi bộ: Trạm Y tế xã Sơn Đông", "Chi bộ: Trạm Y tế xã Sơn Đông"]
    {
        assert_eq!(units(&[line]), ["Chi bộ Trạm Y tế xã Sơn Đông"], "{line}");
    }
    assert_eq!(units(&["Sinh hoạt tại chi bộ: CB thôn Sơn Nam"]), ["CB thôn Sơn Nam"]);
    assert_eq!(units(&["Đơn vị: Trạm Y tế xã Sơn Đông"]), ["Trạm Y tế xã Sơn Đông"]);
}

#[test]
fn the_school_above_its_cell_says_where_that_is() {
    let school = "TRƯỜNG THCS SƠN ĐÔNG";
    assert_eq!(units(&[school, "CHI BỘ TRƯỜNG THCS"]), [school, "CHI BỘ TRƯỜNG THCS"]);
    assert_eq!(units(&["ỦY BAN NHÂN DÂN", "CHI BỘ TRƯỜNG THCS"]), ["CHI BỘ TRƯỜNG THCS"]);
    assert_eq!(units(&[school, "CHI BỘ THÔN SƠN NAM"]), ["CHI BỘ THÔN SƠN NAM"]);
}

#[test]
fn the_name_of_another_is_not_taken_for_the_members() {
    for line in ["Họ và tên bí thư chi bộ: Lò Thị Phương", "Người kiểm tra: Lò Thị Phương"]
    {
        assert_eq!(name(&[line, "Họ và tên: Hà Văn Mơ"]), "Hà Văn Mơ", "{line}");
        assert_eq!(name(&[line]), "?", "{line}");
    }
}

#[test]
fn a_form_headed_by_one_and_signed_by_another_is_a_question() {
    let asked = |signed: &str| {
        let page = titled().line("Họ và tên: Hà Văn Mơ").table(&answers()).lines(["NGƯỜI TỰ SOI", signed]);
        let two = |f: &crate::model::Flag| matches!(&f.finding, Finding::File(FileFinding::TwoNames { .. }));
        one(&page.document()).flags.iter().any(two)
    };
    assert!(asked("Lò Thị Phương") && asked("Hà Văn Mỡ"));
    assert!(!asked("HÀ VĂN MƠ") && !asked("Ha Van Mo"));
}

#[test]
fn a_table_says_who_fills_the_form_in_beside_labels_or_below_them() {
    for rows in [
        vec![vec!["Họ và tên", "Hà Văn Mơ", "Ngày sinh", "01/02/1970"]],
        vec![vec!["Họ và tên", "Ngày sinh", "Chức vụ"], vec!["Hà Văn Mơ", "01/02/1970", "Đảng viên"]],
        vec![vec!["Họ và tên", ":", "Hà Văn Mơ"]],
        vec![vec!["Họ tên (in hoa)", "HÀ VĂN MƠ"]],
    ] {
        let review = one(&titled().table(&rows).table(&answers()).document());
        assert_eq!(review.name.as_deref(), Some("Hà Văn Mơ"), "{rows:?}");
    }
}

#[test]
fn a_place_and_the_next_label_are_no_names() {
    let rows = [vec!["Chức vụ", "Chi bộ", "Họ và tên"], vec!["Đảng viên", "Thôn Hòa Bình", ""]];
    let review = one(&titled().table(&rows).table(&answers()).document());
    assert_eq!(review.name, None);
    let rows = [vec!["Họ và tên", "Ngày sinh", "Ký nộp"]];
    assert_eq!(one(&titled().table(&rows).table(&answers()).document()).name, None);
}

#[test]
fn a_committee_that_lists_its_members_is_no_member_and_a_field_makes_no_committee() {
    let page = titled().line("Chi ủy chi bộ gồm 3 đồng chí: Lò Thị Phương, Hà Văn Mơ, Tạ Văn Lê.");
    let review = one(&page.table(&answers()).lines(["T/M CHI ỦY", "BÍ THƯ", "Lò Thị Phương"]).document());
    assert_eq!((review.kind, review.name), (Kind::Collective, None));
    let review = headed(&["Họ và tên: Hà Văn Mơ", "Tập thể nơi sinh hoạt: Chi ủy chi bộ thôn Hòa Bình"]);
    assert_eq!(review.kind, Kind::Member);
}

#[test]
fn forms_under_one_letterhead_share_its_unit() {
    let page = titled().line("Họ và tên: Hà Văn Mơ").table(&answers());
    let page = page.line("BẢN TỰ SOI, TỰ SỬA").line("Họ và tên: Lò Thị Phương").table(&answers());
    let reviews = read(&page.document()).reviews;
    assert_eq!(reviews.len(), 2);
    assert_eq!(reviews[0].unit_lines, reviews[1].unit_lines);
}

/// The corrections of a form with these lines below its answers: what falls short, and by when.
fn promised(lines: &[&str]) -> Vec<(String, String)> {
    let page = titled().lines(["Họ và tên: Hà Văn Mơ", "Ngày 10/11/2026"]).table(&answers());
    let review = one(&page.line("KẾ HOẠCH KHẮC PHỤC").lines(lines).document());
    let due = |c: &crate::model::Commitment| c.due.map_or_else(String::new, |d| d.to_string());
    review.commitments.iter().map(|c| (c.shortcoming.clone(), due(c))).collect()
}

#[test]
fn corrections_are_parted_at_every_usual_sign() {
    let expected = [("Còn nể nang".to_owned(), "2027-03-31".to_owned())];
    for line in [
        "+ Hạn chế thứ 1: Còn nể nang. Hướng khắc phục: Góp ý thẳng. Thời gian: quý I/2027",
        "Hạn chế 1: Còn nể nang - Biện pháp: Góp ý thẳng - Thời hạn: quý I/2027",
        "- Hạn chế: Còn nể nang → Biện pháp: Góp ý thẳng → Thời hạn: quý I/2027",
        "Tồn tại, hạn chế: Còn nể nang. Giải pháp thực hiện: Góp ý thẳng. Lộ trình: quí I/2027",
    ] {
        assert_eq!(promised(&[line]), expected, "{line}");
    }
}

#[test]
fn a_sentence_that_promises_gives_its_deadline_and_one_about_the_past_none() {
    let due = |line| promised(&[line]).pop().map(|(_, due)| due);
    let promise = "Tôi cam kết khắc phục hạn chế nể nang, xong trong quý I/2027.";
    assert_eq!(due(promise).as_deref(), Some("2027-03-31"));
    let past = "1. Chưa hoàn thành chỉ tiêu trong quý III/2026, tôi sẽ cố gắng hơn.";
    assert_eq!(due(past).as_deref(), Some(""));
}

#[test]
fn a_deadline_merged_over_rows_holds_for_each() {
    let rows = [
        vec!["TT", "Tồn tại", "Biện pháp", "Lộ trình"],
        vec!["1", "Còn nể nang", "Góp ý", "31/12/2026"],
        vec!["2", "Ít đi cơ sở", "Đi cơ sở", "^"],
    ];
    let review = one(&titled().line("Họ và tên: Hà Văn Mơ").table(&answers()).table(&rows).document());
    assert!(review.commitments.len() == 2 && review.commitments.iter().all(|c| c.due.is_some()));
}

fn sheet(name: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["BẢN TỰ SOI".to_owned()], vec![format!("Họ và tên: {name}")]];
    rows.extend(answers());
    rows
}

fn plan() -> Vec<Vec<String>> {
    let row = |texts: [&str; 4]| texts.map(str::to_owned).to_vec();
    vec![row(["TT", "Hạn chế", "Biện pháp", "Thời hạn"]), row(["1", "Còn nể nang", "Góp ý", "31/12/2026"])]
}

#[test]
fn corrections_on_a_second_sheet_belong_to_the_one_who_fills_the_workbook_in() {
    let review = one(&workbook(&[("Tự soi", sheet("Hà Văn Mơ")), ("Kế hoạch", plan())]));
    assert_eq!(review.commitments.len(), 1);
}

#[test]
fn corrections_that_may_be_of_either_of_two_are_said() {
    let sheets = [("A", sheet("Hà Văn Mơ")), ("B", sheet("Lò Thị Phương")), ("Kế hoạch", plan())];
    let extraction = read(&workbook(&sheets));
    assert!(extraction.reviews.iter().all(|r| r.commitments.is_empty()));
    let row = FileFinding::UnknownRow { text: String::new(), at: crate::model::Place::default() };
    let code = crate::finding::Finding::from(row).code();
    assert!(extraction.findings.iter().any(|f| f.code() == code));
}

#[test]
fn a_rating_is_read_in_a_row_and_behind_its_words_but_not_from_the_year_before() {
    let rated = |page: Page| one(&page.document()).rating;
    let page = || titled().line("Họ và tên: Hà Văn Mơ").table(&answers());
    let rows = [vec!["", "Hoàn thành xuất sắc nhiệm vụ"], vec!["X", "Hoàn thành tốt nhiệm vụ"]];
    assert_eq!(rated(page().table(&rows)), Some(Rating::Good));
    let before = "Kết quả xếp loại năm 2025: Hoàn thành tốt nhiệm vụ";
    let now = "Tự xếp loại năm 2026: Đảng viên hoàn thành nhiệm vụ.";
    assert_eq!(rated(page().lines([before, now])), Some(Rating::Satisfactory));
}

#[test]
fn whoever_answers_questions_is_named_as_such() {
    for label in ["Người trả lời", "Người tự vấn", "Họ và tên người điền phiếu"] {
        let page = super::page::Page::default().lines([
            "PHIẾU TỰ VẤN CỦA ĐẢNG VIÊN",
            &format!("{label}: Trần Viết An"),
            "Chi bộ: thôn Bãi Cát",
        ]);
        let table = super::layouts::headed(
            &["TT", "Biểu hiện", "Có", "Không"],
            super::layouts::rows(|i, w, y| {
                vec![format!("{}", i + 1), w.into(), super::layouts::mark(y), super::layouts::mark(!y)]
            }),
        );
        assert_eq!(
            super::one(&page.table(&table).document()).name.as_deref(),
            Some("Trần Viết An"),
            "{label}"
        );
    }
}

#[test]
fn a_form_is_dated_behind_its_place_with_the_word_for_day_or_without() {
    let dated = |line| headed(&["Họ và tên: Hà Văn Mơ", line]).date.map(|date| date.to_string());
    for line in ["Sơn Nam, ngày 20 tháng 6 năm 2026", "Sơn Nam, 20/6/2026", "Xã Cẩm Lạc, 20-6-2026"]
    {
        assert_eq!(dated(line).as_deref(), Some("2026-06-20"), "{line}");
    }
    for line in ["Hà Văn Mơ, 20/6/1970", "Nghị quyết số 5, 20/6/2026", "đã ký, 20/6/2026"] {
        assert_eq!(dated(line), None, "{line}");
    }
}

#[test]
fn a_date_in_figures_behind_the_place_is_the_forms() {
    let form =
        |line: &str| one(&titled().line(line).line("Họ và tên: Hà Văn Mơ").table(&answers()).document());
    let date = |line| form(line).date.map(|day| day.to_string());
    assert_eq!(date("Sơn Đông, 05/6/2026").as_deref(), Some("2026-06-05"));
    assert_eq!(
        date("Đảng bộ xã Sơn Đông – Chi bộ Bãi Cát. Sơn Đông, ngày 05/6/2026").as_deref(),
        Some("2026-06-05")
    );
    assert_eq!(date("Sinh tại Sơn Đông, 05/6/1970"), None);
}

#[test]
fn a_title_may_give_the_unit_before_or_behind_a_dash() {
    for title in [
        "Chi bộ thôn Bãi Cát - Bảng tự soi của đảng viên",
        "PHIẾU TỰ SOI - HÀ VĂN MƠ - CHI BỘ THÔN BÃI CÁT",
        "PHIẾU TỰ SOI – CHI BỘ THÔN BÃI CÁT",
    ] {
        let page = Page::default().line(title).line("Họ và tên: Hà Văn Mơ").table(&answers());
        let review = one(&page.document());
        let units: Vec<String> = review.unit_lines.iter().map(|line| line.text.to_lowercase()).collect();
        assert_eq!(units, ["chi bộ thôn bãi cát"], "{title}");
    }
}

#[test]
fn a_title_that_only_says_what_the_paper_is_may_name_its_writer_and_the_unit() {
    for line in [
        "TỰ SOI: Hà Văn Mơ",
        "TỰ SOI - Hà Văn Mơ - Chi bộ thôn Bãi Cát - xã Sơn Đông",
        "PHIẾU TỰ SOI - Đồng chí Hà Văn Mơ - Chi bộ thôn Bãi Cát, xã Sơn Đông",
    ] {
        let review = one(&Page::default().line(line).table(&answers()).document());
        assert_eq!(review.name.as_deref(), Some("Hà Văn Mơ"), "{line}");
    }
    assert_eq!(name(&["TỰ SOI - Trưởng Ban Công Tác"]), "?");
}

#[test]
fn the_body_above_a_cell_is_read_behind_it_in_a_title_and_below_it() {
    let title = "BẢNG TỰ SOI CỦA ĐẢNG VIÊN CHI BỘ TRẠM Y TẾ, ĐẢNG BỘ PHƯỜNG BẮC HỒNG";
    let of_title =
        one(&Page::default().line(title).line("Họ và tên: Hà Văn Mơ").table(&answers()).document());
    let lines =
        ["CHI BỘ TRẠM Y TẾ", "Trực thuộc Đảng bộ phường Bắc Hồng", "BẢN TỰ SOI", "Họ và tên: Hà Văn Mơ"];
    let below = one(&Page::default().lines(lines).table(&answers()).document());
    for review in [of_title, below] {
        let units: Vec<String> = review.unit_lines.iter().map(|line| crate::text::fold(&line.text)).collect();
        assert_eq!(units, ["chi bo tram y te", "dang bo phuong bac hong"], "{:?}", review.unit_lines);
    }
}

#[test]
fn a_letter_may_be_addressed_to_the_secretary_of_a_cell() {
    let lines = ["Kính gửi: Đ/c Bí thư Chi bộ thôn Hòa Bình", "BẢN TỰ SOI", "Họ và tên: Hà Văn Mơ"];
    let review = one(&Page::default().lines(lines).table(&answers()).document());
    assert_eq!(review.unit_lines[0].text, "Chi bộ thôn Hòa Bình");
}

#[test]
fn a_unit_may_stand_behind_the_name_in_one_line() {
    let review = one(&Page::default()
        .lines(["BẢN TỰ SOI", "Đảng viên: Hà Văn Mơ. Chi bộ thôn Bãi Cát, xã Sơn Đông"])
        .table(&answers())
        .document());
    assert_eq!(review.name.as_deref(), Some("Hà Văn Mơ"));
    let units: Vec<_> = review.unit_lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(units, ["Chi bộ thôn Bãi Cát, xã Sơn Đông"]);
}

#[test]
fn a_letter_may_be_addressed_to_a_cell_without_a_colon() {
    let review = one(&Page::default()
        .lines(["Kính gửi chi ủy Chi bộ thôn Bãi Cát xã Sơn Đông", "Tôi là Hà Văn Mơ"])
        .table(&answers())
        .document());
    let units: Vec<_> = review.unit_lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(units, ["Chi bộ thôn Bãi Cát xã Sơn Đông"]);
}

#[test]
fn corrections_on_a_sheet_of_their_own_belong_to_a_review_on_a_sheet_for_each_group() {
    let table = answers();
    let of_group = |group: usize| {
        let rows = table[1 + 9 * group..10 + 9 * group].to_vec();
        [vec![vec!["Họ và tên: Hà Văn Mơ".to_owned()], table[0].clone()], rows].concat()
    };
    let book =
        [("Nhóm I", of_group(0)), ("Nhóm II", of_group(1)), ("Nhóm III", of_group(2)), ("Tự sửa", plan())];
    assert_eq!(one(&workbook(&book)).commitments.len(), plan().len() - 1);
}
