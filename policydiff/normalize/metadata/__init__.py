"""Rules that read what a document says of itself: title, number, dates, issuer, region."""
