//! Whole numbers that sum to nothing over every shown group: by how many of one
//! kind of answer the people of a cell may be more, and those of another fewer,
//! so that nothing shown changes.

use koe_stats::{Exact, ratio};

/// Rows and what they reduce to: each row begins with a 1 that no other row has.
pub(super) struct Echelon {
    rows: Vec<Vec<Exact>>,
    leads: Vec<usize>,
}

impl Echelon {
    pub(super) fn new<'a>(rows: impl IntoIterator<Item = &'a Vec<bool>>) -> Self {
        let mut own = Self { rows: Vec::new(), leads: Vec::new() };
        for row in rows {
            let row = own.reduced(row);
            own.learn(row);
        }
        own
    }

    /// Whether a row is a combination of the others.
    pub(super) fn has(&self, row: &[bool]) -> bool {
        self.reduced(row).iter().all(|value| *value == ratio(0, 1))
    }

    fn reduced(&self, row: &[bool]) -> Vec<Exact> {
        let mut row: Vec<Exact> = row.iter().map(|&is_in| ratio(i32::from(is_in), 1)).collect();
        for (known, &lead) in self.rows.iter().zip(&self.leads) {
            subtract(&mut row, known, lead);
        }
        row
    }

    fn learn(&mut self, mut row: Vec<Exact>) {
        let Some(lead) = row.iter().position(|value| *value != ratio(0, 1)) else { return };
        let first = row[lead].clone();
        row.iter_mut().for_each(|value| *value = &*value / &first);
        self.rows.iter_mut().for_each(|known| subtract(known, &row, lead));
        self.rows.push(row);
        self.leads.push(lead);
    }
}

/// Takes a row from another, so that the other has nothing at `lead`.
fn subtract(from: &mut [Exact], row: &[Exact], lead: usize) {
    let (factor, zero) = (from[lead].clone(), ratio(0, 1));
    if factor != zero {
        for (own, other) in from.iter_mut().zip(row).filter(|(_, other)| **other != zero) {
            *own -= &factor * other;
        }
    }
}

/// Returns a basis of the vectors that every row sums to 0, in the smallest
/// whole numbers. `columns` is how many numbers a vector has.
pub(super) fn null_vectors(rows: &[Vec<bool>], columns: usize) -> Vec<Vec<i64>> {
    let echelon = Echelon::new(rows);
    let free = (0..columns).filter(|column| !echelon.leads.contains(column));
    let vector = |free: usize| {
        let mut vector = vec![ratio(0, 1); columns];
        vector[free] = ratio(1, 1);
        for (row, &lead) in echelon.rows.iter().zip(&echelon.leads) {
            vector[lead] = -row[free].clone();
        }
        while let Some(part) = vector.iter().find(|value| !value.is_integer()) {
            let factor = ratio(part.denom().clone(), 1);
            vector.iter_mut().for_each(|value| *value = &*value * &factor);
        }
        let whole = |value: &Exact| value.to_integer().to_string().parse().expect("a small number");
        vector.iter().map(whole).collect()
    };
    free.map(vector).collect()
}

#[test]
fn a_null_vector_is_nothing_to_any_row() {
    // The four cells of two rows and two columns, and a fifth beside them.
    let rows = [[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [1, 0, 1, 0, 0], [1, 1, 1, 1, 1]];
    let rows = rows.map(|row| row.map(|value: u8| value == 1).to_vec());
    let vectors = null_vectors(&rows, 5);
    assert_eq!(vectors.len(), 1, "the cycle, and no more");
    assert!(vectors[0] == [1, -1, -1, 1, 0] || vectors[0] == [-1, 1, 1, -1, 0], "{vectors:?}");
}
