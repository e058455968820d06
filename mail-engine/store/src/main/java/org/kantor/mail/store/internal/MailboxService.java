package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** The mailboxes as entities. Every write takes the account's change number first, and with it the account's lock. Safe from any thread. */
@Service
public final class MailboxService implements Mailboxes {

    /** Mailboxes of one account. */
    static final int MOST = 10_000;

    private static final Collection LIST = new Collection(Collection.Kind.MAILBOX, 0);
    private static final long[] NONE = {};
    static final Comparator<Mailbox> ORDER =
            Comparator.comparing((Mailbox mailbox) -> !mailbox.isInbox()).thenComparing(Mailbox::name);

    private final EntityManager entities;
    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final MoveSql moves;
    private final Lanes lanes;
    private final Views views;
    private final Clock clock;
    private final RecentClaims recent = new RecentClaims();

    @Inject
    MailboxService(
            EntityManager entities,
            Transactions transactions,
            Jdbc jdbc,
            ChangeStream changes,
            MoveSql moves,
            Lanes lanes,
            Views views,
            Clock clock) {
        this.entities = entities;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.moves = moves;
        this.lanes = lanes;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public List<Mailbox> list(AccountId account) {
        return jdbc.read(connection -> MailboxSql.list(connection, account)).stream()
                .sorted(ORDER)
                .toList();
    }

    /** Level by level, the order in which a tree can be renamed without any two having the same name meanwhile. */
    private List<MailboxEntity> entities(AccountId account) {
        return entities.createQuery("select m from MailboxEntity m where m.account = ?1", MailboxEntity.class)
                .setParameter(1, account.value())
                .getResultStream()
                .sorted(Comparator.comparingLong(
                        mailbox -> mailbox.name().chars().filter(c -> c == '/').count()))
                .toList();
    }

    private List<String> names(AccountId account) {
        return entities.createQuery("select s.name from SubscriptionEntity s where s.account = ?1", String.class)
                .setParameter(1, account.value())
                .getResultList();
    }

    private Optional<MailboxEntity> entity(AccountId account, String name) {
        return entities.createQuery(
                        "select m from MailboxEntity m where m.account = ?1 and m.name = ?2", MailboxEntity.class)
                .setParameter(1, account.value())
                .setParameter(2, name)
                .getResultStream()
                .findFirst();
    }

    private Optional<MailboxEntity> entity(AccountId account, SpecialUse use) {
        return entities.createQuery(
                        "select m from MailboxEntity m where m.account = ?1 and m.use = ?2", MailboxEntity.class)
                .setParameter(1, account.value())
                .setParameter(2, use)
                .getResultStream()
                .findFirst();
    }

    private Mailbox mailbox(AccountId account, MailboxEntity entity) {
        return entity.mailbox(subscription(account, entity.name()) != null);
    }

    private @Nullable SubscriptionEntity subscription(AccountId account, String name) {
        return entities.find(SubscriptionEntity.class, new SubscriptionEntity.Key(account.value(), name));
    }

    @Override
    public Optional<Mailbox> find(AccountId account, String name) {
        var normal = MailboxNames.normal(name);
        return jdbc.read(connection -> MailboxSql.find(connection, account, normal));
    }

    @Override
    public Optional<Mailbox> get(AccountId account, MailboxId id) {
        return jdbc.read(connection -> MailboxSql.get(connection, account, id));
    }

    @Override
    public Optional<Mailbox> bySpecialUse(AccountId account, SpecialUse use) {
        return jdbc.read(connection -> MailboxSql.bySpecialUse(connection, account, use));
    }

    @Override
    public MailboxStatus status(AccountId account, MailboxId id) {
        return jdbc.read(connection -> MailboxSql.status(connection, account, id))
                .orElseThrow(ViewSql::notFound);
    }

    @Override
    public Map<MailboxId, MailboxStatus> statuses(AccountId account) {
        return jdbc.read(connection -> MailboxSql.statuses(connection, account));
    }

    @Override
    public Mailbox create(AccountId account, String name, @Nullable SpecialUse use, Actor actor) {
        var checked = MailboxNames.own(name);
        return lanes.write(transactions, account, () -> {
            var seq = changes.next(account);
            if (entity(account, checked).isPresent()) {
                throw alreadyExists();
            }
            if (use != null && entity(account, use).isPresent()) {
                throw new Refused(Refused.Code.CANNOT, "Another mailbox has this use.");
            }
            var created = new ArrayList<MailboxEntity>();
            var above = Optional.<MailboxEntity>empty();
            for (var parent : MailboxNames.above(checked)) {
                var there = entity(account, parent);
                if (there.isEmpty()) {
                    there = Optional.of(add(account, parent, null, above, seq));
                    created.add(there.get());
                }
                above = there;
            }
            var entity = add(account, checked, use, above, seq);
            created.add(entity);
            limit(account);
            tell(account, ids(created), NONE, NONE, actor);
            return mailbox(account, entity);
        });
    }

    private static Refused alreadyExists() {
        return new Refused(Refused.Code.ALREADY_EXISTS, "There is a mailbox of this name.");
    }

    /** Finds or makes the mailbox within the open transaction, under a name that was checked. */
    void ensure(AccountId account, String name, Actor actor) {
        changes.next(account);
        if (entity(account, name).isEmpty()) {
            create(account, name, null, actor);
            setSubscribed(account, name, true, actor);
        }
    }

    /** What a new account has, subscribed; those that are there already stay. */
    void addDefaults(AccountId account, Actor actor) {
        lanes.write(transactions, account, () -> {
            var seq = changes.next(account);
            var created = new ArrayList<MailboxEntity>();
            for (var standard : StandardMailbox.values()) {
                if (entity(account, standard.mailboxName()).isEmpty()) {
                    created.add(add(account, standard.mailboxName(), standard.use(), Optional.empty(), seq));
                    subscribe(account, standard.mailboxName());
                }
            }
            if (!created.isEmpty()) {
                tell(account, ids(created), NONE, NONE, actor);
            }
            return created.size();
        });
    }

    /** @param above whose rights it begins with */
    private MailboxEntity add(
            AccountId account, String name, @Nullable SpecialUse use, Optional<MailboxEntity> above, long seq) {
        var numbers = jdbc.work(MailboxSql::numbers);
        var entity = new MailboxEntity(
                new MailboxEntity.Key(account.value(), numbers[0]), name, use, numbers[1], clock.instant());
        entities.persist(entity);
        entities.flush();
        jdbc.work(
                connection -> MailboxSql.addCounters(connection, account, new MailboxId(numbers[0]), numbers[1], seq));
        above.ifPresent(parent -> jdbc.work(connection ->
                SharingSql.inherit(connection, account, new MailboxId(numbers[0]), new MailboxId(parent.id()))));
        return entity;
    }

    private void limit(AccountId account) {
        var count = entities.createQuery("select count(m) from MailboxEntity m where m.account = ?1", Long.class)
                .setParameter(1, account.value())
                .getSingleResult();
        if (count > MOST) {
            throw new Refused(Refused.Code.LIMIT, "An account can have " + MOST + " mailboxes.");
        }
    }

    private static long[] ids(List<MailboxEntity> entities) {
        return entities.stream().mapToLong(MailboxEntity::id).toArray();
    }

    private void tell(AccountId account, long[] created, long[] updated, long[] destroyed, Actor actor) {
        changes.append(account, LIST, created, updated, destroyed, actor);
    }

    @Override
    public void rename(AccountId account, String from, String to, Actor actor) {
        var source = MailboxNames.normal(from);
        var target = MailboxNames.own(to);
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var inbox = source.equals(Mailbox.INBOX) ? entity(account, source) : Optional.<MailboxEntity>empty();
            if (inbox.isPresent()) {
                emptyInboxInto(account, inbox.get(), target, actor);
            } else {
                renameTree(account, source, target, actor);
            }
            return target;
        });
    }

    /** RFC 3501 section 6.3.5: the INBOX stays, empty, and its inferiors keep their names. */
    private void emptyInboxInto(AccountId account, MailboxEntity inbox, String target, Actor actor) {
        var id = new MailboxId(inbox.id());
        var made = create(account, target, null, actor);
        moves.moveAll(account, id, made.id(), actor);
    }

    private void renameTree(AccountId account, String source, String target, Actor actor) {
        if (target.startsWith(source + "/")) {
            throw new Refused(Refused.Code.CANNOT, "A mailbox cannot be moved into itself.");
        }
        var tree = new ArrayList<MailboxEntity>();
        var others = new HashSet<String>();
        for (var entity : entities(account)) {
            if (entity.name().equals(source) || entity.name().startsWith(source + "/")) {
                tree.add(entity);
            } else {
                others.add(entity.name());
            }
        }
        if (tree.isEmpty()) {
            throw ViewSql.notFound();
        }
        if (target.equals(source)) {
            throw alreadyExists();
        }
        var renamed = new ArrayList<Long>();
        var above = MailboxNames.above(target);
        for (var entity : tree) {
            var name = MailboxNames.checked(target + entity.name().substring(source.length()));
            if (others.contains(name) || others.contains(target)) {
                throw alreadyExists();
            }
            var subscribed = subscription(account, entity.name());
            if (subscribed != null) {
                entities.remove(subscribed);
                subscribe(account, name);
            }
            entity.rename(name);
            renamed.add(entity.id());
        }
        entities.flush();
        if (!above.isEmpty() && entity(account, above.getLast()).isEmpty()) {
            create(account, above.getLast(), null, actor);
        }
        tell(account, NONE, renamed.stream().mapToLong(Long::longValue).toArray(), NONE, actor);
    }

    @Override
    public void delete(AccountId account, String name, Actor actor) {
        var normal = MailboxNames.normal(name);
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var entity = entity(account, normal).orElseThrow(ViewSql::notFound);
            if (normal.equals(Mailbox.INBOX)) {
                throw new Refused(Refused.Code.CANNOT, "INBOX cannot be deleted.");
            }
            if (entity.use() != null && entity.use().isNeeded()) {
                throw new Refused(Refused.Code.CANNOT, "A mailbox with this special use cannot be deleted.");
            }
            var id = new MailboxId(entity.id());
            moves.remove(account, id, null, MoveSql.Removing.ANY, actor);
            entities.remove(entity);
            entities.flush();
            tell(account, NONE, NONE, new long[] {id.value()}, actor);
            transactions.afterCommit(() -> views.forget(account, id));
            return id;
        });
    }

    @Override
    public void setSubscribed(AccountId account, String name, boolean subscribed, Actor actor) {
        var normal = MailboxNames.checked(name);
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var existing = subscription(account, normal);
            if (subscribed && existing == null) {
                subscribe(account, normal);
            } else if (!subscribed && existing != null) {
                entities.remove(existing);
            }
            entities.flush();
            var updated = entity(account, normal)
                    .map(entity -> new long[] {entity.id()})
                    .orElse(NONE);
            tell(account, NONE, updated, NONE, actor);
            return normal;
        });
    }

    private void subscribe(AccountId account, String name) {
        if (subscription(account, name) == null) {
            entities.persist(new SubscriptionEntity(new SubscriptionEntity.Key(account.value(), name)));
        }
    }

    @Override
    public List<String> subscriptions(AccountId account) {
        return transactions.call(() -> names(account).stream().sorted().toList());
    }

    @Override
    public long claimRecent(AccountId account, MailboxId id, long uidNext) {
        var mailbox = new Views.Key(account, id);
        if (recent.hasAll(mailbox, uidNext)) {
            return uidNext;
        }
        return lanes.write(transactions, account, () -> {
            if (recent.hasAll(mailbox, uidNext)) {
                return uidNext;
            }
            long first = jdbc.work(connection -> MailboxSql.claimRecent(connection, account, id, uidNext));
            transactions.afterCommit(() -> recent.claimed(mailbox, uidNext));
            return first;
        });
    }
}
