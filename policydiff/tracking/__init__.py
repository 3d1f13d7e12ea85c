"""What needs the archive and the line together: how clauses went through the revisions, what changed since, watched sources."""
