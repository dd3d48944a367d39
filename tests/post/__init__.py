"""What the tests, proofs and figures of mail share: kinds of message, a mail server to break, senders to kill."""
