"""Word and Excel files: WordprocessingML, SpreadsheetML and the packages around them."""
