package org.kantor.webmail.mail;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kantor.directory.Directory;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.MailboxId;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.subscriptions.Subscriptions;
import org.kantor.webmail.warnings.Warning;

/** Alice's messages as the reading pane opens them, without a store. */
final class OpenedMessages {

    static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
    static final Dates DATES = new Dates(NOW, ZoneOffset.UTC, Locale.ENGLISH, (key, values) -> key);

    private OpenedMessages() {}

    /** For messages without cards. */
    static MessageOpener opener(ImageSenders senders, Toasts toasts) {
        var alice = new Alice();
        var directory = Stand.in(Directory.class, alice);
        return new MessageOpener(
                null,
                null,
                new Subscriptions(null, null, null, directory, null, null, toasts, NOW),
                null,
                null,
                senders,
                toasts,
                none(),
                directory,
                Stand.in(SignedIn.class, alice),
                NOW);
    }

    @SuppressWarnings("unchecked")
    private static Instance<MessageVerb> none() {
        return (Instance<MessageVerb>) Proxy.newProxyInstance(
                OpenedMessages.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.empty());
    }

    static Member member(int number, String name, String sender) {
        return new Member(
                1, new MailboxId(1), null, number, number, 0, Set.of(), NOW.instant(), name, sender, false, false);
    }

    /** With a picture from elsewhere. @param remoteImages whether it comes */
    static OpenMessage open(
            Member member,
            MessageContents.Opened opened,
            boolean remoteImages,
            ImageSenders.Permission permission,
            Warning... warnings) {
        return new OpenMessage(
                member.uid(),
                member.message(),
                Long.toString(member.message()),
                0,
                NOW.instant(),
                NOW.instant(),
                opened,
                Set.of("alice@example.org"),
                1,
                List.of(),
                remoteImages,
                permission,
                List.of(warnings),
                DATES);
    }

    /** Nothing but opening them anew can be done with them. */
    record Acts(Consumer<Boolean> opensAgain, Runnable opensAuthorAgain) implements OpenMessage.Acts {

        @Override
        public void answer(ReaderPane.Answer answer) {
            throw new AssertionError("nobody answers");
        }

        @Override
        public boolean canBeAnswered() {
            return false;
        }

        @Override
        public void again(boolean remoteImages) {
            opensAgain.accept(remoteImages);
        }

        @Override
        public void authorAgain() {
            opensAuthorAgain.run();
        }

        @Override
        public void write(Person to) {
            throw new AssertionError("nobody writes");
        }

        @Override
        public void star(boolean on) {
            throw new AssertionError("nothing has a star");
        }

        @Override
        public boolean cameBack() {
            return false;
        }

        @Override
        public Optional<MailboxId> receiptFor() {
            return Optional.empty();
        }
    }
}
