"""The page of facts: what is known of a place, its forms, the spreadsheet, who is signed in."""
