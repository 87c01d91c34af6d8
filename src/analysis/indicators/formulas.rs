//! The formulas, as plain functions of numbers: what a page's worked example is checked with.

/// A number as its two parts, so that a reader can check it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ratio {
    /// What is counted.
    pub numerator: f64,
    /// Out of how much.
    pub denominator: f64,
}

impl Ratio {
    /// `numerator` out of `denominator`.
    pub fn new(numerator: f64, denominator: f64) -> Self {
        Ratio { numerator, denominator }
    }

    /// The number; absent where there is nothing to divide by: never 100 % of nothing.
    pub fn value(self) -> Option<f64> {
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }
}

/// Σ weight × value ÷ Σ weight, over (weight, value).
pub fn weighted_mean(values: impl IntoIterator<Item = (f64, f64)>) -> Ratio {
    pooled(values.into_iter().map(|(weight, value)| (weight, value, 1.0)))
}

/// Σ weight × met ÷ Σ weight × all, over (weight, met, all).
pub fn pooled(values: impl IntoIterator<Item = (f64, f64, f64)>) -> Ratio {
    values
        .into_iter()
        .fold(Ratio::default(), |sum, (weight, met, all)| Ratio::new(sum.numerator + weight * met, sum.denominator + weight * all))
}

/// The Porter index of alignment, 1 − ½ Σ |x − y|, where x and y are the shares that each pair has of its column.
/// As both columns add up to 1 it is Σ min(x, y) out of 1. Absent (0 out of 0) where a column adds up to nothing.
pub fn porter(pairs: &[(f64, f64)]) -> Ratio {
    let (stated, spent) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0, y + pair.1));
    if stated <= 0.0 || spent <= 0.0 {
        return Ratio::default();
    }
    Ratio::new(pairs.iter().map(|(x, y)| (x / stated).min(y / spent)).sum(), 1.0)
}

/// The Gini coefficient, ΣΣ |uᵢ − uⱼ| ÷ (2 n² ū), over (u, how many have it). 0 is all alike.
pub fn gini(values: &[(f64, u32)]) -> Ratio {
    let mut sorted: Vec<(f64, u32)> = values.iter().copied().filter(|(_, holders)| *holders > 0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: f64 = sorted.iter().map(|(_, holders)| f64::from(*holders)).sum();
    let sum: f64 = sorted.iter().map(|(u, holders)| u * f64::from(*holders)).sum();
    // In order of size, |uᵢ − uⱼ| over all pairs is what each is above those before it, twice.
    let (mut before, mut below, mut differences) = (0.0, 0.0, 0.0);
    for (u, holders) in sorted {
        let holders = f64::from(holders);
        differences += 2.0 * holders * (u * before - below);
        before += holders;
        below += u * holders;
    }
    Ratio::new(differences, 2.0 * all * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(ratio: Ratio, expected: f64) -> bool {
        ratio.value().is_some_and(|value| (value - expected).abs() < 0.005)
    }

    #[test]
    fn the_worked_examples() {
        let coverage = [(0.5, 6.0 / 6.0), (0.3, 4.0 / 6.0), (0.2, 3.0 / 6.0)];
        assert!(near(weighted_mean(coverage), 0.80));
        assert!(near(weighted_mean(coverage.map(|(_, c)| (1.0, c))), 0.72));
        assert!(near(porter(&[(0.5, 0.30), (0.3, 0.30), (0.2, 0.10)]), 0.87));
        let chains = [(0.5, 3.0, 3.0), (0.3, 2.0, 3.0), (0.2, 1.0, 3.0)];
        assert!(near(pooled(chains), 0.77));
        assert!(near(pooled(chains.map(|(_, linked, all)| (1.0, linked, all))), 0.67));
        assert!(near(Ratio::new(21.0, 30.0), 0.70));
        assert!(near(gini(&[(0.6, 2), (0.9, 1), (1.4, 1)]), 0.19));
        assert!(near(Ratio::new(7.0, 12.0), 0.58));
    }

    #[test]
    fn porter_is_one_less_half_the_differences() {
        let (x, y) = ([0.5, 0.3, 0.2], [0.30 / 0.70, 0.30 / 0.70, 0.10 / 0.70]);
        let differences: f64 = x.iter().zip(y).map(|(x, y)| f64::abs(x - y)).sum();
        let index = porter(&[(5.0, 3.0), (3.0, 3.0), (2.0, 1.0)]).value().unwrap_or(0.0);
        assert!((index - (1.0 - differences / 2.0)).abs() < 1e-12);
    }

    #[test]
    fn gini_is_the_double_sum() {
        let u = [0.6, 0.6, 0.9, 1.4, 0.2];
        let double: f64 = u.iter().flat_map(|a| u.iter().map(move |b| f64::abs(a - b))).sum();
        let mean = u.iter().sum::<f64>() / 5.0;
        let ours = gini(&u.map(|u| (u, 1))).value().unwrap_or(0.0);
        assert!((ours - double / (2.0 * 25.0 * mean)).abs() < 1e-12);
        assert_eq!(gini(&[(0.7, 5)]).value().map(|g| g.abs() < 1e-12), Some(true));
    }

    #[test]
    fn nothing_is_never_all() {
        assert_eq!(weighted_mean([]).value(), None);
        assert_eq!(porter(&[(0.5, 0.0), (0.5, 0.0)]).value(), None);
        assert_eq!(gini(&[(0.0, 4)]).value(), None);
        assert_eq!(gini(&[]).value(), None);
    }
}
