-- What happens between people: names and phones (in this table and in no other), visits, requests.

CREATE TABLE contact (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  UNIQUE (county, subject, subject_id)
);

CREATE TABLE visit (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  household TEXT NOT NULL,
  date DATE NOT NULL,
  result TEXT,
  UNIQUE (county, household, date)
);

-- Times are the district's local time.
CREATE TABLE request (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  household TEXT,
  grid TEXT,
  urgency TEXT,
  accepted_at TEXT NOT NULL,
  dispatched_at TEXT,
  handled_at TEXT,
  evaluated_at TEXT,
  satisfied BOOLEAN,
  UNIQUE (county, id)
);
