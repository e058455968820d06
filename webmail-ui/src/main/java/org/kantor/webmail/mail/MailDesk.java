package org.kantor.webmail.mail;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Snoozing;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.PreferenceChanged;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Toasts;

/**
 * A list and the message that is open in it, with everything that can be done with both, whatever the list's rows come from. A view has one of its own, gives it what to show, and writes
 * the address.
 */
@Dependent
public class MailDesk extends Div {

    private static final long serialVersionUID = 1;

    private final transient Account account;
    private final transient Clock clock;
    private final transient MessageLists lists;
    private final transient Settings settings;
    private final transient MailVerbs verbs;
    private final transient OpenConversation opened;
    private final ListPane list;
    private transient @Nullable MailSide side;
    private transient BooleanSupplier stands = () -> true;
    private transient Supplier<MailSearch.Found> search = () -> new MailSearch.Found(List.of(), 0, true);
    private transient @Nullable Source source;

    @Inject
    public MailDesk(
            Sharing sharing,
            Settings settings,
            Transactions transactions,
            BulkWork bulk,
            MessageContents contents,
            MessageOpener opener,
            SignedIn signedIn,
            Toasts toasts,
            Writing writing,
            Labels labels,
            Snoozing snoozing,
            DueDates dueDates,
            Recovery recovery,
            Clock clock) {
        account = signedIn.account();
        this.settings = settings;
        this.clock = clock;
        var messages = sharing.messages(account.id());
        var conversations = sharing.conversations(account.id());
        var actions = new MailActions(sharing, snoozing, dueDates, transactions, account.id(), signedIn.actor());
        lists = new MessageLists(account.id(), messages, conversations, snoozing, dueDates, opener, clock, this);
        opened = new OpenConversation(
                account.id(),
                messages,
                conversations,
                dueDates,
                snoozing,
                contents,
                opener,
                writing,
                actions,
                clock,
                new ConversationDesk());
        addClassName("mail");
        list = new ListPane(
                this::act,
                () -> toasts.failed(getTranslation("mail.changed")),
                opened::open,
                (place, answer) -> opened.answer(place, list().message(place), answer),
                opened::opening,
                opened::leave,
                this::filter,
                () -> writing.newMessage(List.of()),
                () -> getUI().ifPresent(ui -> ui.navigate(RecoverView.class)));
        verbs = new MailVerbs(
                actions, labels, recovery, transactions, bulk, signedIn, toasts, clock, list, new VerbDesk());
        var splitter = new HtmlComponent("k-splitter");
        splitter.getElement().setAttribute("aria-label", getTranslation("look.splitter"));
        add(list, splitter, opened.pane());
        addAttachListener(event -> {
            var listening = ComponentUtil.addListener(event.getUI(), PreferenceChanged.class, this::preferred);
            addDetachListener(gone -> {
                gone.unregisterListener();
                listening.remove();
            });
        });
    }

    /**
     * Where the desk stands.
     *
     * @param stillThere asked after folders and labels have been read anew; answers whether what is shown is still there
     */
    void at(MailSide beside, BooleanSupplier stillThere) {
        side = beside;
        stands = stillThere;
    }

    private Limits limits() {
        return new Limits(account.id(), side());
    }

    ListPane list() {
        return list;
    }

    private MailSide side() {
        var beside = side;
        if (beside == null) {
            throw new IllegalStateException("The desk stands nowhere.");
        }
        return beside;
    }

    /** Words that are marked in rows and in messages that are opened, without case and accents. */
    void words(Set<String> words) {
        list.words(words);
        opened.pane().words(words);
    }

    /** What is shown; null before there is anything. */
    @Nullable
    Source source() {
        return source;
    }

    /** Shows what a list comes from, from its top, with nothing open. */
    void show(Source from, UI ui) {
        source = from;
        opened.close();
        surroundings();
        list.show(listed(from, Tab.ALL, ui));
        counts();
    }

    /** Tells the list what there is to move to and to label with, and what must not be done. */
    private void surroundings() {
        if (source instanceof Source.Folder(var folder) && folder.account().equals(account.id())) {
            side().adopt(folder.id());
        }
        list.folders(side(), limits());
        list.labels(side().labels());
        list.denied(
                source instanceof Source.Folder(var folder) ? limits().denied(folder) : Map.of(),
                source instanceof Source.Folder(var folder) ? side().owner(folder) : "");
    }

    /** Shows what a search finds; it is run again whenever mail changes. */
    void show(Source.Found from, Supplier<MailSearch.Found> find, UI ui) {
        search = find;
        show(from, ui);
    }

    /** The source is called otherwise now. */
    void renamed(Source now) {
        source = now;
        list.renamed(now);
    }

    /** Opens a message of the list, or none, because the address says so. */
    void open(Place place) {
        if (!place.equals(opened.place())) {
            list.setOpen(place);
            if (list.row(place) >= 0) {
                opened.open(place);
                // that it has been read is told before this view listens
                refresh();
            } else {
                opened.close();
            }
        }
    }

    /** Whether what was searched was found in everything, or only in what the index knows so far. */
    boolean complete() {
        return list.complete();
    }

    int total() {
        return list.size();
    }

    private void filter(Tab tab) {
        var from = source;
        if (from != null) {
            list.show(listed(from, tab, UI.getCurrent()));
            opened.mark();
        }
    }

    private MessageList listed(Source from, Tab tab, UI ui) {
        return lists.of(from, tab, threaded(), search, side(), Dates.of(clock, ui));
    }

    private boolean threaded() {
        return settings.get(account.id(), Preferences.CONVERSATIONS);
    }

    private void preferred(PreferenceChanged change) {
        if (change.name().equals("conversations")) {
            opened.leave();
            filter(list.tab());
        }
    }

    private void counts() {
        if (source instanceof Source.Folder(var mailbox)) {
            var status = side().statuses().get(mailbox.id());
            list.setCounts(status == null ? 0 : status.unseen());
        } else {
            list.setCounts(0);
        }
    }

    /** Messages of the conversations here may have changed in other folders. */
    void elsewhere() {
        list.elsewhere();
    }

    /** Something may have changed that stands beside the messages, such as when they are to be dealt with. */
    void redraw() {
        list.redraw();
    }

    private void act(ListPane.Asked asked) {
        if (source != null) {
            verbs.act(asked);
        }
    }

    /** Where the open message is. */
    private final class ConversationDesk implements OpenConversation.Desk {

        @Override
        public HtmlContainer component() {
            return MailDesk.this;
        }

        @Override
        public ListPane list() {
            return list;
        }

        @Override
        public Optional<Mailbox> folder(MailboxId id) {
            return side().folder(id);
        }

        @Override
        public List<Labels.Label> labels() {
            return side().labels();
        }

        @Override
        public Limits limits() {
            return MailDesk.this.limits();
        }

        @Override
        public void address(Place open, boolean step) {
            var from = source;
            if (from == null) {
                return;
            }
            getUI().ifPresent(ui -> {
                var location = from.address(open);
                if (step) {
                    ui.getPage().getHistory().pushState(null, location);
                } else {
                    ui.getPage().getHistory().replaceState(null, location);
                }
            });
        }
    }

    /** Where the verbs are. */
    private final class VerbDesk implements MailVerbs.Desk {

        @Override
        public HtmlContainer component() {
            return MailDesk.this;
        }

        @Override
        public @Nullable Source source() {
            return source;
        }

        @Override
        public MailSide side() {
            return MailDesk.this.side();
        }

        @Override
        public Limits limits() {
            return MailDesk.this.limits();
        }

        @Override
        public void refresh() {
            MailDesk.this.refresh();
        }

        @Override
        public void removed(List<Picked> picked) {
            if (picked.stream().anyMatch(opened::isIn)) {
                list.setOpen(Place.NONE);
                opened.leave();
            }
        }
    }

    /** Reads folders, labels and rows anew. */
    void refresh() {
        side().show();
        if (!stands.getAsBoolean()) {
            return;
        }
        surroundings();
        counts();
        list.update();
        opened.update();
    }
}
