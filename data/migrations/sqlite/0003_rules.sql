-- What the rules ask beyond the places: who has left or is exempt, terms, work coverage, link history, circles, check-ins.
-- Every new column of an older register is unknown.

ALTER TABLE member ADD COLUMN left_on DATE;
ALTER TABLE member ADD COLUMN exemption TEXT;
ALTER TABLE member ADD COLUMN hub TEXT;

ALTER TABLE organisation ADD COLUMN elected_on DATE;
ALTER TABLE organisation ADD COLUMN term_years INTEGER;
ALTER TABLE organisation ADD COLUMN has_branch_committee BOOLEAN;

ALTER TABLE unit ADD COLUMN fixed_premises BOOLEAN;
ALTER TABLE unit ADD COLUMN instructor BOOLEAN;
ALTER TABLE unit ADD COLUMN liaison BOOLEAN;
ALTER TABLE unit ADD COLUMN trade_union BOOLEAN;
ALTER TABLE unit ADD COLUMN youth_league BOOLEAN;

ALTER TABLE link ADD COLUMN until DATE;

-- buildings are ids separated by semicolons.
CREATE TABLE micro_grid (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  buildings TEXT NOT NULL,
  UNIQUE (county, code)
);

CREATE TABLE hub_household (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  household TEXT NOT NULL,
  since DATE,
  UNIQUE (county, household)
);

-- Who it is stands in contact.
CREATE TABLE building_leader (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  building TEXT NOT NULL,
  since DATE,
  UNIQUE (county, building)
);

-- kind says whether subject is an organisation or a member.
CREATE TABLE check_in (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  community TEXT NOT NULL,
  date DATE,
  UNIQUE (county, kind, subject, community)
);

CREATE TABLE compound (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  community TEXT NOT NULL,
  geometry MULTIPOLYGON NOT NULL,
  UNIQUE (county, id)
);
