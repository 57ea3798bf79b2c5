-- A lead that finds room for its new version on its own page needs no new entries in the indexes, and leaves no dead ones
-- behind. Half of a page left free is room for all its leads once; what a later update needs, the one before has left.
-- Pages that are there already stay as full as they are.
ALTER TABLE "leads" SET (fillfactor = 50);
