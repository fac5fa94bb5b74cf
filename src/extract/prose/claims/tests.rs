//! Sentences as cells write them, and what they answer.

use super::whole;
use crate::extract::context::Context;
use crate::extract::tests::catalogue;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Answer, Level};

/// The codes of those that a sentence about all indicators admits, where it answers for all.
fn codes(text: &str) -> Option<String> {
    let context = Context::new(catalogue(), Vocabulary::built_in());
    let claims = whole(text, None, &context)?.into_iter();
    let present = claims.filter(|(_, (answer, _))| *answer == Answer::Yes);
    let code = |i: usize| context.catalogue.indicators[i].code.clone();
    Some(present.map(|(i, _)| code(i)).collect::<Vec<_>>().join(" "))
}

/// The numbers that a sentence admits in the first group, where it answers for all of it.
fn present(text: &str) -> Option<Vec<usize>> {
    let context = Context::new(catalogue(), Vocabulary::built_in());
    let claims = crate::extract::prose::grouped::claims_of_group(text, 0, &context)?.into_iter();
    Some(claims.filter(|(_, (answer, _))| *answer == Answer::Yes).map(|(i, _)| i + 1).collect())
}

#[test]
fn a_grade_is_that_of_the_one_that_it_stands_behind() {
    let context = Context::new(catalogue(), Vocabulary::built_in());
    let levels = |text: &str| {
        let claims = whole(text, None, &context)?.into_iter();
        Some(claims.filter_map(|(i, (_, level))| Some((i, level?))).collect::<Vec<_>>())
    };
    for graded in ["(mức độ nhẹ)", "(nhẹ)", "- mức độ nhẹ", "ở mức độ nhẹ", ", mức độ nhẹ"]
    {
        let text = format!("có 01 biểu hiện là I.4 {graded}, 26 biểu hiện khác không có");
        assert_eq!(levels(&text), Some(vec![(3, Level::Slight)]), "{text}");
        let text = format!("có 02 biểu hiện là I.4, I.5 {graded}, 25 biểu hiện khác không có");
        assert_eq!(levels(&text), None, "{text}");
    }
}

#[test]
fn a_sentence_about_all_indicators_names_those_present_and_denies_the_others() {
    for (text, expected) in [
        ("Tự soi đủ 27 biểu hiện: không có biểu hiện nào.", ""),
        (
            "Tự soi đủ 27 biểu hiện: có 01 biểu hiện là I.4 (làm việc qua loa), 26 biểu hiện khác không có.",
            "I.4",
        ),
        (
            "có 02 biểu hiện là I.5 và III.4 (chia sẻ bài chưa kiểm chứng), 25 biểu hiện khác không có",
            "I.5 III.4",
        ),
        ("I.5 Có, II.4 Có; 25 biểu hiện còn lại Không", "I.5 II.4"),
        ("cả 27 biểu hiện Không", ""),
        ("Kết quả: cả 27 biểu hiện tôi đều không vi phạm.", ""),
        ("có biểu hiện 5 nhóm I; ngoài ra không có biểu hiện nào khác", "I.5"),
    ] {
        assert_eq!(codes(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_leaves_some_of_them_open_is_no_answer_to_all() {
    for text in [
        "có 01 biểu hiện là I.4, 25 biểu hiện khác không có",
        "có 02 biểu hiện là I.4, các biểu hiện khác không có",
        "đối chiếu với 9 biểu hiện, không có biểu hiện nào",
        "I.5 Không; 26 biểu hiện còn lại Có",
        "cơ bản không có biểu hiện nào",
        "không có biểu hiện nào, có lúc còn nóng tính",
        "không có",
        "I.5, II.4",
    ] {
        assert_eq!(codes(text), None, "{text}");
    }
}

#[test]
fn clauses_about_a_group_are_read_together() {
    let nerves = "trong tự phê bình giấu giếm, không dám nhận khuyết điểm; trong phê bình nể nang, né tránh, ngại va chạm";
    let will = "duy ý chí, áp đặt, bảo thủ, chỉ làm theo ý mình, không tiếp thu ý kiến hợp lý của người khác";
    for (text, expected) in [
        ("Về nhóm 1: không có biểu hiện nào".into(), vec![]),
        ("Về nhóm thứ nhất, bản thân không mắc biểu hiện nào.".into(), vec![]),
        ("Về tư tưởng chính trị, đối chiếu với 9 biểu hiện, tôi không có biểu hiện nào.".into(), vec![]),
        ("Nhóm I (tư tưởng chính trị): cả 9 biểu hiện bản thân đều không có.".into(), vec![]),
        ("Về nhóm 1: không có biểu hiện nào; riêng biểu hiện số 5 có.".into(), vec![5]),
        (
            "Nhóm 1: không có biểu hiện nào, riêng biểu hiện số 5 (nể nang) bản thân đôi lúc còn mắc."
                .into(),
            vec![5],
        ),
        (
            "Qua tự soi, bản thân có biểu hiện số 3 và số 5, các biểu hiện khác không có.".into(),
            vec![3, 5],
        ),
        ("Nhóm 1: có 02 biểu hiện: số 3, 5; còn lại không.".into(), vec![3, 5]),
        (format!("1. Về tư tưởng chính trị: còn {nerves}; các biểu hiện khác không có."), vec![5]),
        (
            "1. Nhóm biểu hiện suy thoái về tư tưởng chính trị: trong 9 biểu hiện, tôi tự thấy có 01 biểu hiện là lười học tập lý luận chính trị, nghị quyết của Đảng (biểu hiện 3). Ngoài ra không có biểu hiện nào khác.".into(),
            vec![3],
        ),
        (
            "Nhóm I: tôi có 02 biểu hiện gồm biểu hiện 6 (nói nhiều làm ít) và biểu hiện 9. Các biểu hiện khác không có.".into(),
            vec![6, 9],
        ),
        (
            "I. Về tư tưởng chính trị (9 biểu hiện): Bản thân còn biểu hiện thứ 5 (nể nang, né tránh, ngại va chạm trong phê bình). Các biểu hiện còn lại bản thân không có.".into(),
            vec![5],
        ),
        (
            "I. Về tư tưởng chính trị (9 biểu hiện): Còn biểu hiện số 5 (chưa sâu sát cơ sở); 8 biểu hiện còn lại không có.".into(),
            vec![5],
        ),
        ("I. Về tư tưởng chính trị (9 biểu hiện): Không có biểu hiện nào.".into(), vec![]),
        (
            format!(
                "Nhóm I: bản thân còn {will}; bản thân còn {nerves}. Các biểu hiện còn lại tôi không mắc."
            ),
            vec![5, 7],
        ),
    ] {
        assert_eq!(present(&text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_understood_wholly_says_nothing() {
    for text in [
        "Về nhóm 1: không có biểu hiện nào; biểu hiện số 5 có.",
        "Về nhóm 1: cơ bản không có biểu hiện nào.",
        "Về nhóm 2: không có biểu hiện nào.",
        "Về nhóm 1: không còn biểu hiện nào.",
        "Về nhóm 1: không có biểu hiện nào, nhưng làm việc đôi khi còn qua loa.",
        "Về nhóm 1: có 3 biểu hiện số 3 và 5; các biểu hiện còn lại không có.",
        "Về nhóm 1: có biểu hiện số 5.",
        "Về nhóm 1: có biểu hiện số 12; các biểu hiện còn lại không có.",
        "Về nhóm 1: chi bộ không có đồng chí nào có biểu hiện.",
        "Về nhóm 1: còn hay đi họp muộn; các biểu hiện khác không có.",
        "Trong 27 biểu hiện bản thân không có biểu hiện nào.",
    ] {
        assert_eq!(present(text), None, "{text}");
    }
}

#[test]
fn whoever_tells_of_all_indicators_names_them_in_many_ways() {
    for (text, expected) in [
        (
            "Đối chiếu 27 biểu hiện, tôi còn 01 biểu hiện là biểu hiện số 3 thuộc nhóm I (ít đọc sách báo của Đảng), mức độ nhẹ; 26 biểu hiện khác không có.",
            "I.3",
        ),
        ("Tôi thấy các biểu hiện thuộc nhóm I, nhóm II và nhóm III bản thân chưa để xảy ra.", ""),
        ("Tôi không có biểu hiện nào trong 27 biểu hiện, ngoại trừ biểu hiện thứ 4 nhóm I.", "I.4"),
        ("Tôi đã đối chiếu với 27 biểu hiện. Ngoài I.3 và I.5 ra, các biểu hiện khác không có.", "I.3 I.5"),
        ("tự nhận có I.3 (ngại đọc); ngoài I.3 ra, các biểu hiện khác không có.", "I.3"),
        (
            "Nhóm I: có biểu hiện 3 (học còn ngại); ngoài ra không có biểu hiện nào khác. Nhóm II: không có biểu hiện nào. Nhóm III: không.",
            "I.3",
        ),
        ("nhóm I không có; nhóm II có II.5, còn lại không; nhóm III không có biểu hiện nào", "II.5"),
        ("Nhóm I: biểu hiện 3, 5; nhóm II, III: không.", "I.3 I.5"),
        (
            "Nhóm một tôi soi 9/9 không có. Nhóm hai có biểu hiện 1; 8/9 biểu hiện khác không có. Nhóm ba 9/9 không có.",
            "II.1",
        ),
        (
            "Ngoại trừ biểu hiện III.4 (có lúc chia sẻ tin chưa kiểm chứng), bản thân không mắc 26/27 biểu hiện.",
            "III.4",
        ),
        ("có 02 biểu hiện gồm I.3 và II.6; hai mươi lăm biểu hiện còn lại tập thể không mắc", "I.3 II.6"),
        ("Tôi đã đọc kỹ 27 biểu hiện. Tôi không có biểu hiện nào trong cả 27 biểu hiện.", ""),
        (
            "Nhóm một tôi soi 9/9 không có. Nhóm hai tôi có 2/9: còn so bì chuyện chia ca trực (biểu hiện thứ nhất), và có buổi còn để bệnh nhân chờ lâu (biểu hiện thứ năm). 7/9 biểu hiện khác trong nhóm không có. Nhóm ba 9/9 không có.",
            "II.1 II.5",
        ),
        ("Tôi xin báo cáo chi bộ: tôi không có biểu hiện nào trong cả 27 biểu hiện.", ""),
        ("Cả 3 nhóm không có", ""),
        ("27/27 biểu hiện không có", ""),
        ("Nhóm I: không có biểu hiện nào. Nhóm II: biểu hiện 6, mức độ nhẹ. Nhóm III: không.", "II.6"),
        ("Tu soi 27 bieu hien: I.3 co (luoi hoc nghi quyet), con lai khong co.", "I.3"),
    ] {
        assert_eq!(codes(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_sentence_under_a_group_speaks_of_that() {
    for (text, expected) in [
        (
            "Ngoài biểu hiện số 3 (ít nghiên cứu nghị quyết) và biểu hiện số 6 ra, các biểu hiện khác của nhóm I không có.",
            vec![3, 6],
        ),
        ("Không vi phạm biểu hiện nào từ biểu hiện 1 đến biểu hiện 9.", vec![]),
        ("Không có biểu hiện nào trong 9 biểu hiện của nhóm này.", vec![]),
        ("Nhóm I: không có biểu hiện nào, trừ số 4 (có lúc chia sẻ tin chưa kiểm chứng).", vec![4]),
        ("Nhóm I: biểu hiện 1 có lúc còn dao động; các biểu hiện từ 2 đến 9 không.", vec![1]),
        ("Tập thể không mắc 8/9 biểu hiện; còn biểu hiện thứ 5: trong phê bình có lúc nể nang.", vec![5]),
        (
            "Tôi không mắc các biểu hiện 1, 2, 3, 4, 6, 7, 8, 9. Biểu hiện 5 tôi còn mắc: nhận xét xuê xoa.",
            vec![5],
        ),
        ("Soi cả 9 biểu hiện, bản thân tôi chưa mắc biểu hiện nào.", vec![]),
        (
            "Trong 9 biểu hiện, bản thân còn 01 biểu hiện là biểu hiện thứ 6, thể hiện ở chỗ có hôm nói chưa đi đôi với làm. Tám biểu hiện còn lại không có.",
            vec![6],
        ),
        (
            "Trong 9 biểu hiện tôi tự thấy mình còn một biểu hiện là nể nang với đồng nghiệp cùng kíp (biểu hiện 5); tám biểu hiện còn lại tôi không mắc.",
            vec![5],
        ),
        (
            "Bản thân luôn tin tưởng vào sự lãnh đạo của Đảng. Đối chiếu 9 biểu hiện của nhóm này, tôi thấy mình còn biểu hiện thứ 5: có lúc nể nang. Tám biểu hiện còn lại bản thân không có.",
            vec![5],
        ),
        (
            "Chi ủy có biểu hiện thứ 4 (có việc triển khai còn chậm); các biểu hiện khác trong nhóm không có.",
            vec![4],
        ),
        (
            "Về nhóm I, bản thân có biểu hiện I.4 vì đôi khi đi họp muộn. Các biểu hiện I.1, I.2, I.3 không có; I.5 – I.9 không có.",
            vec![4],
        ),
    ] {
        assert_eq!(present(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_done_badly_is_never_passed_over_beside_a_denial() {
    for text in [
        "Góp ý chưa thẳng thắn. Bản thân không có biểu hiện nào trong 27 biểu hiện.",
        "Qua kiểm điểm nể nang, ngại va chạm; không có biểu hiện nào trong 27 biểu hiện.",
        "Đấu tranh còn né tránh; cả 27 biểu hiện không có.",
        "Không còn biểu hiện I.3; 26 biểu hiện khác không có.",
    ] {
        assert_eq!(codes(text), None, "{text}");
    }
}

#[test]
fn a_range_or_a_list_is_answered_as_one_and_only_as_far_as_it_goes() {
    let context = Context::new(catalogue(), Vocabulary::built_in());
    let letters = |text: &str| {
        let claims = super::of_some(text, None, &context)?;
        let letter = |i: usize| match claims.iter().find(|(of, _)| *of == i) {
            Some((_, (Answer::Yes, _))) => 'y',
            Some(_) => 'n',
            None => '.',
        };
        Some((0..18).map(letter).collect::<String>())
    };
    for (text, expected) in [
        ("I.1 – I.9: không", Some("nnnnnnnnn.........")),
        ("II.1 đến II.4: không; II.5 có, mức độ nhẹ; II.6 đến II.9: không", Some(".........nnnnynnnn")),
        ("Các biểu hiện 1, 2, 3 nhóm I: không.", Some("nnn...............")),
        ("- Biểu hiện 4, 5 nhóm I: có.", Some("...yy.............")),
        (
            "Bản thân không vi phạm các biểu hiện I.1, I.2. Riêng I.3, tôi còn chưa chăm học nghị quyết.",
            Some("nny..............."),
        ),
        ("Không vi phạm I.1, I.2. Còn lại có.", None),
        ("Biểu hiện 4, 5: có.", None),
        ("Nhóm I: biểu hiện 3, 5; nhóm II, III: không.", None),
        (
            "Qua soi lại, tôi không có gì nổi bật về nhóm I; nhóm II và nhóm III đều không có biểu hiện nào.",
            None,
        ),
        ("Không có I.1, I.1, I.2.", None),
        ("Không có I.3, có I.3.", None),
    ] {
        assert_eq!(letters(text).as_deref(), expected, "{text}");
    }
}
