package org.kantor.mail.store.internal;

import java.util.Map;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;

/** The annotations as one account may see and change them (RFC 5464 section 3.3): what all share is changed by those who may write. */
final class GuardedAnnotations implements Annotations {

    private final Viewer viewer;
    private final Annotations all;

    GuardedAnnotations(Viewer viewer, Annotations all) {
        this.viewer = viewer;
        this.all = all;
    }

    @Override
    public Map<String, byte[]> ofMailbox(AccountId account, MailboxId mailbox, AccountId of) {
        mustBeViewer(of);
        viewer.require(account, mailbox, Right.LOOKUP, Right.READ);
        return all.ofMailbox(account, mailbox, of);
    }

    @Override
    public void annotate(
            AccountId account, MailboxId mailbox, AccountId of, Map<String, Optional<byte[]>> changes, Actor actor) {
        mustBeViewer(of);
        viewer.require(account, mailbox, Right.LOOKUP, Right.READ);
        if (changes.keySet().stream().anyMatch(Annotations::isShared)) {
            viewer.require(account, mailbox, Right.WRITE);
        }
        all.annotate(account, mailbox, of, changes, actor);
    }

    @Override
    public Map<MailboxId, byte[]> values(AccountId of, String name) {
        mustBeViewer(of);
        return all.values(of, name);
    }

    @Override
    public Map<MailboxId, Map<String, String>> digests(AccountId account, AccountId of) {
        mustBeViewer(of);
        return visible(account, all.digests(account, of));
    }

    /** Without the mailboxes that the viewer may not read. */
    private <T> Map<MailboxId, T> visible(AccountId account, Map<MailboxId, T> found) {
        if (!viewer.owns(account)) {
            var rights = viewer.rights(account);
            found.keySet().removeIf(id -> {
                var granted = rights.getOrDefault(id, Rights.NONE);
                return !granted.has(Right.LOOKUP) || !granted.has(Right.READ);
            });
        }
        return found;
    }

    @Override
    public Map<String, String> digestsOfServer(AccountId of) {
        mustBeViewer(of);
        return all.digestsOfServer(of);
    }

    @Override
    public Map<String, byte[]> ofServer(AccountId of) {
        mustBeViewer(of);
        return all.ofServer(of);
    }

    @Override
    public void annotateServer(AccountId of, Map<String, Optional<byte[]>> changes) {
        mustBeViewer(of);
        all.annotateServer(of, changes);
    }

    private void mustBeViewer(AccountId of) {
        if (!viewer.owns(of)) {
            throw Viewer.noPermission();
        }
    }
}
