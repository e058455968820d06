package org.kantor.mail.store.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.SpecialUse;

/** The mailboxes as one account may see and change them (RFC 4314 section 4). Special uses and subscriptions are everybody's own. */
final class GuardedMailboxes implements Mailboxes {

    private final Viewer viewer;
    private final Mailboxes all;

    GuardedMailboxes(Viewer viewer, Mailboxes all) {
        this.viewer = viewer;
        this.all = all;
    }

    @Override
    public List<Mailbox> list(AccountId account) {
        if (viewer.owns(account)) {
            return all.list(account);
        }
        var rights = viewer.rights(account);
        return all.list(account).stream()
                .filter(mailbox ->
                        rights.getOrDefault(mailbox.id(), Rights.NONE).has(Right.LOOKUP))
                .toList();
    }

    @Override
    public Optional<Mailbox> find(AccountId account, String name) {
        return visible(account, all.find(account, name));
    }

    @Override
    public Optional<Mailbox> get(AccountId account, MailboxId id) {
        return visible(account, all.get(account, id));
    }

    /** Whoever has any right on a mailbox may find it, though only with LOOKUP is it listed. */
    private Optional<Mailbox> visible(AccountId account, Optional<Mailbox> found) {
        return viewer.owns(account)
                ? found
                : found.filter(mailbox -> !viewer.rights(account, mailbox.id()).isNone());
    }

    @Override
    public Optional<Mailbox> bySpecialUse(AccountId account, SpecialUse use) {
        return viewer.owns(account) ? all.bySpecialUse(account, use) : Optional.empty();
    }

    @Override
    public MailboxStatus status(AccountId account, MailboxId id) {
        viewer.require(account, id, Right.READ);
        return all.status(account, id);
    }

    @Override
    public Map<MailboxId, MailboxStatus> statuses(AccountId account) {
        if (viewer.owns(account)) {
            return all.statuses(account);
        }
        var rights = viewer.rights(account);
        var readable = new HashMap<>(all.statuses(account));
        readable.keySet().removeIf(id -> !rights.getOrDefault(id, Rights.NONE).has(Right.READ));
        return readable;
    }

    @Override
    public Mailbox create(AccountId account, String name, @Nullable SpecialUse use, Actor actor) {
        if (viewer.owns(account)) {
            return all.create(account, name, use, actor);
        }
        var parent = mayCreate(account, MailboxNames.checked(name));
        if (use != null) {
            throw Viewer.noPermission();
        }
        return viewer.transactions().call(() -> {
            var made = all.create(account, name, null, actor);
            if (!made.name().startsWith(parent.name() + "/")) {
                viewer.jdbc().work(connection -> SharingSql.inherit(connection, account, made.id(), parent.id()));
            }
            return made;
        });
    }

    /**
     * The right to create is that on the mailbox above (RFC 4314 section 4), which must be there, so that none is made that the viewer has no rights on; at the top of
     * an account it is that on its INBOX, whose rights the new mailbox begins with.
     */
    private Mailbox mayCreate(AccountId account, String name) {
        var above = MailboxNames.above(name);
        var parent = all.find(account, above.isEmpty() ? Mailbox.INBOX : above.getLast())
                .orElseThrow(ViewSql::notFound);
        viewer.require(account, parent.id(), Right.CREATE);
        return parent;
    }

    @Override
    public void rename(AccountId account, String from, String to, Actor actor) {
        if (!viewer.owns(account)) {
            var source = MailboxNames.normal(from);
            var rights = viewer.rights(account);
            var tree = all.list(account).stream()
                    .filter(mailbox ->
                            mailbox.name().equals(source) || mailbox.name().startsWith(source + "/"))
                    .toList();
            if (tree.isEmpty()) {
                throw ViewSql.notFound();
            }
            tree.forEach(mailbox -> Viewer.require(rights.getOrDefault(mailbox.id(), Rights.NONE), Right.DELETE));
            mayCreate(account, MailboxNames.checked(to));
            if (source.equals(Mailbox.INBOX)) {
                throw Viewer.noPermission();
            }
        }
        all.rename(account, from, to, actor);
    }

    @Override
    public void delete(AccountId account, String name, Actor actor) {
        if (!viewer.owns(account)) {
            var mailbox = all.find(account, name).orElseThrow(ViewSql::notFound);
            viewer.require(account, mailbox.id(), Right.DELETE);
        }
        all.delete(account, name, actor);
    }

    @Override
    public void setSubscribed(AccountId account, String name, boolean subscribed, Actor actor) {
        mustOwn(account);
        all.setSubscribed(account, name, subscribed, actor);
    }

    @Override
    public List<String> subscriptions(AccountId account) {
        mustOwn(account);
        return all.subscriptions(account);
    }

    private void mustOwn(AccountId account) {
        if (!viewer.owns(account)) {
            throw Viewer.noPermission();
        }
    }

    @Override
    public long claimRecent(AccountId account, MailboxId id, long uidNext) {
        viewer.require(account, id, Right.READ);
        return all.claimRecent(account, id, uidNext);
    }
}
