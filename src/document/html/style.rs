//! How text looks: the few properties of CSS that bear on what a page says.

use super::super::face::Face;
use super::super::page::Emphasis;
use std::collections::HashMap;

/// How text looks inside an element.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::document) struct Look {
    pub(in crate::document) emphasis: Emphasis,
    /// Whether nothing of it shows.
    pub(in crate::document) hidden: bool,
    /// Whether spaces and line ends count.
    pub(in crate::document) preformatted: bool,
    pub(in crate::document) face: Face,
    /// The colour behind it, where the element itself states one.
    pub(in crate::document) fill: Option<u32>,
}

impl Look {
    pub(in crate::document) fn set(&mut self, emphasis: Emphasis, on: bool) {
        self.emphasis = if on { self.emphasis.with(emphasis) } else { self.emphasis.without(emphasis) };
    }

    /// Takes `property: value` pairs. A background and a border make text stand out where they belong to
    /// a stretch of it, not to a whole paragraph or slot.
    pub(in crate::document) fn declare(&mut self, declarations: &str, inline: bool) {
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            self.property(&property.trim().to_ascii_lowercase(), &value, inline);
        }
    }

    /// Takes one property; value in lower case.
    pub(in crate::document) fn property(&mut self, property: &str, value: &str, inline: bool) {
        match property {
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= matches!(value, "hidden" | "collapse"),
            "mso-hide" => self.hidden |= value == "all",
            "white-space" => self.preformatted = value.starts_with("pre"),
            "font-weight" => {
                let heavy = value.parse().is_ok_and(|weight: u32| weight >= 600);
                self.set(Emphasis::BOLD, heavy || value.starts_with("bold"));
            }
            "font-style" => self.set(Emphasis::ITALIC, matches!(value, "italic" | "oblique")),
            "text-decoration" | "text-decoration-line" => self.decorate(value),
            "text-underline" => self.set(Emphasis::UNDERLINE, value != "none"),
            "color" => {
                let coloured = |rgb: u32| [rgb >> 16, rgb >> 8, rgb].iter().any(|part| part & 0xFF > 0x40);
                self.set(Emphasis::COLOUR, colour(value).is_some_and(coloured));
            }
            "background" | "background-color" | "mso-highlight" => {
                self.fill = value.split_whitespace().find_map(colour).filter(|rgb| *rgb < 0xFF_FF_FF);
                if inline {
                    self.set(Emphasis::HIGHLIGHT, self.fill.is_some());
                }
            }
            "border" if inline => {
                self.set(
                    Emphasis::FRAME,
                    !value.split_whitespace().any(|w| matches!(w, "none" | "0" | "0px")),
                );
            }
            "font-family" => {
                let name = value.split(',').next().unwrap_or_default();
                self.face = Face::named(name.trim().trim_matches(['"', '\'']));
            }
            _ => {}
        }
    }

    fn decorate(&mut self, value: &str) {
        let has = |word| value.split_whitespace().any(|w| w == word);
        // `none` takes nothing from the elements around (CSS text decoration, 2).
        if has("line-through") {
            self.set(Emphasis::STRIKE, true);
        }
        if has("underline") {
            self.set(Emphasis::UNDERLINE, true);
        }
    }
}

/// A colour; `None` for none, the automatic one, and names that office programs do not write.
pub(in crate::document) fn colour(value: &str) -> Option<u32> {
    const NAMES: [(&str, u32); 22] = [
        ("black", 0),
        ("white", 0xFF_FF_FF),
        ("red", 0xFF_00_00),
        ("lime", 0x00_FF_00),
        ("blue", 0x00_00_FF),
        ("yellow", 0xFF_FF_00),
        ("aqua", 0x00_FF_FF),
        ("cyan", 0x00_FF_FF),
        ("fuchsia", 0xFF_00_FF),
        ("magenta", 0xFF_00_FF),
        ("maroon", 0x80_00_00),
        ("green", 0x00_80_00),
        ("navy", 0x00_00_80),
        ("olive", 0x80_80_00),
        ("teal", 0x00_80_80),
        ("purple", 0x80_00_80),
        ("gray", 0x80_80_80),
        ("grey", 0x80_80_80),
        ("silver", 0xC0_C0_C0),
        ("lightgrey", 0xD3_D3_D3),
        ("orange", 0xFF_A5_00),
        ("pink", 0xFF_C0_CB),
    ];
    if let Some(hex) = value.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16).ok()?;
        return match hex.len() {
            6 => Some(number),
            3 => Some([8, 4, 0].iter().fold(0, |rgb, shift| (rgb << 8) | (((number >> shift) & 0xF) * 0x11))),
            _ => None,
        };
    }
    if let Some(parts) = value.strip_prefix("rgb(").and_then(|v| v.strip_suffix(')')) {
        let parts: Vec<u8> = parts.split(',').filter_map(|p| p.trim().parse().ok()).collect();
        let [red, green, blue] = *parts.as_slice() else { return None };
        return Some(u32::from_be_bytes([0, red, green, blue]));
    }
    NAMES.iter().find(|(name, _)| *name == value).map(|(_, rgb)| *rgb)
}

/// The rules of `<style>` whose selector is one class.
#[derive(Debug, Default)]
pub(in crate::document) struct StyleSheet(HashMap<String, String>);

impl StyleSheet {
    /// Takes the text of one `<style>`.
    pub(in crate::document) fn read(&mut self, text: &str) {
        for rule in text.split('}') {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
            for selector in selectors.split(',') {
                // `td.xl65` and `.xl65`; what comes before is a comment or no single class.
                let selector = selector.rsplit("*/").next().unwrap_or_default().trim();
                let Some((element, class)) = selector.split_once('.') else { continue };
                let single = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                if single(element.trim_start_matches("<!--").trim()) && single(class) {
                    let known = self.0.entry(class.to_owned()).or_default();
                    known.push(';');
                    known.push_str(declarations.trim());
                }
            }
        }
    }

    /// What a class declares.
    pub(in crate::document) fn class(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
