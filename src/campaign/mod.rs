//! What is asked, of whom, and where it is kept: the campaign folder (*đợt sinh hoạt*).

mod settings;

pub use settings::Campaign;
