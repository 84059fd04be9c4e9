-- What became of announcements after a position: which ones changed, in the order of their last change, and the first
-- change of each. Without the second index, finding the first one would read all the changes that an announcement ever
-- had.
CREATE INDEX announcement_by_position ON announcement (position);
CREATE INDEX change_by_announcement ON change (announcement_id, position);
