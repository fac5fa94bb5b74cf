//! The papers of the invented campaign, held against the checklist for Party papers
//! (36-HD/VPTW, and 05-HD/VPTW as practised).

use super::*;
use crate::campaign::{Meeting, load_format};
use crate::publish::report::Paper;
use regex::Regex;

/// The text of a document, a line for each paragraph.
fn lines(xml: &str) -> Vec<String> {
    let line = |paragraph: &str| {
        let pieces = paragraph.split("<w:t").skip(1).filter_map(|t| t.split_once('>')?.1.split('<').next());
        pieces.collect::<String>().replace("&lt;", "<").replace("&amp;", "&")
    };
    xml.split("</w:p>").map(line).filter(|line| !line.is_empty()).collect()
}

fn lines_of(campaign: &Campaign, path: &str) -> Vec<String> {
    let path = campaign.results.join(path);
    lines(&part(&fs::read(&path).unwrap_or_else(|_| panic!("{}", path.display())), "word/document.xml"))
}

/// What is wrong with a paper by the checklist, by the number of its point.
fn against_the_checklist(package: &[u8], letter: bool) -> Vec<String> {
    let xml = part(package, "word/document.xml");
    let mut wrong = Vec::new();
    let mut must = |point: u32, holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{point}: {what}"));
        }
    };
    let has = |what: &str| xml.contains(what);
    must(1, has("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "A4 upright");
    let margins = "w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\"";
    must(1, has(margins), "margins");
    must(2, has("<w:titlePg/>"), "no number on the first page");
    must(2, part(package, "word/header1.xml").matches(" PAGE ").count() == 1, "one page number");
    must(2, lines(&part(package, "word/header2.xml")).is_empty(), "an empty first header");
    let fonts = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>";
    must(3, xml.matches("<w:rPr>").count() == xml.matches(fonts).count(), "one font");
    must(3, xml.matches("<w:color ").count() == xml.matches("w:val=\"000000\"/><w:sz").count(), "black");
    let tables: Vec<&str> = xml.split("<w:tbl>").skip(1).filter_map(|t| t.split("</w:tbl>").next()).collect();
    let borderless = |table: &&&str| table.contains("<w:top w:val=\"nil\"/>");
    let head = tables[0];
    must(4, borderless(&&head) && head.contains("<w:tblW w:w=\"9355\""), "the letterhead's table");
    must(4, head.matches("<w:tc>").count() == 2, "two slots");
    let number = Regex::new(r"^Số\s+(\d{2,})?\s*-(BC|KH|CV)/[A-ZĐ]+$").unwrap();
    let head_lines = lines(head);
    must(5, head_lines.iter().any(|line| number.is_match(line)), "the number without a colon");
    must(5, head_lines.contains(&"*".to_owned()), "the star");
    let look = |words: &str| {
        let at = xml.find(&format!(">{words}<")).unwrap_or_default();
        xml[..at].rsplit("<w:p>").next().unwrap_or_default().to_owned()
    };
    let party = look("ĐẢNG CỘNG SẢN VIỆT NAM");
    must(6, party.contains("<w:sz w:val=\"30\"/>") && party.contains("<w:b/>"), "the Party's name");
    must(6, party.contains("<w:bottom w:val=\"single\""), "the line below it");
    let dated = Regex::new(r"^(\p{Lu}.*, n|N)gày \d{2} tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$").unwrap();
    must(6, head_lines.iter().any(|line| dated.is_match(line)), "place and date");
    if !letter {
        let kind = ["BÁO CÁO", "BÁO CÁO ĐỀ DẪN", "KẾ HOẠCH"].map(look).concat();
        let sized = ["30", "32"].iter().any(|size| kind.contains(&format!("<w:sz w:val=\"{size}\"/>")));
        must(7, sized && kind.contains("<w:jc w:val=\"center\"/>"), "the kind of paper");
    }
    let body =
        Regex::new(r#"w:line="(\d+)" w:lineRule="exact"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>"#);
    let distances = body.unwrap();
    let distances: Vec<u32> = distances.captures_iter(&xml).map(|c| c[1].parse().unwrap()).collect();
    must(8, !distances.is_empty() && distances.iter().all(|d| (360..=400).contains(d)), "running text");
    let signed = tables.iter().skip(1).find(borderless).copied().unwrap_or_default();
    let signed_lines = lines(signed);
    must(9, signed.contains("<w:u w:val=\"single\"/>"), "Nơi nhận underlined");
    let receivers: Vec<&String> = signed_lines.iter().filter(|line| line.starts_with("- ")).collect();
    let last = receivers.len().saturating_sub(1);
    let ends = |(i, line): (usize, &&String)| line.ends_with(if i == last { '.' } else { ';' });
    must(9, !receivers.is_empty() && receivers.iter().enumerate().all(ends), "receivers");
    must(9, signed_lines.iter().any(|line| line.starts_with("T/M ")), "in whose name");
    for line in lines(&xml).iter().filter(|line| !number.is_match(line)) {
        must(10, !line.contains("  "), &format!("double space: {line}"));
        must(10, ![" ,", " .", " ;", " :"].iter().any(|odd| line.contains(odd)), &format!("space: {line}"));
        must(10, crate::text::nfc(line) == *line, &format!("not composed: {line}"));
        must(
            12,
            !["{{", "{%", "…", "___"].iter().any(|odd| line.contains(odd)),
            &format!("unfilled: {line}"),
        );
    }
    for table in tables.iter().filter(|table| !borderless(table)) {
        must(11, table.contains("<w:tblHeader/>"), "headings repeated");
        must(11, table.matches("<w:tr>").count() == table.matches("<w:cantSplit/>").count(), "rows whole");
        let wide = table.contains("<w:tblW w:w=\"14570\"");
        must(
            11,
            !wide || has("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""),
            "wide tables on their side",
        );
    }
    wrong
}

#[test]
fn every_paper_keeps_to_the_checklist_in_both_formats() {
    for format in ["hd05", "hd36"] {
        let dir = TempDir::new().unwrap();
        let (mut campaign, books) = (campaign(dir.path()), books());
        campaign.format = load_format(format, dir.path(), Lang::Vi).unwrap();
        let totals = totals(&campaign, &books);
        publish(&campaign, &books, &totals, Lang::Vi).unwrap();
        let papers = files(&campaign.results)
            .into_iter()
            .filter(|(path, _)| !path.contains(".xlsx") && path.contains('/'));
        let mut seen = 0;
        for (path, bytes) in papers {
            assert_eq!(
                against_the_checklist(&bytes, path.contains("Đôn đốc")),
                Vec::<String>::new(),
                "{path}"
            );
            seen += 1;
        }
        assert_eq!(seen, 7 + 4 + 3 + 4, "{format}");
    }
}

#[test]
fn a_cells_report_says_who_sent_and_what_was_found() {
    let (_dir, campaign, ..) = published();
    let said = lines_of(&campaign, &format!("{CELL}/Báo cáo - Chi bộ thôn Một.docx"));
    for wanted in [
        "ĐẢNG BỘ XÃ ĐỒNG THỬ",
        "CHI BỘ THÔN MỘT",
        "Số      -BC/CB",
        "Mẫu Sơn, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
        "Chi bộ thôn Một có 06 đảng viên.",
        "Đã có 04 đảng viên nộp bản tự soi, đạt 66,7%; còn 02 đảng viên chưa nộp. Tập thể chi ủy đã nộp bản tự soi. \
         Theo ngày ghi trên các bản, tập thể kiểm điểm cùng ngày với cá nhân.",
        "1. Của tập thể chi ủy",
        "- Đảng ủy xã Đồng Thử (để báo cáo);",
        "- Lưu Chi bộ.",
        "T/M CHI BỘ",
        "BÍ THƯ",
        "Biểu số 01",
    ] {
        assert!(said.iter().any(|line| line == wanted), "{wanted}\n{}", said.join("\n"));
    }
}

#[test]
fn a_cell_that_sent_nothing_has_no_empty_heading() {
    let (_dir, mut campaign, mut books, _) = published();
    books.entries.retain(|entry| entry.unit != Some(UnitId(6)));
    let totals = totals(&campaign, &books);
    campaign.place = String::new();
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let name = "Chi bộ Trường- Mầm non 1-6";
    let folder = format!("Huyện ủy Mẫu Sơn/Đảng bộ xã Suối Thử/{name}");
    let said = lines_of(&campaign, &format!("{folder}/Báo cáo - {name}.docx"));
    assert!(said.contains(&"Suối Thử, ngày 05 tháng 02 năm 2026".into()), "the place is that of the commune");
    let headings: Vec<&String> =
        said.iter().filter(|line| line.contains("- ") && !line.starts_with('-')).collect();
    assert_eq!(headings, ["I- TÌNH HÌNH TỔ CHỨC SINH HOẠT"]);
    let nothing =
        "Chưa nhận được bản tự soi nào của đảng viên. Chưa nhận được bản tự soi của tập thể chi ủy.";
    assert!(said.iter().any(|line| line == nothing), "{said:?}");
    let letter = lines_of(&campaign, &format!("{folder}/Đôn đốc - {name}.docx")).join("\n");
    assert!(
        letter.contains("Đảng ủy xã Suối Thử chưa nhận được bản tự soi nào của Chi bộ Trường: Mầm non 1/6.")
    );
    let papers = files(&campaign.results.join(&folder)).len();
    assert_eq!(papers, 3, "a workbook, a report and a letter");
}

#[test]
fn a_report_above_tells_the_progress_and_lists_who_is_late() {
    let (_dir, campaign, ..) = published();
    let said = lines_of(&campaign, &format!("{ABOVE}/Báo cáo - Đảng bộ xã Đồng Thử.docx"));
    for wanted in [
        "ĐẢNG BỘ HUYỆN MẪU SƠN",
        "ĐẢNG ỦY XÃ ĐỒNG THỬ",
        "Đảng bộ xã Đồng Thử có 02 chi bộ với 10 đảng viên.",
        "Đơn vị chưa nộp đủ: Chi bộ thôn Một (thiếu 02 bản).",
        "- Huyện ủy Mẫu Sơn (để báo cáo);",
        "T/M ĐẢNG ỦY",
        "Biểu số 03",
        "Cộng",
    ] {
        assert!(said.iter().any(|line| line == wanted), "{wanted}\n{}", said.join("\n"));
    }
    assert!(
        said.iter().any(|line| line.contains("đạt 80%; còn 02 đảng viên chưa nộp.")),
        "{}",
        said.join("\n")
    );
}

#[test]
fn a_letter_goes_from_the_unit_above_to_each_that_is_late() {
    let (_dir, campaign, ..) = published();
    let said = lines_of(&campaign, &format!("{CELL}/Đôn đốc - Chi bộ thôn Một.docx"));
    for wanted in
        ["ĐẢNG ỦY XÃ ĐỒNG THỬ", "Số      -CV/ĐU", "Kính gửi: Chi bộ thôn Một", "- Như trên;", "T/M ĐẢNG ỦY"]
    {
        assert!(said.iter().any(|line| line == wanted), "{wanted}\n{}", said.join("\n"));
    }
    let whole = said.join("\n");
    assert!(whole.contains(
        "đã nhận được 04 bản tự soi của đảng viên thuộc Chi bộ thôn Một, đạt 66,7%; còn thiếu 02 bản."
    ));
    assert!(whole.contains("trước ngày 20/02/2026 để tổng hợp"), "{whole}");
}

#[test]
fn only_a_cells_plan_names_who_promised_what() {
    let (_dir, campaign, ..) = published();
    let said = lines_of(&campaign, &format!("{CELL}/Kế hoạch - Chi bộ thôn Một.docx"));
    for wanted in
        ["Thử Văn Ất (sinh 1980)", "Chưa chủ động học tập nghị quyết, còn ngại phát biểu", "Quý IV/2026"]
    {
        assert!(said.iter().any(|line| line == wanted), "{wanted}\n{}", said.join("\n"));
    }
}

#[test]
fn meetings_that_the_office_lists_are_told_and_those_to_come_are_not() {
    let dir = TempDir::new().unwrap();
    let (mut campaign, books) = (campaign(dir.path()), books());
    let totals = totals(&campaign, &books);
    campaign.meetings = vec![None; 7];
    campaign.meetings[2] = Some(Meeting { day: date(2026, 1, 20), present: Some(5) });
    campaign.meetings[3] = Some(Meeting { day: date(2026, 3, 1), present: None });
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let cell = lines_of(&campaign, &format!("{CELL}/Báo cáo - Chi bộ thôn Một.docx")).join("\n");
    let met = "Chi bộ tổ chức sinh hoạt ngày 20/01/2026, có 05 đảng viên dự, đạt 83,3%; vắng 01 đảng viên.";
    assert!(cell.contains(met), "{cell}");
    let other =
        lines_of(&campaign, &format!("{ABOVE}/Chi bộ thôn Hai/Báo cáo - Chi bộ thôn Hai.docx")).join("\n");
    assert!(!other.contains("tổ chức sinh hoạt ngày"), "{other}");
    let above = lines_of(&campaign, &format!("{ABOVE}/Báo cáo - Đảng bộ xã Đồng Thử.docx")).join("\n");
    assert!(
        above.contains(
            "đã có 01 chi bộ tổ chức sinh hoạt, đạt 50%; còn 01 chi bộ chưa tổ chức; có 05 lượt đảng viên dự"
        ),
        "{above}"
    );
}

#[test]
fn an_offices_own_template_is_used_and_its_mistakes_stop_the_run_before_anything_is_written() {
    let (dir, campaign, books, totals) = published();
    let (written, kept) = copy_templates(&campaign.templates, &campaign.format).unwrap();
    assert_eq!((written.len(), kept.len()), (Paper::ALL.len(), 0));
    let own = campaign.templates.join("bao-cao-chi-bo.docx");
    let template = fs::read(&own).unwrap();
    let edit = |from: &str, to: &str| {
        let mut package = zip::ZipArchive::new(Cursor::new(&template)).unwrap();
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for i in 0..package.len() {
            let mut one = package.by_index(i).unwrap();
            let name = one.name().unwrap().into_owned();
            let mut text = String::new();
            one.read_to_string(&mut text).unwrap();
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, text.replace(from, to).as_bytes()).unwrap();
        }
        fs::write(&own, out.finish().unwrap().into_inner()).unwrap();
    };
    edit("I- TÌNH", "I. VỀ TÌNH");
    edit("{{ phan() }}- TÌNH HÌNH TỔ CHỨC", "{{ phan() }}. VỀ VIỆC TỔ CHỨC");
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let said = lines_of(&campaign, &format!("{CELL}/Báo cáo - Chi bộ thôn Một.docx"));
    assert!(said.contains(&"I. VỀ VIỆC TỔ CHỨC SINH HOẠT".into()), "{said:?}");
    let before = files(&campaign.results);
    edit("{{ so_dang_vien|so }}", "{{ so_dang_vin|so }}");
    let stop = publish(&campaign, &books, &totals, Lang::Vi).unwrap_err();
    assert!(matches!(&stop, Stop::Faulty { path, .. } if path.ends_with("templates/bao-cao-chi-bo.docx")));
    assert!(stop.message(Lang::Vi).contains("“so_dang_vien”"), "{}", stop.message(Lang::Vi));
    assert_eq!(files(&campaign.results), before);
    assert_eq!(copy_templates(&campaign.templates, &campaign.format).unwrap().1.len(), Paper::ALL.len());
    fs::write(dir.path().join("templates/bao cao.docx"), "x").unwrap();
    let strange = strange_templates(&campaign, Lang::Vi);
    assert!(strange.len() == 1 && strange[0].contains("bao cao.docx"), "{strange:?}");
}

/// Every name that leads to a value, with lists and groups written as one.
fn names_in(value: &minijinja::Value, above: &str, found: &mut std::collections::BTreeSet<String>) {
    use minijinja::value::ValueKind;
    match value.kind() {
        ValueKind::Map => {
            for key in value.try_iter().unwrap() {
                let name = format!("{above}{}{key}", if above.is_empty() { "" } else { "." });
                names_in(&value.get_attr(&key.to_string()).unwrap(), &name, found);
                found.insert(name);
            }
        }
        ValueKind::Seq => value.try_iter().unwrap().for_each(|one| names_in(&one, above, found)),
        _ => {}
    }
}

#[test]
fn the_explained_fields_are_those_that_are_filled() {
    let (_dir, campaign, books, totals) = published();
    let archive = Archive::new(&campaign, &books, &totals, None);
    let mut found = std::collections::BTreeSet::new();
    for id in campaign.hierarchy.ids() {
        let dossier = archive.dossier(id);
        for paper in Paper::of(&dossier) {
            names_in(&report::fields(&dossier, paper), "", &mut found);
        }
    }
    let explained: std::collections::BTreeSet<String> =
        terms().iter().map(|term| term.name.clone()).collect();
    assert_eq!(explained.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new(), "not filled");
    assert_eq!(found.difference(&explained).collect::<Vec<_>>(), Vec::<&String>::new(), "not explained");
}
