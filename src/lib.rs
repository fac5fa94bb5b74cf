//! tusoi reads the self-review forms (*tự soi, tự sửa*) that party cells e-mail to their office and
//! writes a consolidated workbook and a report for every unit of the hierarchy.
//!
//! # The map
//! Data flows one way, through six rooms and an annex, and [`run`] is the list of them:
//!
//! 1. [`intake`]: what arrived. Folders, mail and archives become [`intake::Arrival`]s.
//! 2. [`document`]: what is on the page. Every format becomes one [`document::Document`].
//! 3. [`extract`]: what the form says. A document becomes [`model::Review`]s.
//! 4. [`ledger`]: what is accepted. Whose review it is, which copy counts, what a person decided; kept
//!    in a database of the campaign.
//! 5. [`rollup`]: what it adds up to, for every unit up the tree.
//!    [`rounds`], the annex: what has changed since an earlier campaign, where one is named.
//! 6. [`publish`]: what is handed on. Workbooks, reports, questions, the summary.
//!
//! Beside them stand [`campaign`] (what is asked, of whom, where), [`model`] (nouns without I/O),
//! [`finding`] (what may be said about an input), [`enclosure`] (what a consolidated workbook carries up), [`text`] (Vietnamese text), [`stop`] (why a run
//! cannot go on) and [`cli`] (how a person calls it).
//!
//! # Glossary
//! | here | Vietnamese | meaning |
//! | --- | --- | --- |
//! | [`model::Unit`] | đơn vị, tổ chức đảng | one organisation in the hierarchy |
//! | cell | chi bộ | a leaf unit |
//! | [`model::Review`] | bản tự soi, tự sửa | one filled self-review |
//! | collective review | bản tự soi của tập thể chi ủy | a committee's review of itself |
//! | tally | biểu tổng hợp | counts that a unit compiled itself |
//! | [`model::Indicator`] | biểu hiện | one manifestation that the form asks about |
//! | [`model::Catalogue`] | danh mục biểu hiện | the list of indicators being asked |
//! | campaign | đợt sinh hoạt | one round: settings, inbox, results |
//! | [`model::Commitment`] | cam kết khắc phục | a promised correction with a deadline |
//! | [`model::FollowUp`] | phiếu kết quả khắc phục | a paper on what became of promised corrections |
//! | [`rounds::Comparison`] | so với kỳ trước | two rounds beside one another: đã khắc phục, tái diễn, phát sinh |
//! | [`document::Slot`] | ô của bảng | a square of a table (never called a cell: that is a unit) |

pub mod blank;
pub mod campaign;
pub mod cli;
pub mod document;
pub mod enclosure;
pub mod extract;
pub mod finding;
pub mod intake;
pub mod ledger;
pub mod model;
pub mod publish;
pub mod rollup;
pub mod rounds;
pub mod run;
pub mod stop;
pub mod text;
mod wordml;
