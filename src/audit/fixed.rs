//! The numbers that analyses use and that no setting changes: each with what it rests on.
//!
//! They are fixed so that the figures of two frameworks are counted alike. Knows no framework. Every value is taken
//! from the place that uses it, so that the list cannot say another number than is used.

use super::gaps::{PLAIN_WEIGHT, UNKNOWN_PEOPLE, severity};
use super::limits::{MATRIX_CELLS, MATRIX_COLUMNS, MATRIX_ROWS, MOST_WRITTEN, RUNGS, WIDER};
use super::meeting::{AHEAD, LONG_LATE};
use crate::analysis::bench::FULL_BENCH;
use crate::analysis::indicators::FEW;
use crate::analysis::indicators::say::HALF;
use crate::analysis::job_likeness::FLOOR;
use crate::analysis::time::WEEKS_PER_MONTH;
use crate::diag::{Level, Standing, Threshold};
use crate::load::read::{MOST_TEXT, MOST_VALUES};

/// A number of the analyses.
#[derive(Debug)]
pub struct Fixed {
    /// Which commands and indicators use it.
    pub used_by: &'static [&'static str],
    /// The number: its name, unit, value and what it rests on.
    pub number: Threshold,
}

const NO_SOURCE: &str = "no source found; a judgement";

const fn judgement(used_by: &'static [&'static str], name: &'static str, default: f64, unit: &'static str, source: &'static str) -> Fixed {
    Fixed { used_by, number: Threshold { name, unit, default, standing: Standing::Unsourced, source } }
}

/// All of them, by what uses them.
pub static ALL: [Fixed; 12] = [
    judgement(
        &["align", "compare", "guide", "entry", "report audit"],
        "least_counted",
        FEW as f64,
        "things counted, below which there is a count and no number",
        "no source found; a convention: with fewer, one thing moves a share by more than 25 percentage points",
    ),
    judgement(&["gaps", "check"], "severity_error", severity(Level::Error) as f64, "times, in the harm of a gap", NO_SOURCE),
    judgement(&["gaps", "check"], "severity_warning", severity(Level::Warning) as f64, "times, in the harm of a gap", NO_SOURCE),
    judgement(&["gaps", "check"], "severity_advice", severity(Level::Advice) as f64, "times, in the harm of a gap", NO_SOURCE),
    judgement(
        &["gaps", "check"],
        "plain_weight",
        PLAIN_WEIGHT,
        "times the average priority, where no single priority is harmed or none states a weight",
        NO_SOURCE,
    ),
    judgement(
        &["gaps", "check"],
        "unknown_people",
        UNKNOWN_PEOPLE as f64,
        "people, where the files do not say whom a gap affects, or say nobody",
        NO_SOURCE,
    ),
    judgement(
        &["resilience"],
        "full_bench",
        FULL_BENCH as f64,
        "people behind an action, from which it counts in full",
        "no source found for how much one person counts, which is half; a judgement",
    ),
    Fixed {
        used_by: &["role-clarity", "compare"],
        number: Threshold {
            name: "teachers_decide",
            unit: "of a committee's seats, from which teachers hold its decisions",
            default: HALF,
            standing: Standing::Arithmetic,
            source: "with half of the votes nobody is outvoted",
        },
    },
    judgement(
        &["flat-pathway"],
        "same_duty",
        FLOOR,
        "words in both ÷ words in either, from which two duties of two rungs are compared",
        NO_SOURCE,
    ),
    Fixed {
        used_by: &["load", "release-shortfall"],
        number: Threshold {
            name: "weeks_per_month",
            unit: "weeks, by which what happens so often a month is divided",
            default: WEEKS_PER_MONTH,
            standing: Standing::Arithmetic,
            source: "52 weeks ÷ 12 months, to two decimals",
        },
    },
    judgement(&["report ilt"], "days_ahead", AHEAD as f64, "days ahead in which an action or decision is shown as due", NO_SOURCE),
    judgement(&["report ilt"], "days_late", LONG_LATE as f64, "days late, past which an action alone makes a light red", NO_SOURCE),
];

/// What one run reads, shows and writes at most, by what it bounds.
pub static LIMITS: [Fixed; 8] = [
    judgement(EVERY, "most_text", (MOST_TEXT / MEGABYTE) as f64, "MB of YAML, read in one run", GENEROUS),
    judgement(EVERY, "most_values", MOST_VALUES as f64, "colons and commas in that text", GENEROUS),
    judgement(EVERY, "most_written", (MOST_WRITTEN / MEGABYTE) as f64, "MB, written in one run", GENEROUS),
    judgement(
        MATRICES,
        "matrix_rows",
        MATRIX_ROWS as f64,
        "roles and committees in a table for people; JSON and CSV have them all",
        GENEROUS,
    ),
    judgement(
        MATRICES,
        "matrix_columns",
        MATRIX_COLUMNS as f64,
        "priorities or committees in a table for people; JSON and CSV have them all",
        GENEROUS,
    ),
    judgement(&["align"], "matrix_cells", MATRIX_CELLS as f64, "cells in a CSV table, above which it is not written", GENEROUS),
    judgement(
        &["report role", "report pack", "publish"],
        "rungs",
        RUNGS as f64,
        "rungs of a pathway before and after a role on its page; the page of the pathway has them all",
        GENEROUS,
    ),
    judgement(
        &["report team", "report pack", "publish"],
        "wider",
        WIDER as f64,
        "wider priorities above a goal on a team's card; trace has them all",
        GENEROUS,
    ),
];

const EVERY: &[&str] = &["every command"];
const MATRICES: &[&str] = &["align", "report audit", "publish"];
const MEGABYTE: u64 = 1024 * 1024;
const GENEROUS: &str = "no source found; a judgement, far above what a district writes";
