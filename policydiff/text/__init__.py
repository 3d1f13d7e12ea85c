"""Characters, words, sentences, numerals, quantities, dates, numbering, the cosmetic canon."""
