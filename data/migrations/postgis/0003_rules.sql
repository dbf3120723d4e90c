-- What the rules ask beyond the places: who has left or is exempt, terms, work coverage, link history, circles, check-ins.
-- Every new column of an older register is unknown.

ALTER TABLE member ADD COLUMN left_on date, ADD COLUMN exemption text, ADD COLUMN hub text;

ALTER TABLE organisation
  ADD COLUMN elected_on date, ADD COLUMN term_years bigint, ADD COLUMN has_branch_committee boolean;

ALTER TABLE unit
  ADD COLUMN fixed_premises boolean, ADD COLUMN instructor boolean, ADD COLUMN liaison boolean,
  ADD COLUMN trade_union boolean, ADD COLUMN youth_league boolean;

ALTER TABLE link ADD COLUMN until date;

-- buildings are ids separated by semicolons.
CREATE TABLE micro_grid (
  county text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  buildings text NOT NULL,
  PRIMARY KEY (county, code)
);

CREATE TABLE hub_household (
  county text NOT NULL,
  household text NOT NULL,
  since date,
  PRIMARY KEY (county, household)
);

-- Who it is stands in contact.
CREATE TABLE building_leader (
  county text NOT NULL,
  building text NOT NULL,
  since date,
  PRIMARY KEY (county, building)
);

-- kind says whether subject is an organisation or a member.
CREATE TABLE check_in (
  county text NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  community text NOT NULL,
  date date,
  PRIMARY KEY (county, kind, subject, community)
);

CREATE TABLE compound (
  county text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  community text NOT NULL,
  geometry geometry(MultiPolygon, 4490) NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX compound_geometry ON compound USING gist (geometry);
