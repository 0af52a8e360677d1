//! `koe check`: what is wrong with these files, and what was read.

use koe_core::definition::{Definition, ItemKind};
use koe_core::findings::{Counted, count, unmet_conditions};
use koe_core::plan::Plan;
use koe_core::responses::ReadOptions;
use koe_core::trend::unknown_units;
use koe_core::{Checked, Place, Problem, Problems, Severity};

use super::account::{Account, FileAccount, Found, WaveAccount};
use super::done;
use crate::arguments::{Check, Format};
use crate::diagnostics::{Failure, tell};
use crate::progress::Bar;
use crate::{Done, output};

pub(crate) fn run(own: &Check) -> Result<Done, Failure> {
    let mut account =
        Account { schema: 1, survey: None, waves: Vec::new(), not_scored: Vec::new(), problems: Vec::new() };
    let problems = examine(own, &mut account)?;
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    account.problems = problems.iter().map(found).collect();
    let text = match own.format {
        Format::Table => {
            tell(&problems);
            account.table()
        }
        Format::Json => account.json()?,
        Format::Csv => account.csv()?,
        Format::Md => account.markdown(),
    };
    output::write(&text)?;
    if failed {
        return Err(Failure::Told);
    }
    Ok(done(!problems.is_empty(), own.survey.reading.strict))
}

/// Reads all there is to read, and goes on past what cannot be.
fn examine(own: &Check, account: &mut Account) -> Result<Vec<Problem>, Failure> {
    let encoding = own.survey.reading.encoding()?;
    let plan = Plan::check(&own.survey.survey);
    if plan.has_plan && !plan.has_survey {
        account.survey = plan.name;
        return Ok(plan.problems);
    }
    let (definition, mut problems) = match Definition::load(&own.survey.survey) {
        Ok(Checked { value, warnings }) => (value, warnings),
        Err(problems) => {
            let mut problems = problems.as_slice().to_vec();
            add(&mut problems, plan.problems);
            return Ok(problems);
        }
    };
    add(&mut problems, plan.problems);
    account.survey = Some(definition.name.clone());
    let unscored = definition.items.iter().filter(|item| item.kind != ItemKind::Scale);
    account.not_scored = unscored.map(|item| item.code.clone()).collect();
    let waves = match &own.survey.reading.wave {
        Some(name) => vec![koe_core::wave(&definition, Some(name))?],
        None => (0..definition.waves.len()).collect(),
    };
    let mut counted = Vec::new();
    for wave in waves {
        let bar = Bar::new();
        let options = ReadOptions { encoding, progress: Some(&bar), ..ReadOptions::default() };
        match count(&definition.in_wave(wave), wave, 0..definition.attributes.len(), None, &options) {
            Ok(Checked { value, warnings }) => {
                problems.extend(warnings);
                problems.extend(value.two_parents().to_vec());
                problems.extend(value.beyond_headcount(&definition));
                problems.extend(unanswered(&definition, &value));
                account.waves.push(wave_account(&definition, &value));
                counted.push(value);
            }
            Err(found) => problems.extend(Problems::as_slice(&found).to_vec()),
        }
    }
    let options = ReadOptions { encoding, ..ReadOptions::default() };
    problems.extend(unmet_conditions(&definition, &counted.iter().collect::<Vec<_>>(), &options));
    problems.extend(unknown_units(&definition, &counted));
    Ok(problems)
}

/// The survey and its plan share a file, and so its problems.
fn add(problems: &mut Vec<Problem>, met: Vec<Problem>) {
    for problem in met {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// Items that nobody answered: most often a wrong column or condition.
fn unanswered(definition: &Definition, counted: &Counted) -> Vec<Problem> {
    let shape = counted.tally.shape();
    let all = counted.tally.sum(|_| true);
    let nobody = |&item: &usize| all.points(shape, item).iter().all(|&count| count == 0);
    let warning = |item: usize| {
        let item = &definition.items[shape.codebook.items[item].item];
        let wave = &definition.waves[counted.wave].name;
        Problem::warning(
            Place::file(definition.file.display().to_string()),
            format!("nobody answered item {} in wave {wave}", item.code),
        )
        .hint("check its column, its scale and `applies_to`")
    };
    (0..shape.items.len()).filter(nobody).map(warning).collect()
}

fn wave_account(definition: &Definition, counted: &Counted) -> WaveAccount {
    let shape = counted.tally.shape();
    let all = counted.tally.sum(|_| true);
    let items = 0..shape.items.len();
    let others: Vec<(u64, u64, u64)> = items.clone().map(|item| all.others(shape, item)).collect();
    let file = |file: &koe_core::responses::FileIntake| FileAccount {
        file: file.name.clone(),
        format: file.format.clone(),
        rows: file.rows,
        counted: file.rows - file.rejected,
        rejected: file.rejected,
        unused_columns: file.unused.clone(),
    };
    WaveAccount {
        wave: definition.waves[counted.wave].name.clone(),
        rows: counted.intake.rows(),
        counted: all.rows,
        rejected: counted.intake.rejected(),
        respondents: all.respondents,
        invited: counted.headcount.as_ref().and_then(|headcount| headcount.of(&[])),
        answers: items.flat_map(|item| all.points(shape, item)).sum(),
        blank: others.iter().map(|(blank, _, _)| blank).sum(),
        not_applicable: others.iter().map(|(_, skipped, _)| skipped).sum(),
        invalid: others.iter().map(|(_, _, invalid)| invalid).sum(),
        files: counted.intake.files.iter().map(file).collect(),
    }
}

fn found(problem: &Problem) -> Found {
    Found {
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        file: problem.place.file.clone(),
        line: problem.place.line,
        column: problem.place.column.clone(),
        message: problem.message.clone(),
        found: problem.found.clone(),
        expected: problem.expected.clone(),
        hint: problem.hint.clone(),
    }
}
