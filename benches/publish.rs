//! How long it takes to write the workbooks and reports of the sample campaign: `cargo bench`.

#![allow(clippy::expect_used, reason = "a benchmark stops where its sample is not there")]

use divan::Bencher;
use std::path::Path;
use tusoi::campaign::Campaign;
use tusoi::model::Lang;
use tusoi::{publish, rollup, run};

fn main() {
    divan::main();
}

/// Eight units: eight workbooks, eight reports, the questions and the summary.
#[divan::bench]
fn all_results_of_the_sample(bencher: Bencher<'_, '_>) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/dot-mau");
    let results = tempfile::tempdir().expect("a folder");
    let mut campaign = Campaign::load(&samples, Lang::Vi).expect("the sample campaign");
    campaign.results = results.path().join("results");
    let Campaign { hierarchy, catalogue, inbox, .. } = &campaign;
    let asked = (catalogue, Some(campaign.round()));
    let books = run::extract(&[inbox], hierarchy, asked, &campaign.passwords, &|_| ()).expect("books");
    let totals = rollup::add_up(&books, hierarchy, catalogue);
    bencher.bench_local(|| publish::publish(&campaign, &books, &totals, Lang::Vi));
}
