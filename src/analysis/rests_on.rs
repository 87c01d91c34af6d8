//! What each rule rests on, so that what could not be read is never taken for absent.
//!
//! One place for all rules: a finding that rests on a field which was written and could not be read, or that may
//! stand in a file which could not be read, is not assessed because of that. A test removes every field of every
//! example, one at a time, and sees which rules then say something else.

use crate::model::RestsOn;

/// Whether it is said what a rule rests on.
pub fn is_said(rule: &str) -> bool {
    ALL.iter().any(|(id, _)| *id == rule)
}

/// What a rule rests on; everything, where nothing is said.
pub fn of(rule: &str) -> RestsOn {
    ALL.iter().find(|(id, _)| *id == rule).map_or(EVERYTHING, |(_, rests_on)| *rests_on)
}

const EVERYTHING: RestsOn = RestsOn { own: &[], any: &[""] };

/// Every rule and what it rests on: fields of the item that a finding is about, and fields of whichever item.
#[rustfmt::skip]
const ALL: &[(&str, RestsOn)] = &[
    ("absent-condition", RestsOn { own: &["assessments.items", "assessments.kind", "assessments.taken", "priorities.depends_on"], any: &["assessments"] }),
    ("accountability-pile-up", RestsOn { own: &[], any: &["priorities.actions.raci", "priorities.status", "priorities.owner", "units.staff", "committees.chair"] }),
    ("broken-ladder", RestsOn { own: &["roles.selection", "roles.family", "roles.stipend", "roles.release"], any: &["pathways.rungs"] }),
    ("broken-vertical-chain", RestsOn { own: &["priorities.actions", "priorities.level", "priorities.owner", "priorities.status", "priorities.place"], any: &["roles.coaches", "roles.level", "roles.reports_to", "roles.supported_by", "roles.responsibilities", "duties.serves", "committees.seats", "committees.chair", "committees.level", "settings.levels"] }),
    ("budget-broken", RestsOn { own: &["funds"], any: &["roles.release", "roles.teaching", "roles.routines", "roles.coaches", "decisions.governs", "decisions.stance", "decisions.bounds", "decisions.decider", "units.overrides", "units.staff", "units.parent", "committees.seats", "committees.meets", "committees.place", "committees.level", "committees.ends", "committees.chair", "settings.contract_hours", "roles.stipend", "roles.funded_by", "roles.ends", "priorities.actions.cost", "priorities.actions.saves", "priorities.actions.funded_by", "settings.replacement_salary", "funds.ends"] }),
    ("cliff-funded", RestsOn { own: &["roles.ends", "roles.funded_by", "priorities.ends", "priorities.actions", "priorities.status"], any: &["funds.ends", "funds.kind"] }),
    ("coaching-span", RestsOn { own: &["roles.coaches", "roles.release", "roles.teaching", "units.staff", "units.overrides"], any: &["decisions.governs", "decisions.stance", "decisions.bounds", "decisions.decider", "units.parent", "units.staff", "roles.coaches", "roles.supported_by"] }),
    ("committee-size", RestsOn { own: &["committees.seats", "committees.chair", "committees.kind"], any: &[] }),
    ("competency-not-required", RestsOn { own: &["roles.requires", "roles.responsibilities"], any: &["priorities.actions.requires", "priorities.actions.raci", "priorities.status", "duties.requires", "competencies.part_of", "scales"] }),
    ("crowded-row", RestsOn { own: &["priorities.actions.raci", "priorities.actions"], any: &[] }),
    ("cycle", RestsOn { own: &[], any: &[] }),
    ("dead-end-horizon", RestsOn { own: &["priorities.status"], any: &["priorities.actions"] }),
    ("drifting-coach-time", RestsOn { own: &["roles.routines", "roles.coaches", "roles.family"], any: &["units.staff", "units.parent", "roles.coaches", "roles.supported_by"] }),
    ("duplicate-duty", RestsOn { own: &[], any: &["roles.responsibilities", "duties"] }),
    ("flat-pathway", RestsOn { own: &[], any: &["pathways.rungs", "roles.responsibilities", "roles.requires", "roles.stipend", "roles.release", "duties", "competencies.indicators", "scales"] }),
    ("grade-subject-gap", RestsOn { own: &["priorities.grades", "priorities.subjects", "priorities.actions", "priorities.place"], any: &["units", "priorities.actions.raci", "settings.grades"] }),
    ("group-accountable", RestsOn { own: &["committees.chair"], any: &["priorities.actions.raci"] }),
    ("hidden-work", RestsOn { own: &["priorities.actions.raci", "priorities.status"], any: &["duties.serves", "roles.responsibilities", "roles.level"] }),
    ("holder-over-full", RestsOn { own: &["units.staff", "units.overrides"], any: &["roles.release", "roles.teaching", "roles.routines", "roles.coaches", "decisions.governs", "decisions.stance", "decisions.bounds", "decisions.decider", "units.overrides", "units.staff", "units.parent", "committees.seats", "committees.meets", "committees.place", "committees.level", "committees.ends", "committees.chair", "settings.contract_hours", "roles.responsibilities"] }),
    ("incomplete-charter", RestsOn { own: &["committees"], any: &["decisions.decider", "decisions"] }),
    ("incomplete-decision", RestsOn { own: &["decisions"], any: &["committees.decides", "committees.level"] }),
    ("incomplete-learning-cycle", RestsOn { own: &["roles.routines", "roles.coaches", "roles.family"], any: &[] }),
    ("incomplete-measures", RestsOn { own: &["priorities.measures", "priorities.status"], any: &[] }),
    ("late-measure", RestsOn { own: &["priorities.measures", "priorities.starts", "priorities.status"], any: &["settings.starts"] }),
    ("low-readiness", RestsOn { own: &["assessments"], any: &["assessments", "priorities.status", "priorities.depends_on"] }),
    ("many-vetoes", RestsOn { own: &["decisions.agrees"], any: &[] }),
    ("must-leave-classroom", RestsOn { own: &["pathways.rungs"], any: &["roles.teaching", "roles.family", "roles.release"] }),
    ("need-inversion", RestsOn { own: &["units"], any: &["units.need", "units.staff", "units.parent", "units.kind", "roles.family"] }),
    ("no-development-path", RestsOn { own: &["competencies"], any: &["roles.requires", "duties.requires", "priorities.actions", "priorities.status", "scales", "competencies.part_of"] }),
    ("no-evidence", RestsOn { own: &["competencies.evidence", "competencies.scale"], any: &["roles.requires", "duties.requires", "scales"] }),
    ("no-measure", RestsOn { own: &["priorities.measures", "priorities.status"], any: &[] }),
    ("no-progression", RestsOn { own: &[], any: &["roles.requires", "pathways.rungs", "scales", "roles.responsibilities", "duties.requires"] }),
    ("no-responsible", RestsOn { own: &["priorities.actions", "priorities.status"], any: &[] }),
    ("not-calibrated", RestsOn { own: &["roles.calibrated_for"], any: &["settings.year"] }),
    ("not-one-accountable", RestsOn { own: &["priorities.actions", "priorities.status"], any: &[] }),
    ("off-track", RestsOn { own: &["priorities.measures", "priorities.starts", "priorities.status"], any: &["settings.starts"] }),
    ("one-off-only", RestsOn { own: &["competencies.offerings"], any: &["roles.requires"] }),
    ("orphan-priority", RestsOn { own: &["priorities.status", "priorities.actions"], any: &["roles.responsibilities", "duties.serves"] }),
    ("orphan-role", RestsOn { own: &["roles.responsibilities", "roles.family"], any: &["priorities.status", "duties.serves", "priorities.actions", "priorities.owner"] }),
    ("over-committed", RestsOn { own: &[], any: &["committees.seats", "committees.level", "committees.place", "committees.ends", "units.staff", "units.parent"] }),
    ("overlapping-mandate", RestsOn { own: &[], any: &["committees"] }),
    ("partner-cliff", RestsOn { own: &["roles.handover_to", "roles.ends", "roles.employer", "priorities.actions", "competencies.offerings"], any: &["roles.ends", "competencies.offerings"] }),
    ("place-without-role", RestsOn { own: &["units"], any: &["units.parent", "units.staff", "units.kind", "roles.required_in"] }),
    ("priorities-per-role", RestsOn { own: &[], any: &["priorities.status", "priorities.owner", "priorities.actions", "roles.responsibilities", "duties.serves"] }),
    ("priority-without-owner", RestsOn { own: &["priorities.owner", "priorities.status"], any: &["units.staff"] }),
    ("release-shortfall", RestsOn { own: &["roles", "units.staff", "units.overrides", "units.parent"], any: &["roles.release", "roles.teaching", "roles.routines", "roles.coaches", "decisions.governs", "decisions.stance", "decisions.bounds", "decisions.decider", "units.overrides", "units.staff", "units.parent", "committees.seats", "committees.meets", "committees.place", "committees.level", "committees.ends", "committees.chair", "settings.contract_hours"] }),
    ("remote-accountability", RestsOn { own: &["priorities.actions", "priorities.status"], any: &["roles.reports_to", "roles.level", "committees.chair", "committees.seats", "settings.levels"] }),
    ("review-overdue", RestsOn { own: &["roles.review_by", "roles.reviewed", "roles.ends", "priorities.review_by", "priorities.reviewed", "priorities.status", "committees.review_by", "committees.reviewed", "committees.ends", "competencies.review_by", "competencies.reviewed", "decisions.review_by", "decisions.reviewed"], any: &[] }),
    ("role-over-full", RestsOn { own: &["roles.teaching", "roles.responsibilities", "roles.release"], any: &[] }),
    ("rookies-unserved", RestsOn { own: &["units.novices", "units.staff"], any: &["roles.coaches", "roles.family", "units.staff", "units.parent"] }),
    ("single-point", RestsOn { own: &["priorities.actions", "priorities.status"], any: &["roles.backup", "units.staff", "committees.seats", "roles.requires", "units.novices"] }),
    ("stale-dependent", RestsOn { own: &[""], any: &[""] }),
    ("stale-measure", RestsOn { own: &["priorities.measures", "priorities.starts", "priorities.status"], any: &["settings.starts"] }),
    ("stance-conflict", RestsOn { own: &["decisions"], any: &["decisions.governs", "decisions.stance", "committees.decides", "committees.level", "roles.level", "settings.levels"] }),
    ("supervision-span", RestsOn { own: &[], any: &["roles.reports_to", "units.parent", "units.staff"] }),
    ("supporter-mismatch", RestsOn { own: &[], any: &["roles.coaches", "roles.supported_by"] }),
    ("talent-cycle-gap", RestsOn { own: &["competencies.used_in"], any: &["roles.requires", "duties.requires"] }),
    ("teacher-voice", RestsOn { own: &["committees"], any: &["roles.family", "roles.teaching"] }),
    ("theory-of-action-missing", RestsOn { own: &["priorities.theory_of_action", "priorities.status"], any: &[] }),
    ("thin-feedback", RestsOn { own: &["roles.routines", "roles.coaches", "roles.family"], any: &["units.staff", "roles.supported_by"] }),
    ("tight-field-overridden", RestsOn { own: &[], any: &["decisions", "roles.coaches", "roles.release", "roles.stipend", "committees.decides", "units.overrides"] }),
    ("too-many-priorities", RestsOn { own: &["units.title"], any: &["priorities.place", "priorities.status", "priorities.parent", "priorities.level"] }),
    ("unclaimed-work", RestsOn { own: &["roles.responsibilities"], any: &["priorities.actions", "priorities.status", "duties.serves"] }),
    ("under-equipped-owner", RestsOn { own: &["priorities.actions", "priorities.owner", "priorities.status"], any: &["units.staff", "roles.requires", "committees.seats", "scales"] }),
    ("unfunded-role", RestsOn { own: &["roles.funded_by", "roles.release", "roles.stipend"], any: &[] }),
    ("ungoverned-feature", RestsOn { own: &["roles.coaches", "roles.selection", "roles.stipend", "roles.release"], any: &["decisions.governs"] }),
    ("unlinked-local-priority", RestsOn { own: &["priorities.parent", "priorities.level", "priorities.place", "priorities.status"], any: &["priorities.level"] }),
    ("unobservable-level", RestsOn { own: &["competencies", "competencies.indicators"], any: &["priorities.actions", "priorities.status", "roles.requires", "duties.requires", "scales", "competencies.part_of"] }),
    ("unserved-outcome", RestsOn { own: &[], any: &["competencies.develops", "priorities.outcomes", "priorities.status"] }),
    ("unsupported-educator", RestsOn { own: &["roles.supported_by", "roles.family", "roles.level", "roles.coaches", "roles.reports_to"], any: &["roles.coaches", "roles.family", "units.staff"] }),
    ("untold", RestsOn { own: &["priorities.told", "priorities.starts", "priorities.status", "priorities.stakeholders"], any: &["settings.starts"] }),
    ("unused-item", RestsOn { own: &["decisions.governs", "decisions.decider", "competencies.part_of", "competencies.develops"], any: &["roles.requires", "roles.responsibilities", "roles.funded_by", "duties.requires", "duties.serves", "priorities.actions", "priorities.outcomes", "competencies.part_of", "competencies.related", "competencies.develops", "committees.decides", "committees.advises", "decisions.governs", "units.staff.holders"] }),
    ("vacant-duty", RestsOn { own: &["roles.responsibilities"], any: &["units.staff", "priorities.status", "roles.ends", "units.parent"] }),
    ("vague-duty", RestsOn { own: &["roles.responsibilities.so_that", "roles.responsibilities.does", "duties.does", "duties.so_that"], any: &[] }),
];
