"""Random changes in a mailbox and in the Maildir that a program keeps in step with it, on both sides, also while the program runs; when
everything has settled both sides must be equal.

two_way.py IMAPS-PORT CA-FILE USER PASSWORD MAILBOX MAILDIR SEED ROUNDS COMMAND...
"""

import imaplib
import os
import random
import re
import ssl
import subprocess
import sys
import threading
import time

port, authority, user, password, mailbox, maildir, seed, rounds = sys.argv[1:9]
command = sys.argv[9:]
LETTERS = {"S": "\\Seen", "F": "\\Flagged", "R": "\\Answered", "D": "\\Draft"}

print(f"two_way.py: seed {seed}")
dice = random.Random(int(seed))
numbers = iter(range(1, 1_000_000))


def log_in():
    far = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=ssl.create_default_context(cafile=authority), timeout=60)
    far.login(user, password)
    return far


def ok(answer):
    if answer[0] != "OK":
        raise SystemExit(f"seed {seed}: {answer}")
    return answer[1]


def message():
    number = next(numbers)
    text = "".join(dice.choice("abc def\n") for _ in range(dice.randrange(2_000)))
    return (f"From: a@b.example\nSubject: number {number}\nMessage-ID: <{number}.{seed}.{mailbox}@example.org>\n"
            f"X-Number: {number}\n\n{text}\n").encode()


# the far side


def far_append(far):
    flags = " ".join(flag for flag in LETTERS.values() if dice.random() < 0.2)
    ok(far.append(mailbox, f"({flags})", None, message().replace(b"\n", b"\r\n")))


def far_change(far):
    uids = ok(far.uid("search", "ALL"))[0].split()
    if not uids:
        return
    some = b",".join(dice.sample(uids, dice.randint(1, min(3, len(uids))))).decode()
    if dice.random() < 0.25:
        ok(far.uid("store", some, "+FLAGS.SILENT", "(\\Deleted)"))
        ok(far.uid("expunge", some))
    else:
        ok(far.uid("store", some, dice.choice(["+FLAGS", "-FLAGS"]), f"({dice.choice(list(LETTERS.values()))})"))


def far_state(far):
    ok(far.select(mailbox))
    state = {}
    if not ok(far.uid("search", "ALL"))[0]:
        return state
    for part in ok(far.uid("fetch", "1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (X-NUMBER)])")):
        if isinstance(part, tuple):
            number = re.search(rb"X-Number: *(\d+)", part[1], re.I).group(1).decode()
            flags = {flag.decode() for flag in imaplib.ParseFlags(part[0])} & set(LETTERS.values())
            assert number not in state, f"seed {seed}: number {number} twice on the server"
            state[number] = flags
    return state


# the near side


def files():
    return [os.path.join(maildir, part, name) for part in ("cur", "new") for name in sorted(os.listdir(os.path.join(maildir, part)))]


def near_add():
    number = next(numbers)
    name = f"{1_700_000_000 + number}.{number}_{seed}.near"
    fresh = os.path.join(maildir, "tmp", name)
    with open(fresh, "wb") as out:
        out.write(message())
    os.rename(fresh, os.path.join(maildir, "new", name) if dice.random() < 0.5 else os.path.join(maildir, "cur", name + ":2,F"))


def near_change():
    all_files = files()
    if not all_files:
        return
    path = dice.choice(all_files)
    if dice.random() < 0.25:
        os.unlink(path)
        return
    base, _, letters = os.path.basename(path).partition(":2,")
    changed = set(letters) ^ {dice.choice(list(LETTERS))}
    os.rename(path, os.path.join(maildir, "cur", base + ":2," + "".join(sorted(changed))))


def near_state():
    state = {}
    for path in files():
        with open(path, "rb") as content:
            number = re.search(rb"^X-Number: *(\d+)", content.read(), re.M | re.I).group(1).decode()
        letters = os.path.basename(path).partition(":2,")[2]
        assert number not in state, f"seed {seed}: number {number} twice in the Maildir"
        state[number] = {LETTERS[letter] for letter in letters if letter in LETTERS}
    return state


def sync():
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
    if done.returncode:
        raise SystemExit(f"seed {seed}: {command[0]} ended with {done.returncode}\n{done.stdout.decode(errors='replace')}")
    return done.stdout.decode(errors="replace")


far = log_in()
far.create(mailbox)
ok(far.subscribe(mailbox))
ok(far.select(mailbox))
for _ in range(15):
    far_append(far)
sync()
for _ in range(int(rounds)):
    for _ in range(dice.randint(1, 6)):
        dice.choice([far_append, far_change, far_change])(far)
    for _ in range(dice.randint(1, 6)):
        dice.choice([near_add, near_change, near_change])()
    steps = [dice.choice([far_append, far_change]) for _ in range(6)]
    meanwhile = threading.Thread(target=lambda: [step(far) for step in steps])
    meanwhile.start()
    sync()
    meanwhile.join()

deadline = time.monotonic() + 60
said = sync()
while (there := far_state(far)) != (here := near_state()):
    if time.monotonic() > deadline:
        differ = {n: (there.get(n), here.get(n)) for n in there.keys() | here.keys() if there.get(n) != here.get(n)}
        raise SystemExit(f"seed {seed}: number: (server, Maildir) {differ}\n{said}")
    said = sync()
print(f"equal: {len(there)} messages")
far.logout()
