//! Containers other than ZIP. The archives hold `Tự soi/a.rtf` and `sub/b.rtf`; the password is not given.

use super::{Arrival, Content, Format, open_bytes};
use crate::finding::FileFinding;
use proptest::prelude::*;
use std::io::{Cursor, Write};

const PLAIN_SEVEN_ZIP: &str = "377abcaf271c000435fc97941a0000000000000067000000000000009ce8f2450100087b5c7274663120617d00010008\
        7b5c7274663120627d000104060002090d0d0a0179a4e635201aa03700070b0200012121011601212101160c09090008\
        0a01542dc849977ee56200000502112f005400f11e200073006f0069002f0061002e0072007400660000007300750062\
        002f0062002e0072007400660000000000";
const LOCKED_SEVEN_ZIP: &str = "377abcaf271c0004a7ee90aa20000000000000008b0000000000000062cf61e9b58b1457f5376fba24c2e63ef8dab712\
        91e2e5f95f523a2dd85812efc914d1f9010406000109200a01f8de09ed00070b0100022406f1070122c8ff3290a58277\
        c71587eb57d666c09fc6e49c8c42788d4c592888caec5c6545edbd2121011601000c161200080d0209090a01542dc849\
        977ee56200000502112f005400f11e200073006f0069002f0061002e0072007400660000007300750062002f0062002e\
        0072007400660000000000";
const LOCKEDHEAD_SEVEN_ZIP: &str = "377abcaf271c00041dc47e62b000000000000000560000000000000058ce0d49c78eea035a40d0fafdf47ffd1be6e575\
        4766b73a157d9a2769064e8b6160ee6539c32e29cee45af38e133cc7e603a510d21017349cd4a9f1b62dfa4c5a9b9c3f\
        0fb427330e3afab8ba0890ca96af0fa4ef5112bfdd450bbb8daf1285c72e3815c4f991a3c67e810918170ce88ae15941\
        c24a3b8ba873c1e661e4036723b367cba0628366cd55f43dd63855774e786a272807cfd32298286a8768c9859156bd66\
        20c9a5e59bb9c1495b0fb96b345b95f7170620010980900a0118759bc700070b0100022406f1070122c8ff7deddff082\
        5b7bb2c8d8c80ce09d0c50cfd4ef2b7efc08c3452912fe4ae2456c23030101055d0000800001000c8082808b00080a01\
        d24737fc0000";
const PLAIN_RAR: &str = "526172211a070100c51a3332030100009b5254561103061c041c0061b7a10c00000452415253726172732f302e31322e\
        330a6d61726b65722d736368656d613d310aeec3bdfc3f02032309040920542dc84900000e54e1bbb120736f692f612e\
        727466220200c047331b5badfe851d3de5dcec7e5ec9246fa21f79c8a109049c65e602caeb847b5c7274663120617d83\
        36b8143a02032309040920977ee5620000097375622f622e7274662202009ea683ee33783b93a2987d2723f964db675d\
        c6191ea7b9a68fa66a8e104d1ecc7b5c7274663120627d19b23a3503050000";
const SOLID_RAR: &str = "526172211a070100dcde5e35030100049b5254561103061c041c0061b7a10c00000452415253726172732f302e31322e\
        330a6d61726b65722d736368656d613d310a2d11fd9e4002032319040920542dc8498003000e54e1bbb120736f692f61\
        2e727466220200c047331b5badfe851d3de5dcec7e5ec9246fa21f79c8a109049c65e602caeb84c08c1630023fb228af\
        82f8f8912400c2cc5feff11a1c5fc700ac9c3d633b02032310040920977ee562c00300097375622f622e727466220200\
        9ea683ee33783b93a2987d2723f964db675dc6191ea7b9a68fa66a8e104d1eccc3940d023fd3157c1f9ff886eea6a4b0\
        19b23a3503050000";
const OLD_RAR: &str = "526172211a0700cf907300000d000000000000002ee77a00c024001c0000001c0000000061b7a10c000000001d300400\
        0000000052415253726172732f302e31322e330a6d61726b65722d736368656d613d310aa64d7420802e000900000009\
        00000000542dc849000000001d300e002000000054e1bbb120736f692f612e7274667b5c7274663120617de466742080\
        2900090000000900000000977ee562000000001d300900200000007375622f622e7274667b5c7274663120627d";
const LOCKED_RAR: &str = "526172211a070100c51a3332030100009b5254561103061c041c0061b7a10c00000452415253726172732f302e31322e\
        330a6d61726b65722d736368656d613d310afae601d570020354100409208a0fd3a800000e54e1bbb120736f692f612e\
        727466300100030fd09af78f685e3a06bff9fbe44ebd41d7585a77313399a3f1da4cf1461c3381fa8f8378feef8c4cee\
        de1b1d46220200d842cc34daebfed2ecd0dac881756020f515984cb56216162a315c536d38dfbf58bc3296c17c0051b1\
        b6dafccc57e7716417f73a6b02035410040920147225ea0000097375622f622e727466300100030fbeaaa602a22d9e2d\
        3284a6101f24705d3408391aa9e0155218362e03363b99f0a69344aa8fefae840bbd13b2220200be2af742db5d1f1b96\
        eb19d13fc5cd313cf42f4a873d0b5455b0d4eb4c1f54cdd41b7fcf21318d2eb16bdc8505410e5919b23a3503050000";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hex.bytes().map(|b| u8::try_from(char::from(b).to_digit(16).unwrap()).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// Path and what became of it.
fn seen(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    open_bytes(name.to_owned(), bytes).into_iter().map(|a| (a.path.clone(), state(&a))).collect()
}

fn state(arrival: &Arrival) -> String {
    match &arrival.content {
        Content::Document { format, bytes } => format!("{format:?} {}", String::from_utf8_lossy(bytes)),
        Content::Container => "container".to_owned(),
        Content::Letter { otherwise: finding, .. }
        | Content::Refused(finding)
        | Content::Ignored(finding) => finding.code().to_owned(),
    }
}

fn expect(name: &str, bytes: Vec<u8>, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(p, s)| (format!("{name}{p}"), (*s).to_owned())).collect();
    assert_eq!(seen(name, bytes), expected);
}

#[test]
fn the_files_of_an_archive_are_arrivals_of_their_own() {
    for (name, hex) in
        [("a.7z", PLAIN_SEVEN_ZIP), ("a.rar", PLAIN_RAR), ("b.rar", SOLID_RAR), ("c.rar", OLD_RAR)]
    {
        let parts =
            [("", "container"), ("!Tự soi/a.rtf", "Rtf {\\rtf1 a}"), ("!sub/b.rtf", "Rtf {\\rtf1 b}")];
        expect(name, bytes(hex), &parts);
    }
}

#[test]
fn the_names_in_a_locked_archive_are_shown() {
    for (name, hex) in [("a.7z", LOCKED_SEVEN_ZIP), ("a.rar", LOCKED_RAR)] {
        expect(
            name,
            bytes(hex),
            &[("", "container"), ("!Tự soi/a.rtf", "password"), ("!sub/b.rtf", "password")],
        );
    }
    expect("b.7z", bytes(LOCKEDHEAD_SEVEN_ZIP), &[("", "password")]);
}

#[test]
fn a_cut_archive_gives_nothing() {
    for hex in [PLAIN_SEVEN_ZIP, SOLID_RAR] {
        let whole = bytes(hex);
        for length in (8..whole.len() - 8).step_by(5) {
            let all = open_bytes("a".to_owned(), whole[..length].to_vec());
            let read = all
                .iter()
                .filter(|a| matches!(&a.content, Content::Document { bytes, .. } if bytes.len() != 9));
            assert_eq!(read.count(), 0, "{length}");
        }
    }
}

#[test]
fn a_flipped_bit_never_changes_what_is_read() {
    for hex in [PLAIN_SEVEN_ZIP, PLAIN_RAR, SOLID_RAR, OLD_RAR] {
        let whole = bytes(hex);
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            for arrival in open_bytes("a".to_owned(), damaged) {
                if let Content::Document { bytes, .. } = &arrival.content {
                    assert!(
                        [b"{\\rtf1 a}", b"{\\rtf1 b}"].contains(&bytes.as_slice().try_into().unwrap()),
                        "{bit}"
                    );
                }
            }
        }
    }
}

#[test]
fn one_file_in_gzip_is_named_without_its_end() {
    let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
    let mut packed = vec![0; 200];
    let length = compressor.gzip_compress(b"{\\rtf1 a}", &mut packed).unwrap();
    packed.truncate(length);
    expect("x/a.rtf.gz", packed.clone(), &[("", "container"), ("!a.rtf", "Rtf {\\rtf1 a}")]);
    // A size that lies takes no memory.
    packed[length - 4..].copy_from_slice(&u32::MAX.to_le_bytes());
    expect("a.gz", packed, &[("", "corrupt")]);
}

fn attribute(level: u8, name: u32, data: &[u8]) -> Vec<u8> {
    let sum = data.iter().fold(0_u16, |sum, b| sum.wrapping_add(u16::from(*b)));
    let length = u32::try_from(data.len()).unwrap();
    [&[level], &name.to_le_bytes()[..], &length.to_le_bytes(), data, &sum.to_le_bytes()].concat()
}

fn tnef(attributes: &[(u32, &[u8])]) -> Vec<u8> {
    let mut all = b"\x78\x9F\x3E\x22\x01\0".to_vec();
    all.extend(attribute(1, 0x0008_9006, &[0, 0, 1, 0]));
    for (name, data) in attributes {
        all.extend(attribute(2, *name, data));
    }
    all
}

#[test]
fn winmail_gives_what_is_attached_by_its_long_name() {
    let long: Vec<u8> = "Tự soi.rtf\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(long.len()).unwrap();
    let mut properties = [&2_u32.to_le_bytes()[..], &[3, 0, 0x05, 0x37, 1, 0, 0, 0]].concat();
    properties
        .extend([&[0x1F, 0, 0x07, 0x37, 1, 0, 0, 0], &length.to_le_bytes()[..], &long, &[0, 0]].concat());
    let whole = tnef(&[
        (0x0006_9002, &[0; 14]),
        (0x0001_8010, b"TUSOI~1.RTF\0"),
        (0x0006_800F, b"{\\rtf1 a}"),
        (0x0006_9005, &properties),
        (0x0006_9002, &[0; 14]),
        (0x0001_8010, b"b.rtf\0"),
        (0x0006_800F, b"{\\rtf1 b}"),
    ]);
    let parts = [("", "container"), ("!Tự soi.rtf", "Rtf {\\rtf1 a}"), ("!b.rtf", "Rtf {\\rtf1 b}")];
    expect("winmail.dat", whole.clone(), &parts);
    expect("winmail.dat", whole[..whole.len() - 3].to_vec(), &[("", "corrupt")]);
    let mut damaged = whole;
    let at = damaged.len() - 5;
    damaged[at] ^= 1;
    expect("winmail.dat", damaged, &[("", "corrupt")]);
}

#[test]
fn each_mail_of_an_mbox_file_is_a_mail() {
    let mail = |name: &str| {
        format!(
            "From a@b Thu Jun 25 2026\nFrom: {name}@b.vn\nSubject: {name}\nMIME-Version: 1.0\nContent-Type: text/plain\n\nFrom here on.\n\nFrom now on, too\n\n"
        )
    };
    let arrivals = open_bytes("a.mbox".to_owned(), (mail("x") + &mail("y")).into_bytes());
    let paths: Vec<_> = arrivals.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(paths, ["a.mbox", "a.mbox!x.eml", "a.mbox!y.eml"]);
    assert_eq!(arrivals[2].envelope.as_ref().unwrap().address, "y@b.vn");
    assert_eq!(state(&arrivals[2]), "no-attachment");
}

type File = cfb::CompoundFile<Cursor<Vec<u8>>>;

fn text(file: &mut File, at: &str, id: u16, text: &str) {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    stream(file, &format!("{at}/__substg1.0_{id:04X}001F"), &units);
}

fn stream(file: &mut File, path: &str, bytes: &[u8]) {
    file.create_stream(path).unwrap().write_all(bytes).unwrap();
}

fn attachment(file: &mut File, at: &str, number: u32, name: &str) -> String {
    let storage = format!("{at}/__attach_version1.0_#{number:08X}");
    file.create_storage(&storage).unwrap();
    stream(file, &format!("{storage}/__properties_version1.0"), &[0; 8]);
    text(file, &storage, 0x3707, name);
    storage
}

/// A mail of 26 June 2026, 06:30 in Vietnam, with a file, and a mail in which there is a file.
fn outlook() -> Vec<u8> {
    let mut file = File::create(Cursor::new(Vec::new())).unwrap();
    let sent = (1_782_430_200_u64 + 11_644_473_600) * 10_000_000;
    let mut properties = vec![0; 32];
    properties
        .extend([&0x0039_0040_u32.to_le_bytes()[..], &6_u32.to_le_bytes(), &sent.to_le_bytes()].concat());
    stream(&mut file, "/__properties_version1.0", &properties);
    text(&mut file, "", 0x0037, "Tự soi");
    text(&mut file, "", 0x0C1A, "Chi bộ A");
    text(&mut file, "", 0x0C1F, "/o=x/cn=a");
    text(&mut file, "", 0x5D01, "CB.A@example.vn");
    let first = attachment(&mut file, "", 0, "../Tự soi.rtf");
    stream(&mut file, &format!("{first}/__substg1.0_37010102"), b"{\\rtf1 a}");
    let second = attachment(&mut file, "", 1, "Thư cũ");
    let inner = format!("{second}/__substg1.0_3701000D");
    file.create_storage(&inner).unwrap();
    stream(&mut file, &format!("{inner}/__properties_version1.0"), &[0; 24]);
    text(&mut file, &inner, 0x0037, "Cũ");
    let last = attachment(&mut file, &inner, 0, "b.rtf");
    stream(&mut file, &format!("{last}/__substg1.0_37010102"), b"{\\rtf1 b}");
    file.into_inner().into_inner()
}

#[test]
fn a_mail_that_outlook_saved_is_opened_with_the_mails_in_it() {
    let arrivals = open_bytes("a.msg".to_owned(), outlook());
    let all: Vec<_> = arrivals.iter().map(|a| (a.path.as_str(), state(a))).collect();
    let expected = [
        ("a.msg", "container"),
        ("a.msg!../Tự soi.rtf", "Rtf {\\rtf1 a}"),
        ("a.msg!Thư cũ", "container"),
        ("a.msg!Thư cũ!b.rtf", "Rtf {\\rtf1 b}"),
    ];
    assert_eq!(all, expected.map(|(p, s)| (p, s.to_owned())));
    let envelope = arrivals[1].envelope.as_ref().unwrap();
    assert_eq!((envelope.address.as_str(), envelope.sender.as_str()), ("cb.a@example.vn", "Chi bộ A"));
    assert_eq!((envelope.subject.as_str(), envelope.date), ("Tự soi", Some(jiff::civil::date(2026, 6, 26))));
    let inner = arrivals[3].envelope.as_ref().unwrap();
    assert_eq!((inner.subject.as_str(), inner.outer.as_ref()), ("Cũ", Some(envelope)));
}

#[test]
fn a_form_in_the_text_of_a_mail_that_outlook_saved_is_a_letter() {
    let saved = |put: &dyn Fn(&mut File)| {
        let mut file = File::create(Cursor::new(Vec::new())).unwrap();
        stream(&mut file, "/__properties_version1.0", &[0; 32]);
        put(&mut file);
        let arrivals = open_bytes("a.msg".to_owned(), file.into_inner().into_inner());
        match arrivals.into_iter().next().map(|arrival| arrival.content) {
            Some(Content::Letter { format, bytes, .. }) => {
                Some((format, String::from_utf8_lossy(&bytes).into_owned()))
            }
            _ => None,
        }
    };
    let lines = "1. Phai nhạt lý tưởng: Không\n".repeat(20);
    let plain = format!("Bản tự soi 27 biểu hiện\n{lines}");
    let page = format!("<p>{}</p>", plain.replace('\n', "</p><p>"));
    let (format, page_of_plain) = saved(&|file| text(file, "", 0x1000, &plain)).expect("a letter");
    assert_eq!(format, Format::Html);
    assert!(page_of_plain.contains("<p>1. Phai nhạt lý tưởng: Không</p>"), "{page_of_plain}");
    let (_, whole) = saved(&|file| stream(file, "/__substg1.0_10130102", page.as_bytes())).expect("a letter");
    assert!(whole.ends_with(&page), "{whole}");
    let rtf = format!("{{\\rtf1\\ansi {}}}", "1. Bieu hien nay: Khong\\par ".repeat(30));
    let size = u32::try_from(rtf.len()).unwrap();
    let packed =
        [&(size + 12).to_le_bytes()[..], &size.to_le_bytes(), b"MELA", &[0; 4], rtf.as_bytes()].concat();
    assert_eq!(
        saved(&|file| stream(file, "/__substg1.0_10090102", &packed)),
        Some((Format::Rtf, rtf.clone()))
    );
    assert_eq!(saved(&|file| text(file, "", 0x1000, "> Kính gửi")), None, "what another wrote");
}

#[test]
fn what_a_mail_names_and_does_not_bring_has_a_line() {
    let mut file = File::create(Cursor::new(Vec::new())).unwrap();
    stream(&mut file, "/__properties_version1.0", &[0; 32]);
    attachment(&mut file, "", 0, "Tự soi.docx");
    let saved = file.into_inner().into_inner();
    expect("a.msg", saved, &[("", "container"), ("!Tự soi.docx", "shortcut")]);
}

#[test]
fn a_photo_in_the_text_of_a_mail_has_a_line_and_a_logo_has_none() {
    let mail = |size: usize| {
        let picture = "/9j/".repeat(size / 3);
        format!(
            "From: A <a@b.vn>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/jpeg; name=a.jpg\r\nContent-Disposition: inline; filename=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--b\r\nContent-Type: text/rtf; name=a.rtf\r\nContent-Disposition: attachment; filename=a.rtf\r\n\r\n{{\\rtf1 a}}\r\n--b--\r\n"
        )
        .into_bytes()
    };
    let paths = |size| seen("a.eml", mail(size)).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(paths(3_000), ["a.eml", "a.eml!a.rtf"]);
    assert_eq!(paths(90_000), ["a.eml", "a.eml!a.jpg", "a.eml!a.rtf"]);
}

#[test]
fn encrypted_mail_and_shortcuts_are_named() {
    let mail = "From: A <a@b.vn>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n";
    let arrivals = open_bytes("a.eml".to_owned(), mail.as_bytes().to_vec());
    let Content::Refused(FileFinding::EncryptedMail { sender }) = &arrivals[0].content else { panic!() };
    assert_eq!(sender, "A, a@b.vn");
    expect("a.docx.url", b"[InternetShortcut]\r\nURL=x".to_vec(), &[("", "shortcut")]);
    expect("a.docx.lnk", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0".to_vec(), &[("", "shortcut")]);
}

#[test]
fn documents_are_told_by_their_content() {
    let format = |name: &str, bytes: &[u8]| match &open_bytes(name.to_owned(), bytes.to_vec())[0].content {
        Content::Document { format, .. } => Some(*format),
        _ => None,
    };
    assert_eq!(format("a.doc", b"{\\rtf1}"), Some(Format::Rtf));
    assert_eq!(format("a.xls", b"<html><table>"), Some(Format::Html));
    let saved = b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n";
    assert_eq!(format("a.mhtml", saved), Some(Format::Html));
    assert_eq!(
        format("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"),
        Some(Format::Html)
    );
}

proptest! {
    #[test]
    fn damaged_containers_never_panic(which in 0_usize..4, damage in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..8)) {
        let mut whole = match which {
            0 => bytes(PLAIN_SEVEN_ZIP),
            1 => bytes(SOLID_RAR),
            2 => outlook(),
            _ => tnef(&[(0x0006_9002, &[0; 14]), (0x0006_9005, &[2, 0, 0, 0, 0x1E, 0, 7, 0x37]), (0x0006_800F, b"a")]),
        };
        for (at, value) in damage {
            let at = usize::from(at) % whole.len();
            whole[at] = value;
        }
        open_bytes("a".to_owned(), whole);
    }
}
