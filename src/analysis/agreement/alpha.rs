//! Krippendorff's alpha: how far coders agree beyond what chance alone would give.
//!
//! Computed from coincidences as in K. Krippendorff, *Computing Krippendorff's
//! Alpha-Reliability* (2011): any number of coders, values missing, names or numbers.

/// How often which values were given to the same unit. Units are added one by one and need not
/// be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Coincidences<V> {
    /// The values that occur, ascending.
    values: Vec<V>,
    /// By the places of two values in `values`: how often they met.
    met: Vec<Vec<f64>>,
}

impl<V> Default for Coincidences<V> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            met: Vec::new(),
        }
    }
}

impl<V: Ord + Clone> Coincidences<V> {
    /// Adds a unit with the values that its coders gave it. One that fewer than two coders gave
    /// a value says nothing about agreement.
    pub fn add(&mut self, values: &[V]) {
        let others = values.len().saturating_sub(1);
        if others == 0 {
            return;
        }
        for value in values {
            self.place(value);
        }
        // Only now do places not move any more.
        let places: Vec<usize> = values.iter().map(|value| self.place(value)).collect();
        for (i, a) in places.iter().enumerate() {
            for (j, b) in places.iter().enumerate() {
                if i != j {
                    self.count(*a, *b, 1.0 / others as f64);
                }
            }
        }
    }

    /// Adds the units of another one.
    pub fn merge(&mut self, other: &Self) {
        for value in &other.values {
            self.place(value);
        }
        for (a, row) in other.values.iter().zip(&other.met) {
            for (b, count) in other.values.iter().zip(row) {
                let (a, b) = (self.place(a), self.place(b));
                self.count(a, b, *count);
            }
        }
    }

    /// How many values were compared.
    #[must_use]
    pub fn compared(&self) -> f64 {
        self.met.iter().flatten().sum()
    }

    /// The alpha of names, which are the same or are not: 1 for perfect agreement, 0 for that of
    /// chance, below 0 for less. `None` where there is nothing to disagree about: fewer than two
    /// values occur.
    #[must_use]
    pub fn nominal(&self) -> Option<f64> {
        self.alpha(|a, b| f64::from(u8::from(a != b)))
    }

    /// The alpha under some measure of how far two values are apart.
    fn alpha(&self, apart: impl Fn(&V, &V) -> f64) -> Option<f64> {
        let total = self.compared();
        let often: Vec<f64> = self.met.iter().map(|row| row.iter().sum()).collect();
        let (mut observed, mut expected) = (0.0, 0.0);
        for ((a, row), n_a) in self.values.iter().zip(&self.met).zip(&often) {
            for ((b, met), n_b) in self.values.iter().zip(row).zip(&often) {
                let apart = apart(a, b);
                observed += met * apart;
                expected += n_a * n_b * apart;
            }
        }
        (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
    }

    /// The place of a value among those that occur.
    fn place(&mut self, value: &V) -> usize {
        match self.values.binary_search(value) {
            Ok(place) => place,
            Err(place) => {
                self.values.insert(place, value.clone());
                for row in &mut self.met {
                    row.insert(place, 0.0);
                }
                self.met.insert(place, vec![0.0; self.values.len()]);
                place
            }
        }
    }

    fn count(&mut self, a: usize, b: usize, more: f64) {
        if let Some(count) = self.met.get_mut(a).and_then(|row| row.get_mut(b)) {
            *count += more;
        }
    }
}

impl Coincidences<i64> {
    /// The alpha of counts, of which two are as far apart as their difference is large beside
    /// their sum; for numbers of 0 or more.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.alpha(|a, b| match a + b {
            0 => 0.0,
            sum => ((a - b) as f64 / sum as f64).powi(2),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the paper: four coders, twelve units, `.` for a missing value.
    const CODERS: [&str; 4] = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];

    fn units() -> Vec<Vec<i64>> {
        let mut units = vec![Vec::new(); 12];
        for coder in CODERS {
            for (unit, value) in units.iter_mut().zip(coder.split(' ')) {
                unit.extend(value.parse::<i64>().ok());
            }
        }
        units
    }

    #[test]
    fn the_example_of_the_paper_gives_the_figures_of_the_paper() {
        let mut all = Coincidences::default();
        for unit in units() {
            all.add(&unit);
        }
        assert_eq!(all.compared().round(), 40.0);
        let close = |alpha: Option<f64>, expected: f64| (alpha.unwrap() - expected).abs() < 0.0005;
        assert!(close(all.nominal(), 0.743), "{:?}", all.nominal());
        assert!(close(all.ratio(), 0.797), "{:?}", all.ratio());
    }

    #[test]
    fn halves_merged_are_the_whole() {
        let units = units();
        let [mut left, mut right, mut whole] = [(); 3].map(|()| Coincidences::default());
        for (number, unit) in units.iter().enumerate() {
            let half = if number % 2 == 0 {
                &mut left
            } else {
                &mut right
            };
            half.add(unit);
            whole.add(unit);
        }
        left.merge(&right);
        let apart = left.nominal().unwrap() - whole.nominal().unwrap();
        assert!(apart.abs() < 1e-12);
    }

    #[test]
    fn where_only_one_value_occurs_there_is_no_alpha() {
        let mut same = Coincidences::default();
        same.add(&[true, true]);
        same.add(&[true]);
        assert_eq!(same.nominal(), None);
        same.add(&[false, true]);
        assert!(same.nominal().unwrap() <= 0.0);
    }
}
