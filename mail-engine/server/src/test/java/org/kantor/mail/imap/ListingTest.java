package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.imap.List.Return;
import org.kantor.mail.wire.imap.List.Selection;

/** LIST against the definitions of RFC 5258, written down once more without any thought of speed. */
class ListingTest {

    private static final AccountId ALICE = new AccountId(1);

    @Test
    void randomListsAreAsDefined() {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("ListingTest: -Dkantor.seed=" + seed);
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var subscriptions = names(random);
            var mailboxes = new ArrayList<Mailbox>();
            for (var name : names(random)) {
                var use = random.nextInt(4) == 0 ? SpecialUse.SENT : null;
                mailboxes.add(mailbox(name, use, subscriptions.contains(name)));
            }
            var selection = EnumSet.noneOf(Selection.class);
            if (random.nextBoolean()) {
                selection.add(random.nextBoolean() ? Selection.SUBSCRIBED : Selection.SPECIAL_USE);
                if (random.nextBoolean()) {
                    selection.add(Selection.RECURSIVEMATCH);
                }
            }
            var pattern = List.of("*", "%", "a/%", "a*", "%/b", "*/%", "a/b").get(random.nextInt(7));
            var command = new org.kantor.mail.wire.imap.List(
                    true, selection, "", List.of(pattern), Set.of(Return.CHILDREN, Return.SUBSCRIBED), List.of());
            assertThat(new Listing(command, mailboxes, subscriptions)
                            .lines().stream().map(ListingTest::text).toList())
                    .as("seed %d, %s of %s, subscribed %s", seed, command, mailboxes, subscriptions)
                    .containsExactlyInAnyOrderElementsOf(defined(pattern, selection, mailboxes, subscriptions));
        }
    }

    private static Set<String> names(Random random) {
        var names = new TreeSet<String>();
        for (var count = random.nextInt(5); count > 0; count--) {
            var name = new StringBuilder(random.nextBoolean() ? "a" : "b");
            for (var depth = random.nextInt(3); depth > 0; depth--) {
                name.append(random.nextBoolean() ? "/a" : "/b");
            }
            names.add(name.toString());
        }
        return names;
    }

    private static Mailbox mailbox(String name, @Nullable SpecialUse use, boolean subscribed) {
        return new Mailbox(new MailboxId(name.hashCode()), ALICE, name, use, 1, subscribed);
    }

    private static String text(Listing.Line line) {
        return line.name() + " " + new TreeSet<>(line.attributes()) + " " + line.inferiors();
    }

    private static List<String> defined(
            String pattern, Set<Selection> selection, List<Mailbox> mailboxes, Set<String> subscriptions) {
        var candidates = new TreeSet<String>();
        var known = new TreeSet<>(mailboxes.stream().map(Mailbox::name).toList());
        if (selection.contains(Selection.SUBSCRIBED)) {
            known.addAll(subscriptions);
        }
        for (var name : known) {
            for (var at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
                candidates.add(name.substring(0, at));
            }
            candidates.add(name);
        }
        var lines = new ArrayList<String>();
        var expression = pattern.replace("*", ".*").replace("%", "[^/]*");
        for (var name : candidates) {
            var here = chosen(name, selection, mailboxes, subscriptions);
            var below = selection.contains(Selection.RECURSIVEMATCH)
                    && candidates.stream()
                            .anyMatch(other ->
                                    other.startsWith(name + "/") && chosen(other, selection, mailboxes, subscriptions));
            if (name.matches(expression) && (here || below)) {
                var there =
                        mailboxes.stream().anyMatch(mailbox -> mailbox.name().equals(name));
                var attributes = new TreeSet<String>();
                if (!there) {
                    attributes.addAll(Set.of("\\NonExistent", "\\Noselect"));
                }
                if (subscriptions.contains(name)) {
                    attributes.add("\\Subscribed");
                }
                if (selection.contains(Selection.SPECIAL_USE) && hasUse(name, mailboxes)) {
                    attributes.add("\\Sent");
                }
                attributes.add(
                        mailboxes.stream().anyMatch(mailbox -> mailbox.name().startsWith(name + "/"))
                                ? "\\HasChildren"
                                : "\\HasNoChildren");
                var inferiors = below
                        ? List.of(selection.contains(Selection.SUBSCRIBED) ? "SUBSCRIBED" : "SPECIAL-USE")
                        : List.of();
                lines.add(name + " " + attributes + " " + inferiors);
            }
        }
        return lines;
    }

    private static boolean chosen(
            String name, Set<Selection> selection, List<Mailbox> mailboxes, Set<String> subscriptions) {
        return (!selection.contains(Selection.SUBSCRIBED) || subscriptions.contains(name))
                && (!selection.contains(Selection.SPECIAL_USE) || hasUse(name, mailboxes));
    }

    private static boolean hasUse(String name, List<Mailbox> mailboxes) {
        return mailboxes.stream().anyMatch(mailbox -> mailbox.name().equals(name) && mailbox.use() != null);
    }
}
