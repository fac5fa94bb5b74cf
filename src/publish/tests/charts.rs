//! The charts in the papers of the invented campaign.

use super::*;
use crate::wordml::{Chart, Series};

const CHART: &str = "word/charts/chart1.xml";

/// The points of a chart in its order: names, labels, values.
fn points(chart: &str) -> Vec<String> {
    let texts = chart.split("<c:v>").skip(1).filter_map(|text| text.split("</c:v>").next());
    texts.map(str::to_owned).collect()
}

fn report(campaign: &Campaign, path: &str) -> Vec<u8> {
    fs::read(campaign.results.join(path)).unwrap()
}

#[test]
fn a_report_above_shows_how_far_each_unit_below_has_sent() {
    let (_dir, campaign, _, totals) = published();
    let chart = part(&report(&campaign, &format!("{ABOVE}/Báo cáo - Đảng bộ xã Đồng Thử.docx")), CHART);
    let of = |unit: usize| totals.of(UnitId(unit));
    let [one, two] = [2, 3].map(|unit| (of(unit).reviews.to_string(), of(unit).missing.to_string()));
    assert_eq!(
        points(&chart),
        [
            ["Đã nộp", "Chi bộ thôn Một", "Chi bộ thôn Hai", &one.0, &two.0],
            ["Chưa nộp", "Chi bộ thôn Một", "Chi bộ thôn Hai", &one.1, &two.1],
        ]
        .concat()
    );
}

#[test]
fn a_cells_report_shows_what_most_members_see_in_themselves() {
    let (_dir, campaign, _, totals) = published();
    let chart = part(&report(&campaign, &format!("{CELL}/Báo cáo - Chi bộ thôn Một.docx")), CHART);
    let mut most: Vec<u32> =
        totals.of(UnitId(2)).answers.iter().map(|a| a.yes).filter(|yes| *yes > 0).collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    most.truncate(5);
    let shown = points(&chart);
    let values: Vec<u32> =
        shown[shown.len() - most.len()..].iter().map(|value| value.parse().unwrap()).collect();
    assert_eq!(values, most);
    assert_eq!(shown.len(), 1 + 2 * most.len());
}

#[test]
fn an_offices_own_template_may_show_every_chart() {
    let (_dir, campaign, books, totals) = published();
    let tags = charts()
        .into_iter()
        .map(|chart| format!("<w:p><w:r><w:t>{{{{ bieu_do(“{}”) }}}}</w:t></w:r></w:p>", chart.name));
    let own = crate::wordml::package(&tags.collect::<String>(), 14).unwrap();
    fs::write(campaign.templates.join("bao-cao-tong-hop.docx"), own).unwrap();
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let made = report(&campaign, &format!("{ABOVE}/Báo cáo - Đảng bộ xã Đồng Thử.docx"));
    let charts = [1, 2, 3].map(|n| part(&made, &format!("word/charts/chart{n}.xml")));
    let text = part(&made, "word/document.xml");
    for title in ["theo nhóm biểu hiện", "nhiều đảng viên tự nhận nhất", "Tiến độ nộp"]
    {
        assert!(text.contains(title), "{title}");
    }
    // Readers of Word files, this program among them, look for text in the document.
    assert!(charts.iter().all(|chart| chart.contains("<c:v>") && !chart.contains("<a:t>")));
}

#[test]
fn a_chart_that_names_a_member_is_not_handed_on_above_a_cell() {
    let (_dir, campaign, books, totals) = published();
    let archive = Archive::new(&campaign, &books, &totals, None);
    let secrets = secrecy::Secrets::of(&archive);
    let check = |label: &str| {
        let series = vec![Series { name: "Đã nộp".into(), values: vec![1] }];
        let chart =
            Chart { title: "Tiến độ".into(), labels: vec![label.into()], series, note: String::new() };
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        package.start_file(CHART, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut package, chart.part().as_bytes()).unwrap();
        secrets.check("above", &package.finish().unwrap().into_inner())
    };
    assert!(check("Chi bộ thôn Một").is_ok());
    assert!(matches!(check("Đồng chí MẪU THỊ BÍNH"), Err(Stop::Imbalance { .. })));
}
