-- What became of announcements after a position: which ones changed, in the order of their last change, and the first
-- change of each.
CREATE INDEX announcement_by_position ON announcement (position);

-- By position instead of version, which rise together: finding the first change after a position would read all the
-- versions that an announcement ever had. That a version is there only once is what append() checks, with the
-- announcement locked.
CREATE INDEX change_by_announcement ON change (announcement_id, position);
ALTER TABLE change DROP CONSTRAINT change_announcement_id_version_key;
