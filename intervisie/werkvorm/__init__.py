"""One engine for live sessions, pure: a method as data, where a session is, its clock, and who may see what."""
