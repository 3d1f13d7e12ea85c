"""Rules that mark headings, attachments and carried documents."""
