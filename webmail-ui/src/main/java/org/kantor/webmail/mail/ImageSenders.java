package org.kantor.webmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.webmail.content.HeaderFields;

/**
 * Whose messages may load pictures from elsewhere without being asked about: a list each account keeps. Anybody can write any sender, and nothing vouches for it
 * yet (SPF, DKIM), so an address is remembered with the ways that its messages came, which the receiving server saw itself; one that comes from outside in another
 * way is asked about ({@code docs/decisions/0114}).
 */
@ApplicationScoped
public class ImageSenders {

    /** A line each, the latest last: an address and the ways its messages came, tabs between them. */
    private static final Setting<String> FROM = Setting.text("mail.images-from", "");

    /** The oldest are forgotten. */
    private static final int MOST = 500;

    /** Ways of one sender; the oldest are forgotten. */
    private static final int MOST_WAYS = 30;

    /** Of what was sent, logged in or put here on this server, which nobody outside can do; no network is called so. */
    private static final String INSIDE = "inside";

    @Inject
    Settings settings;

    /** What is known of a sender and the way that a message of theirs came. */
    public enum Permission {
        NONE,
        /** The sender is known, and this message came in another way. */
        OTHER_WAY,
        GIVEN
    }

    public Permission of(AccountId account, EmailAddress sender, Optional<HeaderFields.Arrival> arrival) {
        var ways = read(account).get(sender.key());
        if (ways == null) {
            return Permission.NONE;
        }
        var way = way(arrival);
        return way.equals(INSIDE) || ways.contains(way) ? Permission.GIVEN : Permission.OTHER_WAY;
    }

    public void allow(AccountId account, EmailAddress sender, Optional<HeaderFields.Arrival> arrival) {
        var senders = read(account);
        var ways = senders.remove(sender.key());
        var now = ways == null ? new LinkedHashSet<String>() : ways;
        now.add(way(arrival));
        while (now.size() > MOST_WAYS) {
            now.removeFirst();
        }
        senders.put(sender.key(), now);
        while (senders.size() > MOST) {
            senders.pollFirstEntry();
        }
        write(account, senders);
    }

    /** Takes back what was allowed. */
    public void forbid(AccountId account, EmailAddress sender, Optional<HeaderFields.Arrival> arrival) {
        var senders = read(account);
        var ways = senders.get(sender.key());
        if (ways != null) {
            ways.remove(way(arrival));
            if (ways.isEmpty()) {
                senders.remove(sender.key());
            }
            write(account, senders);
        }
    }

    /** The addresses of all whose pictures come, the latest first. */
    public List<String> allowed(AccountId account) {
        return List.copyOf(read(account).sequencedKeySet().reversed());
    }

    /** This sender's pictures are asked about again, however the messages come. @return takes that back */
    public Runnable block(AccountId account, String address) {
        var senders = read(account);
        var ways = senders.remove(address);
        if (ways == null) {
            return () -> {};
        }
        write(account, senders);
        return () -> {
            var now = read(account);
            now.putIfAbsent(address, ways);
            write(account, now);
        };
    }

    private static String way(Optional<HeaderFields.Arrival> arrival) {
        return arrival.filter(HeaderFields.Arrival::fromOutside)
                .map(HeaderFields.Arrival::network)
                .orElse(INSIDE);
    }

    private LinkedHashMap<String, LinkedHashSet<String>> read(AccountId account) {
        var senders = new LinkedHashMap<String, LinkedHashSet<String>>();
        settings.get(account, FROM).lines().forEach(line -> {
            var fields = List.of(line.split("\t"));
            senders.put(fields.getFirst(), new LinkedHashSet<>(fields.subList(1, fields.size())));
        });
        return senders;
    }

    private void write(AccountId account, Map<String, LinkedHashSet<String>> senders) {
        var lines = senders.entrySet().stream()
                .map(sender -> String.join(
                        "\t",
                        Stream.concat(Stream.of(sender.getKey()), sender.getValue().stream())
                                .toList()));
        settings.set(account.toString(), account, FROM, lines.collect(Collectors.joining("\n")));
    }
}
