//! How the blocks of a drawing fall onto pages.

use super::drawing::Block;

/// The blocks of each page: no more pages than room and number of rows ask for,
/// filled evenly, groups whole where they can be, no heading left alone at the
/// end. What is higher than a page has one alone.
pub(crate) fn parted(blocks: &[Block], room: f64, most: usize) -> Vec<&[Block]> {
    const STEPS: u32 = 64;
    let page = Page { room, most };
    let rows = page.rows(blocks);
    let groups = page.groups(blocks);
    let fewest = page.fill(blocks, &rows).len();
    let units = if page.fill(blocks, &groups).len() > fewest { rows } else { groups };
    // The lowest pages of which there are no more.
    (1..STEPS)
        .map(|step| Page { room: room * f64::from(step) / f64::from(STEPS), most }.fill(blocks, &units))
        .find(|pages| pages.len() == fewest)
        .unwrap_or_else(|| page.fill(blocks, &units))
}

/// The height of blocks under each other.
pub(crate) fn height(blocks: &[Block]) -> f64 {
    blocks.iter().map(|block| block.scene.height).sum()
}

/// What a page holds.
struct Page {
    room: f64,
    most: usize,
}

impl Page {
    fn holds(&self, blocks: &[Block]) -> bool {
        blocks.len() <= self.most && height(blocks) <= self.room + 1e-6
    }

    /// Rows, each with the headings right above it.
    fn rows<'a>(&self, blocks: &'a [Block]) -> Vec<&'a [Block]> {
        let alone = |unit: &'a [Block]| unit.chunks(if self.holds(unit) { unit.len() } else { 1 });
        blocks.chunk_by(|before, _| before.heading).flat_map(alone).collect()
    }

    /// Headings with all that is under them; rows where a page does not hold that.
    fn groups<'a>(&self, blocks: &'a [Block]) -> Vec<&'a [Block]> {
        let groups = blocks.chunk_by(|before, after| before.heading || !after.heading);
        groups.flat_map(|group| if self.holds(group) { vec![group] } else { self.rows(group) }).collect()
    }

    /// Pages filled one after the other with units that are not parted.
    fn fill<'a>(&self, blocks: &'a [Block], units: &[&[Block]]) -> Vec<&'a [Block]> {
        let mut pages = Vec::new();
        let mut rest = blocks;
        let (mut rows, mut used) = (0, 0.0);
        for unit in units {
            let own = height(unit);
            if rows > 0 && (rows + unit.len() > self.most || used + own > self.room + 1e-6) {
                let (page, later) = rest.split_at(rows);
                pages.push(page);
                rest = later;
                (rows, used) = (0, 0.0);
            }
            rows += unit.len();
            used += own;
        }
        pages.push(rest);
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::Scene;

    fn blocks(kinds: &str) -> Vec<Block> {
        let block = |kind| Block { scene: Scene::new(10.0, 10.0), heading: kind == 'h' };
        kinds.chars().map(block).collect()
    }

    fn lengths(kinds: &str, room: f64, most: usize) -> Vec<usize> {
        parted(&blocks(kinds), room, most).iter().map(|page| page.len()).collect()
    }

    #[test]
    fn pages_hold_what_fits_and_end_with_no_heading() {
        assert_eq!(lengths("rrrrr", f64::INFINITY, usize::MAX), [5]);
        assert_eq!(lengths("rrrrr", 20.0, usize::MAX), [2, 2, 1]);
        assert_eq!(lengths("hrrhrr", 40.0, usize::MAX), [3, 3]);
        assert_eq!(lengths("rhrrrhrrhrrhrr", 120.0, 12), [8, 6], "groups stay whole, pages are even");
        assert_eq!(lengths(&"r".repeat(13), 120.0, 12), [7, 6], "no page for one row");
        assert_eq!(lengths("hrrrrrhrrrrr", 70.0, usize::MAX), [6, 6]);
        assert_eq!(lengths("hrrrrrr", 40.0, usize::MAX), [4, 3], "a group that no page holds is parted");
        assert_eq!(lengths("rrrrr", f64::INFINITY, 3), [3, 2]);
        assert_eq!(lengths("rr", 5.0, usize::MAX), [1, 1], "what is too high has a page alone");
        assert_eq!(lengths("hh", 10.0, usize::MAX), [1, 1]);
        assert_eq!(lengths("", 10.0, usize::MAX), [0]);
    }
}
