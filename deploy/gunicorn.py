"""How the web server runs, in a container, under systemd and in the tests: `gunicorn --config deploy/gunicorn.py`."""

import os

wsgi_app = "deploy.wsgi"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and then shared: a worker costs little memory, and one that ends is back at once.
preload_app = True
# A request that takes longer than the proxy waits helps nobody. Longer than a database statement may take.
timeout = 60
graceful_timeout = 30
keepalive = 5
# Memory that a library loses does not add up.
max_requests = 5000
max_requests_jitter = 500
# The sign of life of a worker lies in memory: a disk that is slow or full does not end it.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - made by the system, and empty
# The proxy is the only client, and what it says of the client is read by our own settings.
forwarded_allow_ips = "*"
# An address may hold the secret of a guest: requests are counted by the proxy, without addresses.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
