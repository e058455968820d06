package org.kantor.webmail.subscriptions;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.NativeButton;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.directory.Directory;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.Submission;
import org.kantor.mail.submission.Submissions;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.Toasts;

/** Leaves lists. It is asked before, since no list can be asked to forget that it was left; what came of it is told. */
@UIScoped
public class Subscriptions {

    private final Submissions submissions;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Directory directory;
    private final Transactions transactions;
    private final SignedIn signedIn;
    private final Toasts toasts;
    private final Clock clock;
    private final OneClickPost oneClick = new OneClickPost();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public Subscriptions(
            Submissions submissions,
            Mailboxes mailboxes,
            Messages messages,
            Directory directory,
            Transactions transactions,
            SignedIn signedIn,
            Toasts toasts,
            Clock clock) {
        this.submissions = submissions;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.directory = directory;
        this.transactions = transactions;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
    }

    /** How the list that a message came by can be left. */
    public Optional<Unsubscribing> wayOut(HeaderFields header) {
        return Unsubscribing.of(header, directory::isLocal);
    }

    /**
     * The button, or the link, that leaves a list.
     *
     * @param list its name, for people
     * @param holder where the question is put
     */
    public Component leave(Unsubscribing way, String list, HtmlContainer holder) {
        return switch (way) {
            case Unsubscribing.OneClick(var address) ->
                button(
                        holder,
                        list,
                        holder.getTranslation("list.leave.post", address.getHost()),
                        () -> post(way, list));
            case Unsubscribing.Mail(var to, var subject) ->
                button(
                        holder,
                        list,
                        holder.getTranslation("list.leave.mail", to.toString(), subject),
                        () -> write(way, list));
            case Unsubscribing.Page(var address) -> {
                var link = new Anchor(address.toASCIIString(), holder.getTranslation("list.leave"), AnchorTarget.BLANK);
                link.addClassName("linkbtn");
                link.getElement()
                        .setAttribute("rel", "noopener noreferrer")
                        .setAttribute("title", holder.getTranslation("list.leave.page", address.getHost()))
                        .setAttribute("aria-label", holder.getTranslation("list.leave.from", list));
                yield link;
            }
        };
    }

    private static NativeButton button(HtmlContainer holder, String list, String explained, Runnable leave) {
        var button = new NativeButton(
                holder.getTranslation("list.leave"),
                event -> Ask.about(
                        holder,
                        holder.getTranslation("list.leave.title", list),
                        explained,
                        holder.getTranslation("list.leave"),
                        leave));
        button.addClassName("linkbtn");
        button.getElement().setAttribute("aria-label", holder.getTranslation("list.leave.from", list));
        return button;
    }

    private void post(Unsubscribing way, String list) {
        var ui = UI.getCurrent();
        if (way instanceof Unsubscribing.OneClick(var address)) {
            executor.execute(() -> {
                var outcome = oneClick.post(address);
                try {
                    var unused = ui.access(() -> tell(ui, outcome, list));
                } catch (UIDetachedException e) {
                    // who asked has gone; the list was left all the same
                    return;
                }
            });
        }
    }

    private void tell(UI ui, OneClickPost.Outcome outcome, String list) {
        if (outcome == OneClickPost.Outcome.DONE) {
            toasts.tell("check", ui.getTranslation("list.left", list));
        } else {
            toasts.failed(ui.getTranslation("list.left." + outcome.name(), list));
        }
    }

    private void write(Unsubscribing way, String list) {
        if (way instanceof Unsubscribing.Mail(var to, var subject)) {
            var account = signedIn.account();
            var draft = Draft.of(new Person(account.displayName(), account.address()))
                    .withRecipients(List.of(Person.of(to)), List.of(), List.of())
                    .withSubject(subject)
                    .withText("");
            try {
                var content = new MessageComposer(clock).compose(draft).content();
                var sent = mailboxes
                        .bySpecialUse(account.id(), SpecialUse.SENT)
                        .orElseThrow(() -> new Refused(
                                Refused.Code.NOT_FOUND, "There is no Sent folder for the copy, so nothing was sent."));
                var copy = new NewMessage(content, MessageParser.parse(content), Flags.SEEN, Set.of(), clock.instant());
                transactions.run(() -> {
                    messages.append(account.id(), sent.id(), List.of(copy), signedIn.actor());
                    submissions.submit(account.id(), Submission.of(account.address(), List.of(to)), content);
                });
                toasts.tell("send", UI.getCurrent().getTranslation("list.written", list));
            } catch (Refused e) {
                toasts.refused(e);
            }
        }
    }
}
