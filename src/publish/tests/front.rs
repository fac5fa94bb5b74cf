//! The front page of the invented campaign.

use super::*;

/// The page, and the decoded targets of its links.
fn page(campaign: &Campaign) -> (String, Vec<String>) {
    let html = fs::read_to_string(campaign.results.join("Mở đầu.html")).unwrap();
    let links = html.split("href=\"").skip(1).filter_map(|t| t.split('"').next());
    let decoded = links.filter(|link| !link.starts_with(['#']) && *link != "data:,").map(decoded);
    let links = decoded.collect();
    (html, links)
}

fn decoded(link: &str) -> String {
    let mut parts = link.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_link_of_the_front_page_leads_to_a_file_and_every_result_has_one() {
    let (_dir, campaign, ..) = published();
    let (html, links) = page(&campaign);
    for link in &links {
        assert!(campaign.results.join(link).is_file(), "{link}");
    }
    for path in
        files(&campaign.results).keys().filter(|path| !path.ends_with("html") && !path.ends_with("json"))
    {
        assert!(links.contains(path), "no link to {path}");
    }
    assert!(links.contains(&"../inbox/a0.docx".to_owned()), "a file that arrived");
    assert_eq!(html.matches("<details").count(), html.matches("</details>").count());
    assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
}

#[test]
fn the_front_page_asks_nothing_of_the_network_and_names_no_member() {
    let (_dir, campaign, ..) = published();
    let (html, _) = page(&campaign);
    for outside in ["http://", "https://", "//", "src=", "@import", "url("] {
        let html = html.replace("content=\"default-src 'none'", "");
        assert!(!html.contains(outside), "{outside}");
    }
    for name in
        ["Thử Văn", "THỬ VĂN", "Mẫu Thị", "Nháp", "Ví Thị", "cmd|", "ngại học", "ngại phát biểu", "Vô Danh"]
    {
        assert!(!html.contains(name), "{name}");
    }
}

#[test]
fn the_front_page_shows_the_sums() {
    let (_dir, campaign, books, totals) = published();
    let (html, _) = page(&campaign);
    let all = totals.of(UnitId(0));
    for wanted in [
        format!("<b>{}/{}</b>", all.reviews, all.members),
        format!("<b>{}/{}</b>", all.cells_in, all.cells),
        format!("<b>{}</b><span>câu hỏi", books.open_questions().count()),
        "Chi bộ Trường: Mầm non 1".into(),
        "Tính đến ngày 05 tháng 02 năm 2026".into(),
    ] {
        assert!(html.contains(&wanted), "{wanted}");
    }
}

#[test]
fn what_stands_in_names_is_text_on_the_front_page() {
    let dir = TempDir::new().unwrap();
    let (mut campaign, books) = (campaign(dir.path()), books());
    campaign.title = "<script>alert(1)</script> & “đợt”".into();
    let totals = totals(&campaign, &books);
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let (html, _) = page(&campaign);
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert"), "escaped");
}
