"""The floor: the least a Django and Wagtail site on this machine can cost, with the same engine, server and rows."""
