"""What nobody means to send: bytes as they go over the line, for any field or parameter (SECURITY.md T40)."""

MEGABYTE = b"a" * 1_000_000

# Nothing may ever keep these.
NEVER = (
    b"\x00", b"dijk\x00dorp", b"\x00" * 2_000, b"a\x00", b"\xed\xa0\x80", b"dijk\xed\xb0\x80dorp", b"\xff\xfe",
    b"\xc0\xaf", b"\xf8\x88\x80\x80\x80", b"\xe2\x82", MEGABYTE, b"water " * 50_000, b"\xf0\x9f\xa6\x86" * 60_000,
)  # fmt: skip
ODD_TEXT = (
    b"", b" ", b"\t\r\n", "\u200b".encode(), "\u202egnp.exe".encode(), "\u2066\u2069\u200f".encode(), "\ufeff".encode(),
    ("e" + "\u0301" * 3_000).encode(), "ﷺ".encode() * 500, b"\x1b[31mrood", b"\x7f\x80", b"\x01\x02\x03", b"a" * 255,
    b"a" * 256, b"a" * 10_000, b"\r\nBcc: x@y.example", b"regel\r\n.\r\nregel", b"%00", b"%s%s%n%d", b"\\x00\\u0000",
)  # fmt: skip
COMMANDS = (
    b"' OR '1'='1", b"'; DROP TABLE community_user;--", b"\" OR \"\"=\"", b"1) UNION SELECT NULL--", b"\\'; --",
    b"{{7*7}}", b"{% load static %}", b"${7*7}", b"#{7*7}", b"<script>alert(1)</script>",
    b"<img src=x onerror=alert(1)>", b"javascript:alert(1)", b"../../../../etc/passwd", b"..\\..\\windows\\win.ini",
    b"/dev/null", b"file:///etc/passwd",
    b"|id", b"$(id)", b"`id`", b"=cmd|'/c calc'!A1", b"*)(uid=*", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
)  # fmt: skip
NUMBERS_AND_MORE = (
    b"-1", b"0", b"2147483648", b"9223372036854775808", b"9" * 5_000, b"1e309", b"-1e-400", b"NaN", b"Infinity",
    b"0x1F", b"1_000", "٣".encode(), "½".encode(), b"1,5", b"true", b"null", b"None", b"[]", b"{}", b"[" * 5_000,
    b"31-2-2027", b"0-0-0", b"29-2-2027", b"1-1-10000", b"31-12-9999", b"24.00", b"-1.-1", b"23.60",
    b"00000000-0000-4000-8000-000000000000", b"0" * 32, b"x@y", b"a@b.example\x0bc@d.example", b"@",
    b"a" * 65 + b"@b.example",
)  # fmt: skip
PAYLOADS = (*NEVER, *ODD_TEXT, *COMMANDS, *NUMBERS_AND_MORE)

# Whole requests that no form of ours sends: body and content type.
FORM = "application/x-www-form-urlencoded"
BODIES = (
    (b'{"a":' * 2_000 + b"1" + b"}" * 2_000, "application/json"), (b"[[[[", "application/json"), (b"x", "text/plain"),
    (b"\x00\x01", "application/octet-stream"), (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"", "multipart/form-data"), (b"a=1", f"{FORM}; charset=utf-32"), (b"a=1", f"{FORM}; charset=bestaat-niet"),
    (b"&".join(b"f%d=1" % number for number in range(3_000)), FORM), (b"=&=&=", FORM),
    (b"%", FORM), (b"<a/>", "text/xml"),
)  # fmt: skip
