"""Python's own imaplib and poplib over everything they offer.

libraries.py IMAP-PORT IMAPS-PORT POP3-PORT POP3S-PORT CA-FILE USER PASSWORD WORD
"""

import imaplib
import poplib
import ssl
import sys
import time

imap, imaps, pop3, pop3s = map(int, sys.argv[1:5])
authority, user, password, word = sys.argv[5:9]
context = ssl.create_default_context(cafile=authority)
MESSAGE = f"From: a@b.example\r\nTo: {user}@example.org\r\nSubject: {word}\r\n\r\n.dot\r\nText of {word}\r\n".encode()


def ok(answer):
    assert answer[0] == "OK", answer
    return answer[1]


# IMAP, in plain text until STARTTLS

plain = imaplib.IMAP4("localhost", imap, timeout=30)
ok(plain.starttls(context))
ok(plain.login(user, password))
assert "IMAP4REV1" in plain.capabilities and "UIDPLUS" in plain.capabilities
ok(plain.namespace())
for name in (word, f"{word}/below"):
    ok(plain.create(name))
    ok(plain.subscribe(name))
assert any(word.encode() in line for line in ok(plain.lsub()))
ok(plain.rename(f"{word}/below", f"{word}/beneath"))
assert any(b"beneath" in line for line in ok(plain.list(f'"{word}"', '"*"')) if line)
ok(plain.append(word, "(\\Seen)", imaplib.Time2Internaldate(time.time()), MESSAGE))
ok(plain.append(word, None, None, MESSAGE.replace(b"Text", b"Other text")))
ok(plain.status(word, "(MESSAGES UNSEEN UIDNEXT)"))
assert ok(plain.select(word)) == [b"2"]
assert ok(plain.search(None, "UNSEEN")) == [b"2"]
assert ok(plain.search(None, "BODY", '"Other text"')) == [b"2"]
assert ok(plain.sort("(REVERSE SIZE)", "UTF-8", "ALL")) == [b"2 1"]
ok(plain.thread("REFERENCES", "UTF-8", "ALL"))
assert ok(plain.fetch("1", "(BODY.PEEK[])"))[0][1] == MESSAGE
ok(plain.store("2", "+FLAGS", "(\\Flagged $Work)"))
assert set(imaplib.ParseFlags(ok(plain.fetch("2", "(FLAGS)"))[0])) >= {b"\\Flagged", b"$Work"}
ok(plain.copy("1:2", f"{word}/beneath"))
ok(plain.uid("MOVE", "1", f"{word}/beneath"))
ok(plain.store("1", "+FLAGS.SILENT", "(\\Deleted)"))
assert ok(plain.expunge())[-1] == b"1"
ok(plain.getquotaroot("INBOX"))
ok(plain.setacl(word, "bob", "lr"))
assert any(b"bob" in line for line in ok(plain.getacl(word)))
ok(plain.myrights(word))
ok(plain.deleteacl(word, "bob"))
ok(plain.check())
ok(plain.close())
assert ok(plain.select(f"{word}/beneath", readonly=True)) == [b"3"]
ok(plain.unselect())
ok(plain.delete(f"{word}/beneath"))
ok(plain.unsubscribe(f"{word}/below"))
ok(plain.unsubscribe(word))
ok(plain.delete(word))
assert plain.logout()[0] == "BYE"

# IMAP under TLS with SASL

secure = imaplib.IMAP4_SSL("localhost", imaps, ssl_context=context, timeout=30)
ok(secure.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode()))
try:
    secure.select("nowhere-at-all")
    assert secure.state == "AUTH"
except imaplib.IMAP4.error:
    pass
ok(secure.append("INBOX", None, None, MESSAGE))
# last, as APPEND would be wrong with it: the library puts its UTF8 into the literal
ok(secure.enable("UTF8=ACCEPT"))
ok(secure.create(f'"{word} ü"'))
ok(secure.select(f'"{word} ü"'))
ok(secure.close())
ok(secure.delete(f'"{word} ü"'))
ok(secure.noop())
secure.logout()

# POP3

for drop in (poplib.POP3("localhost", pop3, timeout=30), poplib.POP3_SSL("localhost", pop3s, context=context, timeout=30)):
    if not isinstance(drop, poplib.POP3_SSL):
        drop.stls(context)
    assert "UIDL" in drop.capa() and "PIPELINING" in drop.capa()
    drop.user(user)
    drop.pass_(password)
    count, octets = drop.stat()
    assert len(drop.list()[1]) == count
    numbers = [line.split() for line in drop.uidl()[1]]
    assert len({uid for _, uid in numbers}) == count
    lines = drop.retr(count)[1]
    assert lines == MESSAGE.rstrip(b"\r\n").split(b"\r\n"), lines
    assert drop.top(count, 1)[1][-1] == b".dot"
    drop.noop()
    drop.dele(count)
    drop.rset()
    assert drop.stat() == (count, octets)
    if isinstance(drop, poplib.POP3_SSL):
        drop.dele(count)
    drop.quit()
last = poplib.POP3_SSL("localhost", pop3s, context=context, timeout=30)
last.user(user)
last.pass_(password)
assert last.stat()[0] == count - 1
last.quit()
print("everything answered as it should")
