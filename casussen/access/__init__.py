"""The only judge of the confidential. Coördinatoren, partners, redacteurs and beheerders have no way in here."""
