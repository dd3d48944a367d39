"""A small OpenID Connect server in a process of its own, and a browser that walks between it and the site."""
