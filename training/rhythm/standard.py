"""The rhythm of the standard programme: eleven parts, five dagdelen on four days (capabilities §7.4)."""

from training.rhythm.values import Part, PartKind

STANDARD_PARTS = (
    Part("I", PartKind.INTAKE),
    Part("1", PartKind.DAGDEEL, dagdelen=1),
    Part("2", PartKind.DAGDEEL, dagdelen=1, with_previous=True),
    Part("A", PartKind.TUSSENTIJD),
    Part("3", PartKind.DAGDEEL, dagdelen=1),
    Part("B", PartKind.TUSSENTIJD),
    Part("4", PartKind.DAGDEEL, dagdelen=1),
    Part("C", PartKind.TUSSENTIJD),
    Part("5", PartKind.DAGDEEL, dagdelen=1),
    Part("D", PartKind.TUSSENTIJD),
    Part("E", PartKind.EINDSESSIE, dagdelen=1),
)
