package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.internal.AnnotationSql.Place;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Annotations in tables of their own. Those of mailboxes are told of as changes of the mailbox. Safe from any thread. */
@Service
public final class AnnotationService implements Annotations {

    private static final long[] NONE = {};

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final ChangeBus bus;
    private final Lanes lanes;

    @Inject
    AnnotationService(Transactions transactions, Jdbc jdbc, ChangeStream changes, ChangeBus bus, Lanes lanes) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.bus = bus;
        this.lanes = lanes;
    }

    @Override
    public Map<String, byte[]> ofMailbox(AccountId account, MailboxId mailbox, AccountId viewer) {
        var annotations = new HashMap<>(read(new Place(account, mailbox), viewer));
        if (viewer.equals(account)) {
            jdbc.read(connection -> MailboxSql.get(connection, account, mailbox))
                    .map(Mailbox::use)
                    .ifPresent(
                            use -> annotations.put(SPECIAL_USE, use.attribute().getBytes(StandardCharsets.US_ASCII)));
        }
        return annotations;
    }

    @Override
    public Map<String, byte[]> ofServer(AccountId viewer) {
        return read(new Place(viewer, null), viewer);
    }

    @Override
    public Map<MailboxId, byte[]> values(AccountId viewer, String name) {
        return jdbc.read(connection -> AnnotationSql.values(connection, viewer, name));
    }

    @Override
    public Map<MailboxId, Map<String, String>> digests(AccountId account, AccountId viewer) {
        return transactions.call(() -> jdbc.work(connection -> AnnotationSql.digests(connection, account, viewer)));
    }

    @Override
    public Map<String, String> digestsOfServer(AccountId viewer) {
        return transactions.call(() -> jdbc.work(connection -> AnnotationSql.digestsOfServer(connection, viewer)));
    }

    private Map<String, byte[]> read(Place place, AccountId viewer) {
        return transactions.call(() -> jdbc.work(connection -> AnnotationSql.read(connection, place, viewer)));
    }

    @Override
    public void annotate(
            AccountId account, MailboxId mailbox, AccountId viewer, Map<String, Optional<byte[]>> values, Actor actor) {
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var found = jdbc.work(connection -> MailboxSql.get(connection, account, mailbox))
                    .orElseThrow(ViewSql::notFound);
            var others = new HashMap<>(values);
            var use = others.remove(SPECIAL_USE);
            if (use != null) {
                setUse(found, viewer, use);
            }
            write(new Place(account, found.id()), viewer, others);
            if (jdbc.work(connection -> AnnotationSql.octets(connection, account, viewer)) > MOST_OCTETS) {
                throw new Refused(Refused.Code.OVER_QUOTA, "There is no room for more annotations.");
            }
            changes.append(
                    account,
                    new Collection(Collection.Kind.MAILBOX, 0),
                    NONE,
                    new long[] {mailbox.value()},
                    NONE,
                    actor);
            return mailbox;
        });
    }

    private void setUse(Mailbox mailbox, AccountId viewer, Optional<byte[]> value) {
        var account = mailbox.account();
        var wanted = value.map(octets -> SpecialUse.ofAttribute(new String(octets, StandardCharsets.UTF_8))
                        .orElseThrow(AnnotationService::noUse))
                .orElse(null);
        var now = mailbox.use();
        if (wanted == now) {
            return;
        }
        if (!viewer.equals(account)
                || now != null && now.isNeeded()
                || wanted != null
                        && jdbc.work(connection -> MailboxSql.bySpecialUse(connection, account, wanted))
                                .isPresent()) {
            throw noUse();
        }
        jdbc.work(connection -> MailboxSql.setUse(connection, account, mailbox.id(), wanted));
    }

    private static Refused noUse() {
        return new Refused(
                Refused.Code.CANNOT, "The mailbox cannot be given this special use, or loses one that is needed.");
    }

    @Override
    public void annotateServer(AccountId viewer, Map<String, Optional<byte[]>> values) {
        transactions.run(() -> {
            write(new Place(viewer, null), viewer, values);
            var notice = new ChangeBus.Notice(viewer, 0, Set.of(OF_SERVER), new Actor("system", "", viewer));
            transactions.afterCommit(() -> bus.publish(notice));
        });
    }

    private void write(Place place, AccountId viewer, Map<String, Optional<byte[]>> values) {
        values.forEach((entry, value) -> jdbc.work(connection -> value.isPresent()
                ? AnnotationSql.put(connection, place, viewer, entry, value.get())
                : AnnotationSql.remove(connection, place, viewer, entry)));
        var all = read(place, viewer).keySet();
        var shared = all.stream().filter(Annotations::isShared).count();
        if (shared > MOST || all.size() - shared > MOST) {
            throw new Refused(Refused.Code.LIMIT, "There are too many annotations.");
        }
    }
}
