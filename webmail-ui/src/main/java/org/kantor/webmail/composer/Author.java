package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.UI;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.Unfinished;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;

/** Whoever writes in this browser tab: as whom they may write, their drafts, and the messages that become of what they write. */
@UIScoped
public class Author {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageContents contents;
    private final Identities identities;
    private final Transactions transactions;
    private final Clock clock;
    private final Account account;
    private final Actor actor;

    @Inject
    public Author(
            Mailboxes mailboxes,
            Messages messages,
            MessageContents contents,
            Identities identities,
            Transactions transactions,
            SignedIn signedIn,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.contents = contents;
        this.identities = identities;
        this.transactions = transactions;
        this.clock = clock;
        account = signedIn.account();
        actor = signedIn.actor();
    }

    Account account() {
        return account;
    }

    Actor actor() {
        return actor;
    }

    /** As whom they may write, the favourite first. */
    List<Identity> identities() {
        return identities.of(account);
    }

    /**
     * Lays the pictures of their signatures beside the files of a message, where they lie like those that are put into its text.
     *
     * @return those for which there is room
     */
    List<Draft.InlineImage> pictures(Spool spool) {
        var all = new ArrayList<Draft.InlineImage>();
        for (var picture : identities.pictures(account)) {
            try {
                spool.put(
                        picture.contentId(),
                        picture.name(),
                        picture.mediaType(),
                        true,
                        new ByteArrayInputStream(picture.content()));
                all.add(picture);
            } catch (Refused e) {
                // a message that is full, or an account's windows: it is written without
            }
        }
        return List.copyOf(all);
    }

    Dates dates() {
        return Dates.of(clock, UI.getCurrent());
    }

    Drafts drafts() {
        var here = clock.withZone(Dates.zone(UI.getCurrent()));
        return new Drafts(mailboxes, messages, transactions, here, account, actor);
    }

    /** @param mailbox whose messages are taken into a composer */
    Quoting quoting(AccountId mailbox) {
        return new Quoting(contents, account.id(), mailbox);
    }

    /** A stored message of their own; empty if it is gone. */
    Optional<Writing.Source> source(Drafts.Place place) {
        return messages.stored(account.id(), new long[] {place.message()}).stream()
                .findFirst()
                .map(stored -> new Writing.Source(
                        account.id(),
                        place.mailbox(),
                        place.uid(),
                        place.message(),
                        stored.parsed(),
                        contents.reading(account.id(), place.message())));
    }

    /** What stands in a composer as a message. @param begun what it is an answer to */
    Draft written(Spool spool, Kept.Begun begun, Snapshot snapshot) {
        var own = identities();
        var self = EmailAddress.parse(snapshot.from())
                .flatMap(address -> own.stream()
                        .filter(identity -> identity.address().key().equals(address.key()))
                        .findFirst())
                .orElse(own.getFirst());
        var html = snapshot.plain() ? null : OwnHtml.sendable(snapshot.html());
        var files = new ArrayList<Draft.Attachment>();
        var images = new ArrayList<Draft.InlineImage>();
        for (var entry : spool.entries()) {
            if (entry.inline() && html != null && html.contains("cid:" + entry.id())) {
                images.add(new Draft.InlineImage(entry.id(), entry.name(), entry.mediaType(), entry.content()));
            } else if (!entry.inline() && snapshot.files().contains(entry.id())) {
                files.add(new Draft.Attachment(entry.name(), entry.mediaType(), entry.content()));
            }
        }
        return new Draft(
                self.person(),
                self.replyToPerson(),
                Snapshot.valid(snapshot.to()),
                Snapshot.valid(snapshot.cc()),
                Snapshot.valid(snapshot.bcc()),
                snapshot.subject(),
                html,
                snapshot.plain() ? snapshot.text() : null,
                files,
                images,
                begun.inReplyTo(),
                begun.references(),
                snapshot.options().answering(begun.answered()),
                new Unfinished(
                        Snapshot.unfinished(snapshot.to()),
                        Snapshot.unfinished(snapshot.cc()),
                        Snapshot.unfinished(snapshot.bcc())));
    }
}
