//! Charts in templates: where their tags may stand, and what the package then holds.

use super::*;

const KINDS: &str = "[Content_Types].xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";

fn unit(ten: &str, so_ban: u32, so_thieu: u32) -> Value {
    context! { ten, so_ban, so_thieu }
}

fn figures() -> Value {
    context! {
        ten => "Đảng bộ xã Một",
        ky => "",
        nhom => [context! { so => "I", ten => "suy thoái <&> “x”", luot => 1240 }, context! { so => "II", ten => "lối sống", luot => 0 }],
        nhieu_nhat => Vec::<Value>::new(),
        don_vi => [unit("Chi bộ Một", 0, 4), unit("Chi bộ Hai", 0, 7)],
    }
}

/// The parts of what an office's template of this body becomes.
fn made(body: &str, fields: &Value, more: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let document = document(body);
    let parts = [
        &[
            (KINDS, "<Types xmlns=\"t\"><Default Extension=\"xml\"/></Types>"),
            (RELATIONS, "<Relationships xmlns=\"r\"/>"),
            (MAIN, document.as_str()),
        ],
        more,
    ];
    let stop = |stop: Stop| stop.message(Lang::Vi);
    let name = Paper::Summary.template();
    let template =
        Template::read(Path::new("mẫu.docx"), name, &package(&parts.concat()), Lang::Vi).map_err(stop)?;
    template.fill(fields).map_err(stop)
}

fn names(package: &[u8]) -> Vec<String> {
    ZipArchive::new(Cursor::new(package))
        .unwrap()
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

#[test]
fn a_tag_alone_in_its_paragraph_becomes_a_chart_however_word_split_or_corrected_it() {
    for runs in [
        &["{{ bieu_do(\"nhom\") }}"][..],
        &["{", "{ bieu", "_do(“", "nhom”)", " }}"],
        &[" {{bieu_do( ‘nhom’ )}} "],
        &["{{\u{a0}bieu_do(nhom) }}"],
    ] {
        let package = made(&p(runs), &figures(), &[]).unwrap();
        let chart = part(&package, "word/charts/chart1.xml");
        for value in
            ["<c:v>I. suy thoái &lt;&amp;&gt; “x”</c:v>", "<c:v>1240</c:v>", "<c:v>II. lối sống</c:v>"]
        {
            assert!(chart.contains(value), "{runs:?}: {value} is missing in {chart}");
        }
        let main = part(&package, MAIN);
        assert!(main.contains("r:id=\"rIdBieuDo1\"") && !main.contains("bieu_do"), "{main}");
        let relations = part(&package, RELATIONS);
        assert!(relations.contains("Id=\"rIdBieuDo1\"") && relations.contains("charts/chart1.xml"));
        assert!(part(&package, KINDS).contains("PartName=\"/word/charts/chart1.xml\""));
    }
}

#[test]
fn what_would_be_lost_with_the_paragraph_of_a_tag_is_a_fault() {
    for tag in ["{{ bieu_do(\"nhom\") }}", "{%p if ky %}"] {
        for more in ["<w:r><w:drawing><a/></w:drawing></w:r>", "<w:pPr><w:sectPr/></w:pPr>"] {
            let body = format!("<w:p>{more}<w:r><w:t>{tag}</w:t></w:r></w:p>{}", p(&["{%p endif %}"]));
            let why = made(&body, &figures(), &[]).unwrap_err();
            assert!(why.contains("một mình"), "{tag} {more}: {why}");
        }
    }
}

#[test]
fn a_chart_of_units_below_in_a_template_of_a_cell_is_a_fault() {
    let document = document(&p(&["{{ bieu_do(\"don_vi\") }}"]));
    let package = package(&[(MAIN, document.as_str())]);
    let read = |paper: Paper| Template::read(Path::new("mẫu.docx"), paper.template(), &package, Lang::Vi);
    let why = read(Paper::Report).err().map(|stop| stop.message(Lang::Vi)).unwrap_or_default();
    assert!(why.contains("don_vi"), "{why}");
    assert!(read(Paper::Summary).is_ok());
}

#[test]
fn a_chart_without_anything_to_show_leaves_no_trace() {
    for name in ["nhieu_nhat", "don_vi"] {
        let body = format!("<w:tc>{}</w:tc>", p(&[&format!("{{{{ bieu_do(\"{name}\") }}}}")]));
        let package = made(&body, &figures(), &[]).unwrap();
        assert!(part(&package, MAIN).contains("<w:body><w:tc>\n<w:p/></w:tc></w:body>"), "{name}");
        assert_eq!(names(&package), [KINDS, RELATIONS, MAIN], "{name}");
    }
}

#[test]
fn a_chart_that_a_condition_leaves_out_is_not_drawn() {
    let body = [p(&["{%p if ky %}"]), p(&["{{ bieu_do(\"nhom\") }}"]), p(&["{%p endif %}"])].concat();
    assert_eq!(names(&made(&body, &figures(), &[]).unwrap()).len(), 3);
}

#[test]
fn charts_and_drawings_of_the_office_keep_their_names_and_numbers() {
    let tag = p(&["{{ bieu_do(\"nhom\") }}"]);
    let own = "<w:p><w:r><w:drawing><wp:docPr id=\"7\" name=\"x\"/></w:drawing></w:r></w:p>";
    let package =
        made(&[own, &tag, &tag].concat(), &figures(), &[("word/charts/chart3.xml", "<own/>")]).unwrap();
    assert_eq!(part(&package, "word/charts/chart3.xml"), "<own/>");
    let main = part(&package, MAIN);
    for (id, chart) in [(8, 4), (9, 5)] {
        assert!(
            main.contains(&format!("<wp:docPr id=\"{id}\"")) && main.contains(&format!("rIdBieuDo{chart}\""))
        );
        assert!(names(&package).contains(&format!("word/charts/chart{chart}.xml")));
    }
}

#[test]
fn of_more_units_than_can_be_read_those_that_lack_most_are_drawn_and_the_rest_is_said() {
    let units: Vec<Value> = (0..20).map(|n| unit(&format!("Chi bộ {n}"), 100, n)).collect();
    let fields = context! { don_vi => units };
    let package = made(&p(&["{{ bieu_do(\"don_vi\") }}"]), &fields, &[]).unwrap();
    let chart = part(&package, "word/charts/chart1.xml");
    let first = chart.find("<c:v>Chi bộ 19</c:v>").unwrap();
    assert!(first < chart.find("<c:v>Chi bộ 5</c:v>").unwrap() && !chart.contains("<c:v>Chi bộ 4</c:v>"));
    let said = "Biểu đồ có 15 trong 20 đơn vị, từ đơn vị còn thiếu nhiều bản nhất; 05 đơn vị còn lại đã nộp 500 bản, chưa nộp 10 bản.";
    assert!(part(&package, MAIN).contains(said));
}

#[test]
fn what_has_come_is_shown_also_where_none_of_it_is_from_the_units_that_lack_most() {
    let late = (0..15).map(|n| unit(&format!("Chi bộ {n}"), 0, 9));
    let fields = context! { don_vi => late.chain([unit("Chi bộ đủ", 8, 0)]).collect::<Vec<_>>() };
    let package = made(&p(&["{{ bieu_do(\"don_vi\") }}"]), &fields, &[]).unwrap();
    assert!(part(&package, MAIN).contains("01 đơn vị còn lại đã nộp 08 bản, chưa nộp 0 bản."));
}

#[test]
fn a_mistake_in_a_charts_tag_is_told() {
    let boxed = format!(
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        p(&["{{ bieu_do(\"nhom\") }}"])
    );
    let mistakes: [(String, &[&str]); 6] = [
        (p(&["{{ bieu_do(\"nhmo\") }}"]), &["không có biểu đồ “nhmo”", "“nhom”"]),
        (p(&["{{ bieu_do(\"Nhiều nhất\") }}"]), &["“Nhiều nhất”", "“nhieu_nhat”"]),
        (p(&["{{ bieu_đo(\"nhom\") }}"]), &["“bieu_đo”", "“bieu_do”"]),
        (p(&["Xem {{ bieu_do(\"nhom\") }}"]), &["“Xem {{", "một mình"]),
        (p(&["{{ bieu_do(\"nhom\") }}{{ bieu_do(\"nhom\") }}"]), &["một mình"]),
        (boxed, &["hộp chữ"]),
    ];
    for (body, wanted) in mistakes {
        let said = made(&body, &figures(), &[]).unwrap_err();
        assert!(wanted.iter().all(|words| said.contains(words)), "{wanted:?} in {said}");
    }
    let header = format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", p(&["{{ bieu_do(\"nhom\") }}"]));
    let said = made(&p(&["x"]), &figures(), &[("word/header1.xml", &header)]).unwrap_err();
    assert!(said.contains("đầu trang"), "{said}");
}
