package org.kantor.webmail.receipts;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.compose.ReadReceipt;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.submission.Submissions;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Texts;
import org.kantor.webmail.shell.Toasts;

/** Asks a reader whether an author shall be told that a message was read, or does what the reader has chosen for all, once: the answer is kept as the message's keyword {@code $MDNSent}, which other programs know too (RFC 3503). */
@UIScoped
public class Receipts {

    private final Submissions submissions;
    private final Messages messages;
    private final Directory directory;
    private final Settings settings;
    private final Transactions transactions;
    private final SignedIn signedIn;
    private final Toasts toasts;
    private final Clock clock;

    @Inject
    public Receipts(
            Submissions submissions,
            Messages messages,
            Directory directory,
            Settings settings,
            Transactions transactions,
            SignedIn signedIn,
            Toasts toasts,
            Clock clock) {
        this.submissions = submissions;
        this.messages = messages;
        this.directory = directory;
        this.settings = settings;
        this.transactions = transactions;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
    }

    /** One of the reader's own messages that has not been answered so far. */
    public record Asking(MailboxId mailbox, long uid, ParsedMessage parsed, HeaderFields header) {}

    /** The question; empty if nobody asks to be told, it is one of the reader's own addresses, or the reader wants no question and it needs none. */
    public Optional<Component> question(Asking message, HtmlContainer holder) {
        var chosen = settings.get(signedIn.account().id(), Preferences.RECEIPTS);
        return ReadReceipt.wanted(message.header().values(ReadReceipt.FIELD))
                .filter(to -> chosen != Preferences.Receipts.NEVER)
                .filter(to -> directory.addresses(signedIn.account().id()).stream()
                        .noneMatch(own -> own.key().equals(to.key())))
                .filter(to -> chosen != Preferences.Receipts.ALWAYS || !isToldUnasked(message, to, holder))
                .map(to -> bar(message, to, holder));
    }

    private boolean isToldUnasked(Asking message, EmailAddress to, HtmlContainer holder) {
        if (addressed(message).isEmpty() || !Unasked.mayBe(message.header(), to)) {
            return false;
        }
        try {
            if (send(message, to, true, holder)) {
                toasts.tell("send", holder.getTranslation("receipt.sent", to.toString()));
            }
            return true;
        } catch (Refused e) {
            // the reader sees why when they say that the author is to be told
            return false;
        }
    }

    private Component bar(Asking message, EmailAddress to, HtmlContainer holder) {
        var text = new Span(holder.getTranslation(
                "receipt.ask", to.toString(), reader(message).toString()));
        text.addClassName("grow");
        var bar = new Div(new Icon("mail-open"), text);
        bar.addClassName("bar");
        bar.getElement().setAttribute("role", "note");
        var indented = new Div(bar);
        indented.addClassNames("ind", "receipt");
        bar.add(button(holder.getTranslation("receipt.send"), () -> {
            if (send(message, to, false, holder)) {
                toasts.tell("send", holder.getTranslation("receipt.sent", to.toString()));
            } else {
                toasts.tell("circle-alert", holder.getTranslation("receipt.already"));
            }
            indented.removeFromParent();
        }));
        bar.add(button(holder.getTranslation("receipt.no"), () -> {
            answered(message);
            indented.removeFromParent();
        }));
        return indented;
    }

    private NativeButton button(String text, Runnable pressed) {
        var button = new NativeButton(text, event -> {
            try {
                pressed.run();
            } catch (Refused e) {
                toasts.refused(e);
            }
        });
        button.addClassName("linkbtn");
        return button;
    }

    /** Answers whether it was this that told the author. */
    private boolean send(Asking message, EmailAddress to, boolean automatic, HtmlContainer holder) {
        var account = signedIn.account();
        var reader = reader(message);
        var subject = message.parsed().subject();
        var receipt = new ReadReceipt(
                new Person(account.displayName(), reader),
                to,
                Objects.requireNonNullElse(message.parsed().messageId(), ""),
                // a header is no sentence of the page
                Texts.text("receipt.subject", UI.getCurrent().getLocale(), subject),
                holder.getTranslation("receipt.text", subject, reader.toString()),
                automatic,
                clock.instant());
        return transactions.call(() -> {
            var first = answered(message);
            if (first) {
                submissions.receipt(account.id(), to, receipt.content());
            }
            return first;
        });
    }

    /** The address to which the message was written, or else the first. */
    private EmailAddress reader(Asking message) {
        return addressed(message).orElse(signedIn.account().address());
    }

    /** The reader's own address among those to which the message was written. */
    private Optional<EmailAddress> addressed(Asking message) {
        var envelope = message.parsed().envelope();
        var recipients = Stream.of(envelope.to(), envelope.cc())
                .flatMap(addresses -> Person.of(addresses).stream())
                .toList();
        return Person.writtenTo(
                recipients, directory.addresses(signedIn.account().id()), own -> own);
    }

    /** Keeps that there is an answer; not if there is one already, from another window, or the message is gone. */
    private boolean answered(Asking message) {
        return messages.store(
                                signedIn.account().id(),
                                message.mailbox(),
                                new long[] {message.uid()},
                                FlagChange.keyword(ReadReceipt.KEYWORD, true),
                                Long.MAX_VALUE,
                                signedIn.actor())
                        .changed()
                        .length
                > 0;
    }
}
