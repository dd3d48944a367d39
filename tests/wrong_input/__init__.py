"""Wrong input everywhere: a clear Dutch sentence, nothing stored, nothing typed lost, never a 500."""
