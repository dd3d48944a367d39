"""The logic of the instruments. Pure: answers in, outcome with its reasons out; knows no framework and no database."""
