package org.kantor.webmail.subscriptions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.TextField;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Senders;
import org.kantor.mail.wire.mime.Casemap;
import org.kantor.webmail.content.HeaderFields;

/**
 * Finds the lists that write to an account: of those who wrote in the last year, whose last message says how to leave. Whether it does, the index knows; the ways
 * themselves are read from the messages. Five statements, however large the mailbox, and one more for each {@value #MOST_OCTETS} octets of those messages.
 */
@ApplicationScoped
public class KnownLists {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_SENDERS = 5_000;
    private static final int MOST_LISTS = 100;

    /** Of contents that are in memory at a time. */
    private static final long MOST_OCTETS = 8L * 1024 * 1024;

    @Inject
    Senders senders;

    @Inject
    Messages messages;

    @Inject
    MessageIndex index;

    @Inject
    Directory directory;

    @Inject
    Clock clock;

    /** @param messages how many came in a year */
    public record Known(String name, String address, int messages, Instant last, Unsubscribing way) {}

    /** By how much they write, the most first; {@value #MOST_LISTS} at most. */
    public List<Known> of(AccountId account) {
        var candidates = candidates(account);
        var newest = candidates.stream().mapToLong(Senders.Sender::newest).toArray();
        var headers = headers(account, newest);
        var names = new HashMap<Long, String>();
        messages.summaries(account, newest).forEach(summary -> names.put(summary.message(), summary.fromName()));
        var known = new ArrayList<Known>();
        for (var sender : candidates) {
            var header = headers.get(sender.newest());
            if (header != null) {
                Unsubscribing.of(header, directory::isLocal)
                        .ifPresent(way -> known.add(new Known(
                                names.getOrDefault(sender.newest(), sender.address()),
                                sender.address(),
                                sender.messages(),
                                sender.last(),
                                way)));
            }
        }
        return known;
    }

    /** Read some at a time, as they may be as large as messages can be; what is larger than a list's message ever is, is left out. */
    private Map<Long, HeaderFields> headers(AccountId account, long[] numbers) {
        var headers = new HashMap<Long, HeaderFields>();
        var batch = new ArrayList<Long>();
        var octets = 0L;
        for (var stored : messages.stored(account, numbers)) {
            if (stored.octets() > MOST_OCTETS) {
                continue;
            }
            if (octets + stored.octets() > MOST_OCTETS) {
                read(account, batch, headers);
                batch.clear();
                octets = 0;
            }
            batch.add(stored.message());
            octets += stored.octets();
        }
        read(account, batch, headers);
        return headers;
    }

    private void read(AccountId account, List<Long> batch, Map<Long, HeaderFields> headers) {
        var numbers = batch.stream().mapToLong(Long::longValue).toArray();
        messages.contents(account, numbers)
                .forEach(content -> headers.put(content.message(), HeaderFields.of(content.octets())));
    }

    private List<Senders.Sender> candidates(AccountId account) {
        var all = senders.since(account, clock.instant().minus(YEAR), MOST_SENDERS);
        try (var snapshot = index.snapshot(account, PATIENCE)) {
            var lists = snapshot.containing(TextField.HEADER, Casemap.map("list-unsubscribe:"));
            return all.stream()
                    .filter(sender -> !lists.knows(sender.newest()) || lists.contains(sender.newest()))
                    .limit(MOST_LISTS)
                    .toList();
        }
    }
}
