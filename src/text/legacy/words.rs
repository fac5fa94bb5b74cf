//! Words of text that may be in a legacy code page, and what can be said of one as it stands.

use crate::text::is_syllable;

/// Unbroken stretches of what may be letters in any of the readings.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !may_be_letter(c)).filter(|word| !word.is_empty())
}

pub(super) fn may_be_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{A1}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
        || c > '\u{FF}' && c.is_alphabetic()
}

/// Characters that no legacy code page has: the text around them is Unicode already.
pub(super) fn beyond_latin1(c: char) -> bool {
    matches!(c, '\u{100}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}')
        // Windows-1252 has these letters beside the Vietnamese ones.
        && !matches!(c, 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž')
}

/// One sign alone, which is a word of no reading.
pub(super) fn is_sign(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_code_sign) && chars.next().is_none()
}

/// Whether the word is Vietnamese as stored. Quotes, a bullet or a footnote's number may cling to it, and
/// soft hyphens may stand between its syllables.
pub(super) fn stands(word: &str) -> bool {
    let word = word.strip_prefix(['«', '»', '·']).unwrap_or(word);
    let word = word.strip_suffix(['»', '«', '·', '®', '¹', '²', '³']).unwrap_or(word);
    word.split('\u{AD}').all(|part| part.is_empty() || is_evenly_cased(part) && is_syllable(part))
}

/// All letters after the first of one case: `nhÊt` and `KhÃ` are not how anybody writes.
fn is_evenly_cased(word: &str) -> bool {
    let rest = || word.chars().skip(1);
    !rest().any(char::is_uppercase) || !rest().any(char::is_lowercase)
}

/// A word of plain letters that is no Vietnamese, nor an abbreviation or a numeral.
pub(super) fn is_foreign(word: &str) -> bool {
    word.is_ascii() && word.len() > 1 && word.contains(|c: char| c.is_ascii_lowercase()) && !is_syllable(word)
}

/// Windows-1252 signs that are letters in TCVN3.
pub(super) fn is_code_sign(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}' | '×' | '÷')
}

/// Words of any form and report, against which a word that two readings allow is weighed.
pub(super) const COMMON: &str = "bạn bản báo bảo bằng bệnh bí biểu bị bộ bởi cá các cách cái cán cáo cao cần cấp chi chí chỉ \
    chính chịu chống chủ chú chức chưa có còn công cơ cố của cũ cũng cùng cư cứ dân dạng dẫn do dục dù dụng đã đại đánh \
    đảng đảm đến để đề đi điều điểm đó đoàn độ đối đồng động được đủ đúng gì gia giá giữ giữa hai hành hạn hệ hết hiện \
    hình hoàn họ học họp hỏi hội hợp khác khi không khó kết kế kém kiến kiểm kỷ kỳ lãng làm lại là lãnh lần lập lên lệch \
    lòng lối lợi lớn lúc lý mạnh mất mẫu mình mỗi mọi một mới mục mức nào này năm nâng nên nếu người nghị nghiêm nghĩ \
    ngày nguyên ngừa nhà nhân nhận nhất nhiệm nhiều nhóm những như nhỏ nói nội nơi nữ phải phát phân phần pháp phê \
    phí phó phòng phố phụ phục quá quán quản quan quân quốc quy quyền quyết ra rèn rõ rất riêng sách sai sau sẽ số \
    sống sở suy sự sửa tác tài tại tạo tâm tập tất tên thái thành tháng thân thấy thể thế theo thì thị thiện thiếu \
    thoái thời thông thôn thư thực thứ thủ tích tiến tiêu tín tình tinh tính tỉnh toàn tổ tốt tôi tôn tổng tới tránh trách trên \
    trí trị triển trọng trong trực trước trường tục từ tự tư tưởng uỷ ủy ủng và vào vai văn vấn vẫn về vi vì việc viên \
    với vụ xã xây xấu xét xem xử xuyên ý yếu";

pub(super) fn is_common(word: &str) -> bool {
    let word = word.to_lowercase();
    COMMON.split(' ').any(|common| common == word)
}

/// Words of every form that a `.Vn…` font would show as words of none (`khụng`, `cỏc`; `cú` for `có`).
const UNICODE_ANYWAY: [&str; 13] =
    ["không", "có", "các", "cán", "công", "dân", "nhân", "phân", "quân", "tâm", "thân", "thông", "tôn"];

/// Whether the word is Unicode even in a legacy font, where both readings are spelt like Vietnamese.
pub(super) fn is_unicode_anyway(word: &str) -> bool {
    UNICODE_ANYWAY.contains(&word.to_lowercase().as_str())
}
