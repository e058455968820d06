package org.kantor.mail.store.internal;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.settings.SettingChanged;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Sharing as rows of rights beside the mailboxes. Safe from any thread. */
@Service
public final class SharingService implements Sharing {

    /** Grantees of one mailbox. */
    static final int MOST = 1_000;

    private static final long[] NONE = {};

    private static final Actor SYSTEM = new Actor("system", "", null);

    /** What mailboxes there are. */
    private static final Collection LIST = new Collection(Collection.Kind.MAILBOX, 0);

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final ChangeBus bus;
    private final Lanes lanes;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Annotations annotations;
    private final ConversationService conversations;
    private final Carrier carrier;
    private final Everybody everybody;

    @Inject
    SharingService(
            Transactions transactions,
            Jdbc jdbc,
            ChangeStream changes,
            ChangeBus bus,
            Lanes lanes,
            MailboxService mailboxes,
            MessageService messages,
            AnnotationService annotations,
            ConversationService conversations,
            Carrier carrier,
            Everybody everybody) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.bus = bus;
        this.lanes = lanes;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.annotations = annotations;
        this.conversations = conversations;
        this.carrier = carrier;
        this.everybody = everybody;
    }

    private Viewer viewer(AccountId id) {
        return new Viewer(id, transactions, jdbc, everybody);
    }

    @Override
    public Mailboxes mailboxes(AccountId viewer) {
        return new GuardedMailboxes(viewer(viewer), mailboxes);
    }

    @Override
    public Messages messages(AccountId viewer) {
        return new GuardedMessages(viewer(viewer), messages);
    }

    @Override
    public Annotations annotations(AccountId viewer) {
        return new GuardedAnnotations(viewer(viewer), annotations);
    }

    @Override
    public Conversations conversations(AccountId viewer) {
        return new GuardedConversations(viewer(viewer), conversations);
    }

    @Override
    public Rights rights(AccountId viewer, AccountId account, MailboxId mailbox) {
        return viewer.equals(account) ? Rights.ALL : viewer(viewer).rights(account, mailbox);
    }

    @Override
    public List<Shared> sharedWith(AccountId viewer) {
        var all = everybody.counts();
        return transactions.call(() -> jdbc.work(connection -> SharingSql.sharedWith(connection, viewer, all))).stream()
                .filter(shared -> shared.rights().has(Right.LOOKUP))
                .toList();
    }

    @Override
    public List<Visible> visible(AccountId viewer) {
        var all = everybody.counts();
        return transactions.call(() -> jdbc.work(connection -> SharingSql.visible(connection, viewer, all))).stream()
                .filter(visible -> visible.rights().has(Right.LOOKUP))
                .sorted(Comparator.comparing(Visible::mailbox, MailboxService.ORDER))
                .toList();
    }

    @Override
    public Rights grantable(Grantee grantee) {
        if (!grantee.equals(Grantee.ANYONE)) {
            return Rights.ALL;
        }
        return everybody.counts() ? Rights.ALL.minus(NEVER_EVERYBODYS) : Rights.NONE;
    }

    @Override
    public Map<Grantee, Rights> grants(AccountId viewer, AccountId account, MailboxId mailbox) {
        viewer(viewer).require(account, mailbox, Right.ADMINISTER);
        return transactions.call(() -> jdbc.work(connection -> SharingSql.grants(connection, account, mailbox)));
    }

    @Override
    public Map<MailboxId, Map<Grantee, Rights>> grants(AccountId account) {
        return transactions.call(() -> jdbc.work(connection -> SharingSql.grants(connection, account)));
    }

    @Override
    public void change(
            AccountId viewer,
            AccountId account,
            MailboxId mailbox,
            Grantee grantee,
            UnaryOperator<Rights> change,
            Actor actor) {
        viewer(viewer).require(account, mailbox, Right.ADMINISTER);
        if (grantee.equals(Grantee.of(account))) {
            throw new Refused(Refused.Code.CANNOT, "The mailbox's owner has all rights.");
        }
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var found = mailboxes.get(account, mailbox).orElseThrow(ViewSql::notFound);
            var grants = new HashMap<>(jdbc.work(connection -> SharingSql.grants(connection, account, mailbox)));
            var before = grants.getOrDefault(grantee, Rights.NONE);
            var rights = change.apply(before);
            if (!rights.minus(before).minus(grantable(grantee)).isNone()) {
                throw new Refused(
                        Refused.Code.CANNOT,
                        everybody.counts()
                                ? "Everybody cannot be given the rights to send as the owner and to share."
                                : "Mailboxes cannot be shared with everybody here.");
            }
            grants.put(grantee, rights);
            if (grants.size() > MOST) {
                throw new Refused(Refused.Code.LIMIT, "A mailbox can be shared with " + MOST + " accounts.");
            }
            jdbc.work(connection -> SharingSql.put(connection, account, mailbox, grantee, rights));
            changes.append(account, LIST, NONE, new long[] {found.id().value()}, NONE, actor);
            transactions.afterCommit(() -> tell(grantee, actor));
            return found;
        });
    }

    /** Nothing in the grantee's own account is other than before, so nothing is in its change stream; but it may see other mailboxes now. */
    private void tell(Grantee grantee, Actor actor) {
        grantee.account()
                .ifPresentOrElse(
                        account -> bus.publish(new ChangeBus.Notice(account, 0, Set.of(LIST), actor)),
                        () -> bus.publishToAll(Set.of(LIST), actor));
    }

    /** When sharing with everybody is switched on or off, all who are there see other mailboxes, if any are shared so. */
    public void changed(@Observes SettingChanged setting) {
        if (setting.key().equals(WITH_EVERYBODY.key())) {
            var seen = transactions.call(() -> jdbc.work(SharingSql::isAnythingEverybodys));
            if (seen) {
                transactions.afterCommit(() -> bus.publishToAll(Set.of(LIST), SYSTEM));
            }
        }
    }

    @Override
    public void changeAll(AccountId account, Grantee grantee, UnaryOperator<Rights> change, Actor actor) {
        lanes.write(transactions, account, () -> {
            var own = mailboxes.list(account);
            if (own.isEmpty()) {
                throw ViewSql.notFound();
            }
            own.forEach(mailbox -> change(account, account, mailbox.id(), grantee, change, actor));
            return own;
        });
    }

    @Override
    public Copied copy(AccountId viewer, Mailbox from, long[] uids, Mailbox to, Actor actor, IntConsumer progress) {
        var right = copying(viewer, from, to);
        return isWhole(from, to, right.get())
                ? messages.copy(from.account(), from.id(), uids, to.id(), actor)
                : carrier.copy(from, uids, to, right, actor, progress);
    }

    private Supplier<Rights> copying(AccountId viewer, Mailbox from, Mailbox to) {
        return () -> {
            viewer(viewer).require(from.account(), from.id(), Right.READ);
            return viewer(viewer).require(to.account(), to.id(), Right.INSERT);
        };
    }

    @Override
    public Copied move(AccountId viewer, Mailbox from, long[] uids, Mailbox to, Actor actor, IntConsumer progress) {
        Supplier<Rights> right = () -> {
            viewer(viewer).require(from.account(), from.id(), Right.READ, Right.DELETE_MESSAGES, Right.EXPUNGE);
            return viewer(viewer).require(to.account(), to.id(), Right.INSERT);
        };
        return isWhole(from, to, right.get())
                ? messages.move(from.account(), from.id(), uids, to.id(), actor)
                : carrier.move(from, uids, to, right, actor, progress);
    }

    /** Whether placements can be copied as they are. */
    private static boolean isWhole(Mailbox from, Mailbox to, Rights rights) {
        return from.account().equals(to.account()) && rights.flags() == Rights.ALL.flags();
    }
}
