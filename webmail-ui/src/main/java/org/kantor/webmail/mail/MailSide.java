package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Transactions;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;

/** The side panel of mail, with what it does to folders and labels; a view has one of its own and is told when folders or labels are not what they were. */
@Dependent
public class MailSide implements FolderPanel.Acts, FoldersNow {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Sharing sharing;
    private final Directory directory;
    private final ForeignKeywords foreign;
    private final FolderHues hues;
    private final Recovery recovery;
    private final Outcomes outcomes;
    private final LabelCounts counts;
    private final SignedIn signedIn;
    private final Account account;
    /** Known here, as work in the background has no session. */
    private final Actor actor;

    private final Toasts toasts;
    private final Writing writing;
    private final LiveChanges live;
    private final FolderActions actions;
    private final FolderPanel panel;
    private Runnable after = () -> {};
    private List<Mailbox> known = List.of();
    private List<Label> labelled = List.of();
    private Map<MailboxId, MailboxStatus> statuses = Map.of();
    private List<Owner> owners = List.of();
    private Map<MailboxId, Rights> rights = Map.of();
    /** Keywords that are no labels, or became some; they are not tried again. */
    private final Set<String> asked = new HashSet<>();

    /**
     * Somebody, or a mailbox that people share, with the folders that the reader sees of it.
     *
     * @param closed those that the reader may not read
     */
    record Owner(AccountId id, String name, boolean isPerson, List<Mailbox> folders, Set<MailboxId> closed) {}

    @Inject
    public MailSide(
            Mailboxes mailboxes,
            Messages messages,
            Sharing sharing,
            Directory directory,
            Labels labels,
            Recovery recovery,
            ForeignKeywords foreign,
            BulkWork bulk,
            Transactions transactions,
            SignedIn signedIn,
            Toasts toasts,
            Writing writing,
            SavedSearches searches,
            LiveChanges live) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.sharing = sharing;
        this.directory = directory;
        this.recovery = recovery;
        this.foreign = foreign;
        counts = new LabelCounts(labels, messages, signedIn.account().id());
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.writing = writing;
        this.live = live;
        account = signedIn.account();
        actor = signedIn.actor();
        hues = new FolderHues(sharing.annotations(account.id()), account.id(), actor);
        outcomes = new Outcomes(bulk, toasts, this::progress, this::changed);
        actions = new FolderActions(mailboxes, messages, transactions, account.id(), actor);
        panel = new FolderPanel(
                this,
                new LabelActs(labels, messages, transactions, account.id(), actor, outcomes, new LabelActs.Page() {
                    @Override
                    public List<Label> labels() {
                        return labelled;
                    }

                    @Override
                    public void changed() {
                        MailSide.this.changed();
                    }

                    @Override
                    public void ask(Component form) {
                        MailSide.this.ask(form);
                    }
                }),
                searches);
    }

    Component panel() {
        return panel;
    }

    /** The panel beside a view that is no list of messages: the line with its address is marked, and the counts follow what happens. */
    public Component beside(Component view, String address) {
        whenChanged(this::show);
        live.watch(view, account.id(), changed -> {
            if (noticed(changed)) {
                show();
            }
        });
        show();
        setOpen(address);
        return panel;
    }

    /** Whether something of mail has changed; labels are read anew where they may be others. */
    boolean noticed(Set<Collection> changed) {
        if (changed.contains(Folders.OF_ACCOUNT)) {
            labelsChanged();
        }
        return changed.stream().anyMatch(collection -> collection.kind() == Collection.Kind.MAILBOX);
    }

    /** Labels may have been made, changed or deleted, and folders coloured. */
    void labelsChanged() {
        counts.forget();
        hues.forget();
    }

    /** Makes labels of the keywords that other programs have set on messages of one of the reader's folders. */
    void adopt(MailboxId folder) {
        var keywords = new HashSet<>(messages.view(account.id(), folder).keywords());
        keywords.removeAll(asked);
        var fresh = ForeignKeywords.fresh(keywords, labelled, MailSide::text);
        asked.addAll(keywords);
        if (!fresh.isEmpty() && labelled.size() < ForeignKeywords.MOST) {
            foreign.adopt(account.id(), fresh, actor);
        }
    }

    private Outcomes.Progress.Shown progress(int messages, Runnable stop) {
        return BulkBar.in(panel.working()).begin(messages, stop);
    }

    private void changed() {
        labelsChanged();
        after.run();
    }

    /** @param action run after folders or labels were changed here */
    void whenChanged(Runnable action) {
        after = action;
    }

    /** Reads folders, counts and labels, and shows them. */
    void show() {
        known = mailboxes.list(account.id());
        statuses = new HashMap<>(mailboxes.statuses(account.id()));
        readShared();
        labelled = counts.now(known, statuses);
        panel.show(known, statuses, hues.now());
        panel.shared(owners, statuses, hues.now());
        panel.labels(labelled);
        panel.quota(messages.usage(account.id()), signedIn.account().quota());
    }

    @Override
    public List<Mailbox> folders() {
        return known;
    }

    /** What others share: one query, and one for the owners whom nobody has looked up lately. */
    private void readShared() {
        rights = new HashMap<>();
        var theirs = new LinkedHashMap<AccountId, List<Mailbox>>();
        for (var one : sharing.visible(account.id())) {
            var folder = one.mailbox();
            rights.put(folder.id(), one.rights());
            theirs.computeIfAbsent(folder.account(), owner -> new ArrayList<>()).add(folder);
            var status = one.status();
            if (status != null) {
                statuses.put(folder.id(), status);
            }
        }
        var all = new ArrayList<Owner>();
        var people = directory.accounts(theirs.keySet());
        theirs.forEach((id, folders) -> Optional.ofNullable(people.get(id)).ifPresent(owner -> {
            folders.sort(Comparator.comparingInt(Folders::rank));
            var closed = folders.stream()
                    .filter(Predicate.not(this::opens))
                    .map(Mailbox::id)
                    .collect(Collectors.toSet());
            all.add(new Owner(
                    id, owner.displayName(), owner.kind() == Account.Kind.PERSON, List.copyOf(folders), closed));
        }));
        all.sort(Comparator.comparing(Owner::isPerson).thenComparing(Owner::name, String.CASE_INSENSITIVE_ORDER));
        owners = List.copyOf(all);
    }

    List<Owner> owners() {
        return owners;
    }

    @Override
    public List<Mailbox> shared() {
        return owners.stream().flatMap(owner -> owner.folders().stream()).toList();
    }

    @Override
    public Rights rights(Mailbox folder) {
        return folder.account().equals(account.id()) ? Rights.ALL : rights.getOrDefault(folder.id(), Rights.NONE);
    }

    /** Whose folder it is; empty for one's own. */
    String owner(Mailbox folder) {
        return owners.stream()
                .filter(owner -> owner.id().equals(folder.account()))
                .map(Owner::name)
                .findFirst()
                .orElse("");
    }

    List<Label> labels() {
        return labelled;
    }

    @Override
    public Map<MailboxId, MailboxStatus> statuses() {
        return statuses;
    }

    void setOpen(Mailbox mailbox) {
        panel.setOpen(new Source.Folder(mailbox).address(Place.NONE));
    }

    /** @param address of what is shown, if it is no folder */
    void setOpen(String address) {
        panel.setOpen(address);
    }

    @Override
    public void compose() {
        writing.newMessage(List.of());
    }

    @Override
    public void create() {
        ask(new FolderForm(text("folders.new"), text("folders.create"), "", name -> made("", name)));
    }

    @Override
    public void createIn(MailboxId parent) {
        mine(parent)
                .filter(box -> FolderActions.own(box) || box.isInbox())
                .ifPresent(box -> ask(new FolderForm(
                        text("folders.newIn", Folders.title(box, panel)),
                        text("folders.create"),
                        "",
                        name -> made(box.name(), name))));
    }

    private void made(String parent, String name) {
        var made = actions.create(parent, name);
        after.run();
        toasts.tell("folder-plus", text("folders.created", Folders.lastLevel(made)));
    }

    @Override
    public void rename(MailboxId folder) {
        own(folder)
                .ifPresent(box -> ask(new FolderForm(
                        text("folders.rename"), text("folders.rename.do"), Folders.lastLevel(box), name -> {
                            actions.rename(folder, name);
                            after.run();
                        })));
    }

    @Override
    public void delete(MailboxId folder) {
        own(folder).ifPresent(box -> {
            var name = Folders.lastLevel(box);
            try {
                outcomes.complete(
                        actions.delete(folder),
                        "trash-2",
                        text("folders.deleted", name),
                        count -> text("folders.deleted.stopped", count, name));
            } catch (Refused e) {
                toasts.refused(e);
                after.run();
            }
        });
    }

    @Override
    public void colour(MailboxId folder) {
        own(folder)
                .or(() -> shared().stream()
                        .filter(box -> box.id().equals(folder) && opens(box))
                        .findFirst())
                .ifPresent(box -> ask(new FolderHueForm(
                        text("folders.colourOf", Folders.title(box, panel)),
                        Optional.ofNullable(hues.now().get(folder)),
                        hue -> {
                            try {
                                hues.set(box, hue);
                            } catch (Refused e) {
                                toasts.refused(e);
                            }
                            changed();
                        })));
    }

    @Override
    public void move(MailboxId folder, @Nullable MailboxId into) {
        var target = Optional.ofNullable(into).flatMap(this::mine);
        own(folder).filter(box -> into == null || target.isPresent()).ifPresent(box -> {
            try {
                var undo = actions.move(folder, target.map(Mailbox::name).orElse(""));
                toasts.undoable(
                        "folder-input",
                        target.map(to -> text("folders.moved", Folders.lastLevel(box), Folders.title(to, panel)))
                                .orElseGet(() -> text("folders.movedTop", Folders.lastLevel(box))),
                        undo,
                        after);
            } catch (Refused e) {
                toasts.refused(e);
            }
            after.run();
        });
    }

    @Override
    public void markRead(MailboxId folder) {
        folder(folder).ifPresent(box -> {
            var view = messages.view(account.id(), folder);
            var unread = IntStream.range(0, view.size())
                    .filter(index -> (view.flags(index) & Flags.SEEN) == 0)
                    .mapToLong(view::uid)
                    .toArray();
            inBatches(
                    unread,
                    uids -> {
                        var done = store(folder, uids, FlagChange.add(Flags.SEEN));
                        return new MailActions.Done(
                                done.length, () -> store(folder, done, FlagChange.remove(Flags.SEEN)));
                    },
                    "mail-open",
                    count -> text("mail.didRead", count, ""));
        });
    }

    private long[] store(MailboxId folder, long[] uids, FlagChange change) {
        return messages.store(account.id(), folder, uids, change, Long.MAX_VALUE, actor)
                .changed();
    }

    @Override
    public void empty(MailboxId folder) {
        mine(folder)
                .filter(box -> box.use() == SpecialUse.TRASH || box.use() == SpecialUse.JUNK)
                .ifPresent(box -> {
                    var view = messages.view(account.id(), folder);
                    var uids =
                            IntStream.range(0, view.size()).mapToLong(view::uid).toArray();
                    if (uids.length > 0 && recovery.kept().isZero()) {
                        Ask.about(
                                panel,
                                text("purge.title", uids.length),
                                text("folders.forGood"),
                                text("purge.do", uids.length),
                                () -> empty(box, uids));
                    } else {
                        empty(box, uids);
                    }
                });
    }

    private void empty(Mailbox box, long[] all) {
        var days = recovery.kept().toDays();
        inBatches(
                all,
                uids -> {
                    var removed = messages.remove(account.id(), box.id(), uids, actor);
                    var keys = Arrays.stream(removed)
                            .mapToObj(uid -> new Recovery.Key(box.id(), uid))
                            .toList();
                    return new MailActions.Done(
                            removed.length, days == 0 ? null : () -> recovery.restore(account.id(), keys, actor));
                },
                "trash-2",
                count -> days == 0 ? text("folders.emptied", count) : text("folders.emptiedFor", count, days));
    }

    /** Does something to messages of one folder, a batch at a time while the page goes on, and then says what, with the way back. */
    private void inBatches(long[] uids, MailActions.Step step, String icon, IntFunction<String> told) {
        if (uids.length == 0) {
            toasts.tell("circle-alert", text("mail.nothing"));
        } else {
            outcomes.run(BulkWork.batches(uids, step), uids.length, icon, told);
        }
    }

    /** One of the reader's folders. */
    private Optional<Mailbox> mine(MailboxId folder) {
        return known.stream().filter(box -> box.id().equals(folder)).findFirst();
    }

    /** One of those that have no special use. */
    private Optional<Mailbox> own(MailboxId folder) {
        return mine(folder).filter(FolderActions::own);
    }

    private void ask(Component form) {
        panel.add(form);
    }

    private static String text(String key, Object... values) {
        return UI.getCurrent().getTranslation(key, values);
    }
}
