package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.mail.store.StoreRepair;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.mail.store.internal.Checker.Bad;
import org.kantor.mail.store.internal.Checker.Trouble;
import org.kantor.mail.store.internal.OwnChanges.Step;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Mends account by account. To say what would be done it does it, in a transaction that is rolled back, so that it cannot say anything else than it does; only the blobs
 * are no part of the transaction and are left alone then.
 */
@Service
public final class RepairService implements StoreRepair {

    private static final String NAME = "mailbox-name";
    private static final Actor ACTOR = new Actor("system", "repair", null);
    private static final long EVERY_UID = Long.MAX_VALUE;

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Lanes lanes;
    private final OwnChanges own;
    private final ChangeStream changes;
    private final MailboxService mailboxes;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    RepairService(
            Transactions transactions,
            Jdbc jdbc,
            Lanes lanes,
            OwnChanges own,
            ChangeStream changes,
            MailboxService mailboxes,
            BlobStore blobs,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.own = own;
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Ends the transaction of somebody who only wants to know. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    @Override
    public List<Repair> run(Depth depth, boolean really) {
        var broken = transactions.call(() -> jdbc.work(Checker::broken));
        var bad = messages(depth).stream()
                .collect(Collectors.groupingBy(each -> each.account().value()));
        bad.keySet().forEach(account -> broken.computeIfAbsent(account, none -> new TreeSet<>()));
        var repairs = new ArrayList<Repair>();
        broken.forEach((account, rules) -> {
            if (account == 0) {
                sequences(repairs, really);
            } else {
                account(new AccountId(account), rules, bad.getOrDefault(account, List.of()), really, repairs);
            }
        });
        if (really) {
            repairs.forEach(repair -> StoreLog.LOG.repaired(repair.account(), repair.sentence()));
        }
        return repairs;
    }

    private List<Bad> messages(Depth depth) {
        try {
            return Checker.messages(Checker.reader(transactions, jdbc), blobs, depth);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sequences(List<Repair> repairs, boolean really) {
        repairs.add(new Repair(
                "sequence",
                "",
                "New mailboxes, UID validities and messages are numbered from behind the highest number in use.",
                true));
        if (really) {
            transactions.run(() -> jdbc.work(connection -> {
                RepairSql.sequences(connection);
                return true;
            }));
        }
    }

    private void account(AccountId account, Set<String> rules, List<Bad> bad, boolean really, List<Repair> repairs) {
        var mine = new ArrayList<Repair>();
        try {
            lanes.write(transactions, account, () -> {
                new OfAccount(account, rules, really, mine).mend(bad);
                if (!really) {
                    throw new Enough();
                }
                return true;
            });
        } catch (Enough e) {
            // nothing of it has happened
        } catch (Refused e) {
            // nor of this, and the other accounts are mended all the same
            mine.clear();
            mine.add(new Repair(
                    "account", account.toString(), "Nothing of this account could be mended: " + e.sentence(), false));
        }
        repairs.addAll(mine);
    }

    /** One account's repair, within its transaction. */
    private final class OfAccount {

        private interface Asking<T> {
            T of(RepairSql sql) throws SQLException;
        }

        private interface Running {
            void on(RepairSql sql) throws SQLException;
        }

        private final AccountId account;
        private final Set<String> rules;
        private final boolean really;
        private final List<Repair> repairs;
        private String who = "";
        private long seq;

        OfAccount(AccountId account, Set<String> rules, boolean really, List<Repair> repairs) {
            this.account = account;
            this.rules = rules;
            this.really = really;
            this.repairs = repairs;
        }

        /** The order matters: what a later step counts or moves to, an earlier one has mended. */
        void mend(List<Bad> bad) {
            if (!owner()) {
                return;
            }
            if (ask(sql -> sql.counter())) {
                did("modseq", "The account's changes are numbered from behind the highest number in use.");
            }
            seq = changes.next(account);
            mailboxes();
            for (var each : bad) {
                message(each);
            }
            placements();
            numbers();
            // another name is news that clients hear by itself
            if (repairs.stream().anyMatch(each -> each.done() && !each.rule().equals(NAME))
                    || rules.stream().anyMatch(rule -> !rule.equals(NAME))) {
                forget();
            }
        }

        /** A statement at a time: what else works in the transaction in between may give the connection back. */
        private <T> T ask(Asking<T> asking) {
            return jdbc.work(connection -> asking.of(new RepairSql(connection, account)));
        }

        private void run(Running running) {
            jdbc.work(connection -> {
                running.on(new RepairSql(connection, account));
                return true;
            });
        }

        private void did(String rule, String sentence) {
            repairs.add(new Repair(rule, who, sentence, true));
        }

        private void did(String rule, int count, String one, String several) {
            if (count > 0) {
                did(rule, count == 1 ? one : several.formatted(count));
            }
        }

        /** Whether there is an account now. */
        private boolean owner() {
            var known = ask(sql -> sql.name());
            if (known.isPresent()) {
                who = known.get();
                return true;
            }
            who = "recovered-" + account;
            if (!ask(sql -> sql.hasMessages())) {
                run(sql -> sql.leftovers(clock.instant()));
                did("account", "What is left of the account " + account + ", no message among it, is taken out.");
                return false;
            }
            run(sql -> sql.reinstate(who, clock.instant()));
            did(
                    "account",
                    "The account " + account + ", which is gone but has mail, is made anew as a shared mailbox.");
            return true;
        }

        private void mailboxes() {
            did(
                    "mailbox",
                    ask(sql -> sql.missingCounters(seq)),
                    "A mailbox without counters gets them, and a new UID validity.",
                    "%d mailboxes without counters get them, and a new UID validity each.");
            did(
                    "mailbox",
                    ask(sql -> sql.uidValidity()),
                    "A mailbox of which two UID validities are kept goes on with one.",
                    "%d mailboxes of which two UID validities are kept go on with one.");
            if (!ask(sql -> sql.hasInbox())) {
                mailboxes.ensure(account, Mailbox.INBOX, ACTOR);
                did("mailbox", "The INBOX, which is missing, is made.");
            }
            names();
            did(
                    "uid-next",
                    ask(sql -> sql.uidNext()),
                    "A mailbox gives out UIDs from behind the highest that was used.",
                    "%d mailboxes give out UIDs from behind the highest that was used.");
            did(
                    "recent",
                    ask(sql -> sql.recent()),
                    "A mailbox's first recent message is one that can be.",
                    "%d mailboxes' first recent messages are ones that can be.");
        }

        /** What has a name that others' mailboxes are shown below, by which it may not be found, comes below {@link #RECOVERED}. */
        private void names() {
            for (var level : MailboxNames.RESERVED.stream().sorted().toList()) {
                var names = mailboxes.list(account).stream()
                        .map(Mailbox::name)
                        .filter(name -> (name + "/").startsWith(level + "/"))
                        .toList();
                if (names.isEmpty()) {
                    continue;
                }
                var to = free(RECOVERED + "/" + level);
                if (names.stream()
                        .map(name -> to + name.substring(level.length()))
                        .allMatch(MailboxNames::fits)) {
                    mailboxes.rename(account, level, to, ACTOR);
                    did(NAME, "The mailbox " + level + " with what is below it is called " + to + ".");
                } else {
                    repairs.add(new Repair(
                            NAME,
                            who,
                            "A mailbox below " + level + " has too long a name to come below " + RECOVERED + ".",
                            false));
                }
            }
        }

        private String free(String name) {
            var free = name;
            for (var number = 2; hasAny(free); number++) {
                free = name + " " + number;
            }
            return free;
        }

        private boolean hasAny(String name) {
            return mailboxes.list(account).stream().anyMatch(each -> (each.name() + "/").startsWith(name + "/"));
        }

        private void placements() {
            var now = clock.instant();
            var without = ask(sql -> sql.placementsWithoutMessage(now));
            did(
                    "placement-message",
                    without,
                    "A mailbox's entry whose message is gone is set aside.",
                    "%d entries of mailboxes whose messages are gone are set aside.");
            if (without > 0) {
                blobsWithoutMessage();
            }
            for (var lost : ask(sql -> sql.lostMailboxes())) {
                var to = recovered("/" + lost);
                var moved = ask(sql -> sql.move(lost, EVERY_UID, to, seq));
                did(
                        "placement-mailbox",
                        moved + " messages of the mailbox " + lost + ", which is gone, come into " + RECOVERED + "/"
                                + lost + ".");
                ask(sql -> sql.uidNext());
            }
            for (var mailbox : ask(sql -> sql.mailboxesWithImpossibleUids())) {
                did(
                        "uid-next",
                        ask(sql -> sql.move(mailbox, 1, mailbox, seq)),
                        "A message with an impossible UID gets a new one.",
                        "%d messages with impossible UIDs get new ones.");
                ask(sql -> sql.uidNext());
            }
            var unused = ask(sql -> sql.unused());
            if (unused.length > 0) {
                var to = recovered("");
                run(sql -> sql.place(unused, to, seq, now));
                did(
                        "message-unused",
                        unused.length,
                        "A message that is in no mailbox comes into " + RECOVERED + ".",
                        "%d messages that are in no mailbox come into " + RECOVERED + ".");
                ask(sql -> sql.uidNext());
            }
            did(
                    "recoverable-message",
                    ask(sql -> sql.recoverablesWithoutMessage(now)),
                    "A deleted message that is listed but gone is set aside.",
                    "%d deleted messages that are listed but gone are set aside.");
        }

        private void numbers() {
            did(
                    "placement-size",
                    ask(sql -> sql.sizes(seq)),
                    "A message's size in its mailbox is made the message's own.",
                    "%d messages' sizes in their mailboxes are made the messages' own.");
            did(
                    "recoverable-message",
                    ask(sql -> sql.recoverableSizes()),
                    "A deleted message's size is made the message's own.",
                    "%d deleted messages' sizes are made the messages' own.");
            did(
                    "mailbox-counters",
                    ask(sql -> sql.recount()),
                    "A mailbox's messages, and with them the quota, are counted anew.",
                    "The messages of %d mailboxes, and with them the quota, are counted anew.");
            did(
                    "attachment-text",
                    ask(sql -> sql.attachmentTexts()),
                    "The text of the attachments of a message that is gone is deleted.",
                    "The texts of the attachments of %d messages that are gone are deleted.");
            did(
                    "thread-key",
                    ask(sql -> sql.threadKeys()),
                    "A message's Message-ID leads to its thread again.",
                    "%d messages' Message-IDs lead to their threads again.");
        }

        /** Everybody who follows the account's changes, the views of this node too, reads it anew. */
        private void forget() {
            var before = jdbc.work(connection -> MailboxSql.statuses(connection, account));
            run(sql -> sql.forget(seq));
            own.changed(
                    account,
                    seq,
                    ACTOR,
                    before.values().stream()
                            .map(status -> new Step(status.mailbox(), status.modseq(), null))
                            .toList());
            did(
                    rules.stream()
                            .filter(rule -> rule.startsWith("change-"))
                            .findFirst()
                            .orElse("modseq"),
                    "What is known of the account's earlier changes is forgotten: programs that follow them read its mailboxes anew.");
        }

        /** @param below of {@link #RECOVERED} */
        private long recovered(String below) {
            mailboxes.ensure(account, RECOVERED + below, ACTOR);
            return ask(sql -> sql.mailbox(RECOVERED + below));
        }

        /** Blobs that no message asks for are deleted in an hour; where messages are gone, they may be what is left of them. */
        private void blobsWithoutMessage() {
            var appender = new Appender(jdbc, own, mailboxes, none -> Quota.NONE, clock);
            for (var hash : blobs.hashes(account)) {
                var octets = ask(sql -> sql.isUsed(hash)) ? null : Compression.unpacked(blobs.get(account, hash));
                if (octets != null) {
                    var message = new NewMessage(octets, MessageParser.parse(octets), 0, Set.of(), clock.instant());
                    appender.append(
                            account,
                            List.of(new Placing(null, RECOVERED, PreparedMessage.of(account, message, blobs))),
                            ACTOR);
                    did(
                            "placement-message",
                            "A large message that no mailbox has any more comes into " + RECOVERED + ".");
                }
            }
        }

        private void message(Bad bad) {
            var stored = jdbc.work(connection -> MessageSql.content(connection, account, bad.message()));
            if (stored.isEmpty()) {
                return;
            }
            if (bad.trouble() == Trouble.CONTENT) {
                content(bad.message(), stored.get());
            } else {
                structure(bad.message(), stored.get());
            }
        }

        private void structure(long message, MessageSql.Content stored) {
            var frame = frame(stored);
            var octets = frame == null ? null : Compression.unpacked(frame);
            if (octets == null) {
                repairs.add(new Repair(
                        "parsed",
                        who,
                        "The structure of message " + message
                                + " cannot be read, and without its content not be made anew.",
                        false));
                return;
            }
            var parsed = MessageParser.parse(octets);
            run(sql -> sql.parsed(message, ParsedCodec.encode(parsed, octets)));
            did("parsed", "The structure of message " + message + " is made anew from its content.");
        }

        private byte @Nullable [] frame(MessageSql.Content stored) {
            if (stored.frame() != null) {
                return stored.frame();
            }
            return stored.hash().length == Compression.HASH_LENGTH && blobs.exists(account, stored.hash())
                    ? blobs.get(account, stored.hash())
                    : null;
        }

        private void content(long message, MessageSql.Content stored) {
            var hash = stored.hash();
            var frame = frame(stored);
            var octets = frame == null ? null : Compression.unpacked(frame);
            if (octets != null && hash.length != Compression.HASH_LENGTH) {
                var named = Compression.hash(octets);
                var size = octets.length;
                run(sql -> sql.content(message, named, size, frame));
                did("content", "Message " + message + " gets the hash of its content, as it has none.");
            } else if (octets != null && Arrays.equals(Compression.hash(octets), hash)) {
                var size = octets.length;
                run(sql -> sql.content(message, hash, size, stored.frame()));
                did("content", "The size of message " + message + " is made that of its content.");
            } else if (!restored(message, stored, frame)) {
                repairs.add(new Repair(
                        "content",
                        who,
                        "The content of message " + message
                                + " is damaged or missing, and there is no other copy of it here: only a back-up can bring it back.",
                        false));
            }
        }

        /** What another message or blob, of whatever account, has under the same hash is the same octets. */
        private boolean restored(long message, MessageSql.Content stored, byte @Nullable [] damaged) {
            var hash = stored.hash();
            var copy = copy(hash);
            var octets = copy == null ? null : Compression.unpacked(copy);
            if (copy == null || octets == null) {
                return false;
            }
            var kept = stored.frame();
            if (kept != null) {
                run(sql -> sql.keep(message, kept, clock.instant()));
            } else if (damaged != null && really) {
                blobs.setAside(account, hash);
            }
            var inRow = copy.length <= PreparedMessage.ROW_LIMIT;
            if (!inRow && really) {
                blobs.put(account, hash, copy);
            }
            var size = octets.length;
            run(sql -> sql.content(message, hash, size, inRow ? copy : null));
            did(
                    "content",
                    "The content of message " + message
                            + " is damaged or missing and comes back from a copy; what was there is set aside.");
            return true;
        }

        private byte @Nullable [] copy(byte[] hash) {
            if (hash.length != Compression.HASH_LENGTH) {
                return null;
            }
            for (var owner : blobs.accounts()) {
                if (blobs.exists(owner, hash)) {
                    var frame = blobs.get(owner, hash);
                    if (isWhole(frame, hash)) {
                        return frame;
                    }
                }
            }
            var row = ask(sql -> sql.copy(hash, Long.MIN_VALUE));
            while (row.isPresent()) {
                if (isWhole(row.get().frame(), hash)) {
                    return row.get().frame();
                }
                var last = row.get().account();
                row = ask(sql -> sql.copy(hash, last));
            }
            return null;
        }

        private static boolean isWhole(byte[] frame, byte[] hash) {
            var octets = Compression.unpacked(frame);
            return octets != null && Arrays.equals(Compression.hash(octets), hash);
        }
    }
}
