-- What happens between people: names and phones (in this table and in no other), visits, requests.

CREATE TABLE contact (
  county text NOT NULL,
  subject text NOT NULL,
  subject_id text NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  PRIMARY KEY (county, subject, subject_id)
);

CREATE TABLE visit (
  county text NOT NULL,
  household text NOT NULL,
  date date NOT NULL,
  result text,
  PRIMARY KEY (county, household, date)
);

-- Times are the district's local time.
CREATE TABLE request (
  county text NOT NULL,
  id text NOT NULL,
  household text,
  grid text,
  urgency text,
  accepted_at timestamp NOT NULL,
  dispatched_at timestamp,
  handled_at timestamp,
  evaluated_at timestamp,
  satisfied boolean,
  PRIMARY KEY (county, id)
);
