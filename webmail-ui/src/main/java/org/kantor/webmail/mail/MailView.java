package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.MailboxId;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/**
 * Mail: the folders at the side, a list, and the message that is open. The address names both: {@code mail/3/17} is a message in a folder, {@code mail/starred/3/17} the same in the list of
 * what has a star.
 */
@Route(value = "mail/:box?([0-9]{1,18})/:message?([0-9]{1,10})", layout = Shell.class)
@RouteAlias(value = "mail/:view(starred|due|all|label)/:box?([0-9]{1,18})/:message?([0-9]{1,10})", layout = Shell.class)
@RouteAlias(value = "", layout = Shell.class)
public class MailView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    /** The parameter that says which list is shown that is no folder: {@code starred}, {@code due}, {@code all} or {@code label}. */
    public static final String VIEW = "view";

    /** The parameter that says which label's messages are shown. */
    static final String LABEL = "label";

    private static final String BOX = "box";
    private static final String MESSAGE = "message";

    private final transient MailSide side;
    private final MailDesk desk;
    private final Toasts toasts;
    /** Whose changes are shown besides one's own. */
    private final transient LiveChanges.Several others;

    private final transient AccountId account;
    /** Whose folder is shown; empty for one's own and for what is no folder. */
    private String owner = "";

    @Inject
    public MailView(MailSide side, MailDesk desk, SignedIn signedIn, LiveChanges live, Toasts toasts) {
        this.side = side;
        this.desk = desk;
        this.toasts = toasts;
        account = signedIn.account().id();
        addClassName("mailview");
        desk.at(side, this::stillThere);
        side.whenChanged(desk::refresh);
        add(desk);
        live.watch(this, account, this::changed);
        others = live.watchSeveral(this, this::changed);
    }

    @Override
    public Component sidePanel() {
        return side.panel();
    }

    @Override
    public String getPageTitle() {
        var source = desk.source();
        if (source == null) {
            return Page.name();
        }
        var name = Page.title(source.title(this));
        if (source instanceof Source.Folder(var mailbox)) {
            var owner = side.owner(mailbox);
            name = owner.isEmpty() ? name : owner + ": " + name;
            var status = side.statuses().get(mailbox.id());
            return status == null || status.unseen() == 0 ? name : "(" + status.unseen() + ") " + name;
        }
        return name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        side.show();
        watchOwners();
        var wanted = wanted(event);
        // a list that is gone may be shown by the browser already
        if (!wanted.equals(desk.source()) || !isAskedFor(wanted, event.getRouteParameters())) {
            desk.show(wanted, event.getUI());
            mark(wanted);
        }
        var parameters = event.getRouteParameters();
        var message = parameters.getLong(MESSAGE);
        desk.open(
                message.isEmpty()
                        ? Place.NONE
                        : new Place(new MailboxId(parameters.getLong(BOX).orElse(0L)), message.get()));
    }

    /** Follows what becomes of the folders of those who share some now. */
    private void watchOwners() {
        others.are(side.owners().stream().map(MailSide.Owner::id).collect(Collectors.toSet()));
    }

    private Source wanted(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var everywhere = switch (parameters.get(VIEW).orElse("")) {
            case "starred" -> Optional.<Source>of(new Source.Starred());
            case "due" -> Optional.<Source>of(new Source.Due());
            case "all" -> Optional.<Source>of(new Source.All());
            case "label" ->
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter(LABEL)
                        .flatMap(this::label)
                        .<Source>map(Source.Labelled::of);
            default ->
                parameters
                        .getLong(BOX)
                        .flatMap(id -> side.folder(new MailboxId(id)))
                        .filter(side::opens)
                        .<Source>map(Source.Folder::new);
        };
        return everywhere.orElseGet(this::first);
    }

    private static boolean isAskedFor(Source wanted, RouteParameters parameters) {
        var box = parameters.getLong(BOX);
        return box.isEmpty()
                || !(wanted instanceof Source.Folder(var mailbox))
                || mailbox.id().value() == box.get();
    }

    private Source first() {
        return new Source.Folder(side.folders().getFirst());
    }

    private Optional<Label> label(String keyword) {
        return side.labels().stream()
                .filter(label -> label.keyword().equals(keyword))
                .findFirst();
    }

    private void mark(Source source) {
        if (source instanceof Source.Folder(var mailbox)) {
            owner = side.owner(mailbox);
            side.setOpen(mailbox);
        } else {
            side.setOpen(source.address(Place.NONE));
        }
    }

    private void changed(Set<Collection> collections) {
        if (side.noticed(collections)) {
            desk.refresh();
            if (collections.contains(Folders.OF_ACCOUNT)) {
                desk.redraw();
            } else if (collections.stream().anyMatch(this::elsewhere)) {
                desk.elsewhere();
            }
        }
    }

    private boolean elsewhere(Collection collection) {
        return desk.source() instanceof Source.Folder(var mailbox)
                && collection.kind() == Collection.Kind.MAILBOX
                && collection.id() != 0
                && collection.id() != mailbox.id().value();
    }

    /** Folders and labels may be called otherwise, or be gone. */
    private boolean stillThere() {
        watchOwners();
        var source = desk.source();
        if (source == null) {
            return false;
        }
        var now = now(source);
        if (now == null) {
            withdrawn(source);
            getUI().ifPresent(ui -> ui.navigate(first().address(Place.NONE)));
            return false;
        }
        if (!now.equals(source)) {
            desk.renamed(now);
            mark(now);
        }
        getUI().or(() -> Optional.ofNullable(UI.getCurrent()))
                .ifPresent(ui -> ui.getPage().setTitle(getPageTitle()));
        return true;
    }

    /** Says why another's folder is left that was on the screen. */
    private void withdrawn(Source source) {
        if (source instanceof Source.Folder(var mailbox) && !mailbox.account().equals(account)) {
            toasts.tell("circle-alert", getTranslation("mail.withdrawn", Folders.title(mailbox, this), owner));
        }
    }

    private @Nullable Source now(Source source) {
        return switch (source) {
            case Source.Folder(var mailbox) ->
                side.folder(mailbox.id())
                        .filter(side::opens)
                        .map(Source.Folder::new)
                        .orElse(null);
            case Source.Labelled labelled ->
                label(labelled.keyword()).map(Source.Labelled::of).orElse(null);
            default -> source;
        };
    }
}
