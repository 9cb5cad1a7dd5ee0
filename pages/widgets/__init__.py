"""Parts of screens that several pages share."""
