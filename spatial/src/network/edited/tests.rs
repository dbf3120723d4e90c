use super::*;
use crate::places::RoadClass;
use crate::town::{Dwelling, Town, at};
