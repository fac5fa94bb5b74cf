//! What the stored results of formulas are worth.

use super::*;

const FORMULAS: &str = "<row r=\"1\"><c r=\"A1\"><f>SUM(1,2)</f><v>0</v></c>\
    <c r=\"B1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"C1\"><f>1+2</f><v>3</v></c><c r=\"D1\"><v>0</v></c></row>";

fn values(calculation: &str) -> Vec<Option<Value>> {
    let workbook = WORKBOOK.replace("</workbook>", &format!("{calculation}</workbook>"));
    let sheet = format!("<worksheet><sheetData>{FORMULAS}</sheetData></worksheet>");
    let read = document(&book_with(&sheet, &workbook, &[], &[]));
    assert_eq!(read.findings, []);
    (0..4).map(|column| table(&read, 0).slot(0, column).map(|s| s.value)).collect()
}

#[test]
fn results_of_a_program_that_calculates_are_values() {
    let [zero, three] = [0.0, 3.0].map(|n| Some(Value::Number(n)));
    assert_eq!(values("<calcPr calcId=\"191029\"/>"), [zero, None, three, zero]);
}

#[test]
fn a_zero_that_waits_to_be_calculated_is_no_result() {
    let untold = Some(Value::Uncalculated);
    let [zero, three] = [0.0, 3.0].map(|n| Some(Value::Number(n)));
    assert_eq!(values("<calcPr fullCalcOnLoad=\"1\"/>"), [untold, untold, three, zero]);
}

#[test]
fn no_result_counts_where_the_calculation_was_not_finished() {
    let untold = Some(Value::Uncalculated);
    let zero = Some(Value::Number(0.0));
    assert_eq!(values("<calcPr calcMode=\"manual\" calcCompleted=\"0\"/>"), [untold, untold, untold, zero]);
}
