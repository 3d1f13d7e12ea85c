"""What every renderer draws from: the JSON contract, the view model, and the words of a report in both languages."""
