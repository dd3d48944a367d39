"""Guards that no text of the publications we build on is copied, without having those texts here.

`runs.bin` holds salted hashes of every run of eight words of the publications, `names.bin` of the names of people in
them. `python -m tests.house_rules.bronnen <folder> <list of names>` makes both.
"""
