package org.kantor.webmail.mail;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.MailboxId;
import org.kantor.webmail.cards.Cards;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageDocument;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.receipts.Receipts;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.subscriptions.Subscriptions;
import org.kantor.webmail.warnings.Warnings;

/** Opens messages for the reading pane, with everything beside their text. Two statements for the message, however large the mailbox. */
@UIScoped
public class MessageOpener {

    private final MessageContents contents;
    private final Cards cards;
    private final Subscriptions subscriptions;
    private final Receipts receipts;
    private final Warnings warnings;
    private final ImageSenders imageSenders;
    private final Toasts toasts;
    private final List<MessageVerb> verbs;
    private final AccountId account;
    private final Set<String> mine;
    private final Clock clock;

    @Inject
    public MessageOpener(
            MessageContents contents,
            Cards cards,
            Subscriptions subscriptions,
            Receipts receipts,
            Warnings warnings,
            ImageSenders imageSenders,
            Toasts toasts,
            @Any Instance<MessageVerb> verbs,
            Directory directory,
            SignedIn signedIn,
            Clock clock) {
        this.contents = contents;
        this.cards = cards;
        this.subscriptions = subscriptions;
        this.receipts = receipts;
        this.warnings = warnings;
        this.imageSenders = imageSenders;
        this.toasts = toasts;
        this.verbs = verbs.stream().toList();
        this.clock = clock;
        account = signedIn.account().id();
        mine = directory.addresses(account).stream().map(EmailAddress::key).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param owner whose message it is
     * @param number the message's number
     * @param arrived when it came into its mailbox
     * @param remoteImages whether pictures from elsewhere are wanted; those of a sender whose pictures always are, come too, unless something is wrong with the sender
     *     or the message came in another way than theirs
     * @throws org.kantor.kernel.Refused NOT_FOUND when it is gone
     */
    OpenMessage open(AccountId owner, long uid, long number, int flags, Instant arrived, boolean remoteImages) {
        var opened = contents.opened(owner, number);
        var told = warnings.about(opened, number);
        var permission = told.stream().anyMatch(warning -> warning.kind().isDoubtful())
                ? ImageSenders.Permission.NONE
                : Person.of(opened.parsed().envelope().from()).stream()
                        .findFirst()
                        .map(from -> imageSenders.of(
                                account, from.address(), opened.header().arrival()))
                        .orElse(ImageSenders.Permission.NONE);
        var images = remoteImages || permission == ImageSenders.Permission.GIVEN;
        var document = MessageDocument.of(
                opened.reading(), (section, name) -> section, new MessageDocument.Options(images, false, false));
        var sent = opened.parsed().sentDate();
        return new OpenMessage(
                uid,
                number,
                MessageLinks.key(account, owner, number),
                flags,
                sent == null ? arrived : sent,
                arrived,
                opened,
                mine,
                document.blockedImages(),
                document.trackers(),
                images,
                permission,
                told,
                Dates.of(clock, UI.getCurrent()));
    }

    /** The keys of the account's own addresses. */
    Set<String> mine() {
        return mine;
    }

    boolean isMine(String address) {
        return mine.contains(address.toLowerCase(Locale.ROOT));
    }

    /** From now on, pictures in this person's messages come without being asked about, if they come the way this one came. @param again shows the messages after that is taken back */
    void alwaysImages(Person from, OpenMessage message, Runnable again) {
        var way = message.header().arrival();
        imageSenders.allow(account, from.address(), way);
        toasts.undoable(
                "image",
                UI.getCurrent()
                        .getTranslation("reader.always.done", from.address().toString()),
                () -> imageSenders.forbid(account, from.address(), way),
                again);
    }

    /** Pictures in this person's messages are asked about again. @param again shows the messages after that is taken back */
    void blockImages(Person from, Runnable again) {
        toasts.undoable(
                "image-off",
                UI.getCurrent()
                        .getTranslation("reader.block.done", from.address().toString()),
                imageSenders.block(account, from.address().key()),
                again);
    }

    /** What other parts do with a message. */
    List<MessageVerb> verbs() {
        return verbs;
    }

    List<Component> invitations(OpenMessage message) {
        var parts = message.opened().calendars().stream()
                .map(part -> new Cards.Part(part.octets(), saved(message, part.file())))
                .toList();
        return parts.isEmpty()
                ? List.of()
                : cards.invitations(parts, message.dates().zone());
    }

    /** Where a file is saved without a second thought; empty for one that needs one. */
    private static String saved(OpenMessage message, Reading.FilePart file) {
        return message.opened().risks().containsKey(file.section()) ? "" : MessageLinks.save(message.key(), file);
    }

    List<Component> contacts(OpenMessage message) {
        var files = message.opened().contacts().stream()
                .map(MessageContents.Decoded::octets)
                .toList();
        return files.isEmpty() ? List.of() : cards.contacts(files);
    }

    /** Asks whether the author shall be told that it was read, where that is wanted. @param folder where it lies */
    Optional<Component> receipt(OpenMessage message, MailboxId folder, HtmlContainer holder) {
        return receipts.question(
                new Receipts.Asking(folder, message.uid(), message.parsed(), message.header()), holder);
    }

    /** The button that leaves the list that the message came from. @param holder where it is asked */
    Optional<Component> leaveList(OpenMessage message, HtmlContainer holder) {
        var name = message.from().map(Person::shown).orElse(message.parsed().fromName());
        return subscriptions.wayOut(message.header()).map(way -> subscriptions.leave(way, name, holder));
    }
}
