//! Shapes of forms: where the answer stands beside, below or within its manifestation.

use super::layouts::{head, rows};
use super::{letters, one, pattern};

fn boxes(yes: bool) -> String {
    let (on, off) = if yes { ('☒', '☐') } else { ('☐', '☒') };
    let why = if yes { "Đôi lúc còn nể nang" } else { "…………………" };
    format!("{on} Có      {off} Không      Nếu có, nêu rõ: {why}")
}

#[test]
fn a_row_below_the_wording_answers_under_a_number_merged_over_both() {
    let table = rows(|i, w, y| vec![format!("{}.", i + 1), w.into(), boxes(y)]);
    let table: Vec<Vec<String>> = table
        .into_iter()
        .flat_map(|row| [vec![row[0].clone(), row[1].clone()], vec!["^".into(), row[2].clone()]])
        .collect();
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn what_is_explained_behind_a_denial_takes_it_back() {
    let table = |said: &str| {
        let row = |i: usize, w: &str, _| vec![(i + 1).to_string(), w.to_owned(), said.to_owned()];
        letters(&one(&head().table(&rows(row)).document()))
    };
    assert_eq!(table("☐ Có ☒ Không Nếu có, nêu rõ: không"), "n".repeat(27));
    assert_eq!(table("☐ Có ☒ Không (Nếu có, nêu rõ: nể nang khi góp ý)"), "c".repeat(27));
    assert_eq!(table("☐ Có ☐ Không Nếu có, nêu rõ: ………"), "b".repeat(27));
}
