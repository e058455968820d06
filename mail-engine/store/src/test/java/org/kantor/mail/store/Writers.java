package org.kantor.mail.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Deliveries.Delivery;
import org.kantor.testkit.TestDatabase;

/**
 * The program that {@link KillTest} kills: ten writers deliver, append, flag and move in several accounts, and print what was acknowledged, a line
 * {@code ACCOUNT SUBJECT} each. Says {@code ready} and waits for a line before it begins. A failure while the database is away is tried again.
 */
final class Writers {

    /** Shows that a line was not cut off. */
    static final String END = " .";

    private static final int THREADS = 10;

    private final Store store;
    private final List<AccountId> accounts;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private Writers(Store store, List<AccountId> accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /** Arguments: JDBC URL, folder of blobs, name of the run, seed, accounts separated by commas. */
    public static void main(String[] arguments) throws Exception {
        var database = connect(arguments[0]);
        var store = Store.open(
                database.transactions(),
                database.entities(),
                Clock.systemUTC(),
                Path.of(arguments[1]),
                account -> Quota.NONE);
        var accounts = Arrays.stream(arguments[4].split(","))
                .map(Long::parseLong)
                .map(AccountId::new)
                .toList();
        var writers = new Writers(store, accounts);
        writers.warmUp();
        writers.print("ready\n");
        if (System.in.read() < 0) {
            return;
        }
        for (var i = 0; i < THREADS; i++) {
            var name = arguments[2] + "-" + i;
            var random = new Random(Long.parseLong(arguments[3]) + i);
            Thread.ofPlatform().start(() -> writers.loop(name, random));
        }
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }

    /** A fresh program is slow; what it stores here is not among what must be there. */
    private void warmUp() {
        var random = new Random(0);
        for (var i = 0; i < 15; i++) {
            try {
                var name = "warm-up-" + ProcessHandle.current().pid() + "-" + i;
                store.deliveries().deliver(delivery(any(random), name, random));
                store.messages()
                        .append(
                                accounts.getFirst(),
                                inbox(accounts.getFirst()),
                                List.of(message(name + "a", random)),
                                StoreFixture.ACTOR);
            } catch (RuntimeException e) {
                pause();
            }
        }
    }

    /** The database may be away just now. */
    private static TestDatabase connect(String url) {
        while (true) {
            try {
                return TestDatabase.at(url, Store.ENTITIES);
            } catch (RuntimeException e) {
                pause();
            }
        }
    }

    private void print(String line) {
        try {
            synchronized (out) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            System.exit(1);
        }
    }

    private void loop(String name, Random random) {
        for (var n = 0; ; n++) {
            try {
                work(name + "-" + n, random);
            } catch (RuntimeException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            System.exit(1);
        }
    }

    private AccountId any(Random random) {
        return accounts.get(random.nextInt(accounts.size()));
    }

    private void work(String subject, Random random) {
        var account = any(random);
        switch (random.nextInt(10)) {
            case 0 -> {
                var other = any(random);
                store.deliveries()
                        .deliverAll(List.of(
                                delivery(account, subject, random), delivery(other, subject + "-other", random)));
                acknowledged(account, subject);
                acknowledged(other, subject + "-other");
            }
            case 1, 2 -> {
                var messages = new ArrayList<NewMessage>();
                for (var i = 0; i < 3; i++) {
                    messages.add(message(subject + "-part" + i, random));
                }
                store.messages().append(account, inbox(account), messages, StoreFixture.ACTOR);
                for (var i = 0; i < 3; i++) {
                    acknowledged(account, subject + "-part" + i);
                }
            }
            case 3 -> {
                var view = store.messages().view(account, inbox(account));
                if (view.size() > 0) {
                    var uids = new long[] {view.uid(random.nextInt(view.size()))};
                    var flag = FlagChange.add(1 << random.nextInt(5));
                    store.messages().store(account, inbox(account), uids, flag, Long.MAX_VALUE, StoreFixture.ACTOR);
                }
            }
            case 4 -> {
                var view = store.messages().view(account, inbox(account));
                if (view.size() > 0) {
                    var archive = store.mailboxes()
                            .find(account, "Archive")
                            .orElseThrow()
                            .id();
                    var uids = new long[] {view.uid(random.nextInt(view.size()))};
                    store.messages().move(account, inbox(account), uids, archive, StoreFixture.ACTOR);
                }
            }
            default -> {
                store.deliveries().deliver(delivery(account, subject, random));
                acknowledged(account, subject);
            }
        }
    }

    private MailboxId inbox(AccountId account) {
        return store.mailboxes().find(account, Mailbox.INBOX).orElseThrow().id();
    }

    private void acknowledged(AccountId account, String subject) {
        print(account + " " + subject + END + "\n");
    }

    private static Delivery delivery(AccountId account, String subject, Random random) {
        return new Delivery(account, Mailbox.INBOX, message(subject, random), StoreFixture.ACTOR);
    }

    /** One in fifty is too large for a row. */
    private static NewMessage message(String subject, Random random) {
        var noise = new byte[random.nextInt(50) == 0 ? 400_000 : random.nextInt(3_000)];
        random.nextBytes(noise);
        return StoreFixture.raw(
                "Subject: " + subject + "\r\n\r\n" + Base64.getMimeEncoder().encodeToString(noise) + "\r\n",
                0,
                Set.of());
    }
}
