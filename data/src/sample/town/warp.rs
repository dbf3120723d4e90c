//! From the straight lattice to the ground: the river's meander, the town's roundness and a little irregularity.

use crate::sample::chance::Dice;
use crate::sample::ground::Metres;
use crate::sample::scale::Scale;

/// Metres from the bank to the riverside road.
const EMBANKMENT_M: f64 = 32.0;

/// Lines across the river, south to north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Across {
    SouthRoad,
    SouthBank,
    Middle,
    NorthBank,
    NorthRoad,
}

/// The bends of this town.
#[derive(Clone, Debug)]
pub(super) struct Warp {
    scale: Scale,
    turn: f64,
    meander: [(f64, f64, f64); 2],
    ripple: [[f64; 4]; 4],
}

impl Warp {
    pub(super) fn new(scale: Scale, seed: u64) -> Self {
        let mut dice = Dice::new(seed, "warp");
        let width = scale.columns as f64 * scale.cell_m;
        let size = (width / 16_800.0).min(1.0);
        let mut wave = |amplitude: f64, length: f64| {
            (amplitude * size * dice.between(0.85, 1.15), length * size, dice.between(0.0, std::f64::consts::TAU))
        };
        let meander = [wave(620.0, 9_000.0), wave(210.0, 4_100.0)];
        let mut ripple = || {
            let length = dice.between(3_500.0, 7_500.0) * size;
            let angle = dice.between(0.0, std::f64::consts::TAU);
            [angle.cos() / length, angle.sin() / length, dice.unit(), 85.0 * size]
        };
        let ripple = [ripple(), ripple(), ripple(), ripple()];
        Self { scale, turn: dice.between(-0.2, 0.2), meander, ripple }
    }

    /// A lattice position (in cells, row counted without the river) on the ground.
    pub(super) fn land(&self, u: f64, v: f64) -> Metres {
        let row = v - self.scale.river_row as f64;
        let x = self.east(u);
        let side = if row > 0.0 { 1.0 } else { -1.0 };
        self.bend(x, row * self.scale.cell_m + side * (Self::half_width(x) + EMBANKMENT_M))
    }

    /// A position on one of the lines along the river.
    pub(super) fn river(&self, u: f64, line: Across) -> Metres {
        let x = self.east(u);
        let half = Self::half_width(x);
        let y = match line {
            Across::SouthRoad => -half - EMBANKMENT_M,
            Across::SouthBank => -half,
            Across::Middle => 0.0,
            Across::NorthBank => half,
            Across::NorthRoad => half + EMBANKMENT_M,
        };
        self.bend(x, y)
    }

    /// The town is turned by so many radians.
    pub(super) fn turn(&self) -> f64 {
        self.turn
    }

    /// The town's main crossing.
    pub(super) fn centre(&self) -> Metres {
        let v = self.scale.river_row as f64 + 0.45;
        self.land(self.scale.columns as f64 / 2.0, v)
    }

    fn east(&self, u: f64) -> f64 {
        (u - self.scale.columns as f64 / 2.0) * self.scale.cell_m
    }

    fn half_width(x: f64) -> f64 {
        57.0 + 12.0 * (x / 1_700.0).sin() + 5.0 * (x / 610.0).sin()
    }

    fn bend(&self, x: f64, y: f64) -> Metres {
        let reach = 1.6 * self.scale.cell_m;
        let near = (-(y / reach).powi(2)).exp();
        let meander: f64 = self
            .meander
            .iter()
            .map(|(size, length, phase)| size * (std::f64::consts::TAU * x / length + phase).sin())
            .sum();
        let (half_x, half_y) =
            (self.scale.columns as f64 * self.scale.cell_m / 2.0, self.scale.rows as f64 * self.scale.cell_m / 2.0);
        let (a, b) = (x / half_x, y / half_y);
        // The elliptical map of a square to a disc, taken half way: straight in the middle, rounded outside.
        let (x, y) =
            (x * (1.0 - 0.22 * b * b).max(0.4).sqrt(), (y + near * meander) * (1.0 - 0.22 * a * a).max(0.4).sqrt());
        let wave = |[p, q, phase, size]: [f64; 4]| size * (std::f64::consts::TAU * (p * x + q * y + phase)).sin();
        let (x, y) = (x + wave(self.ripple[0]) + wave(self.ripple[1]), y + wave(self.ripple[2]) + wave(self.ripple[3]));
        [x * self.turn.cos() - y * self.turn.sin(), x * self.turn.sin() + y * self.turn.cos()]
    }
}
