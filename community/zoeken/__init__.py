"""What somebody looks for, and where it stands in a text. Pure: knows no framework and no database."""
