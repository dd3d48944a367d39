"""From a matter to a mail: owing, planning, rendering, sending."""
