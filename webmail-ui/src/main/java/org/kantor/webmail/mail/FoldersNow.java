package org.kantor.webmail.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;

/** The reader's folders with their counters, and others' as far as they are shared, as a page has read them last. */
interface FoldersNow {

    /** The reader's own. */
    List<Mailbox> folders();

    /** Those of others that the reader may look up. */
    List<Mailbox> shared();

    /** Of own folders, and of shared ones that may be read. */
    Map<MailboxId, MailboxStatus> statuses();

    /** What the reader may do in a folder. */
    Rights rights(Mailbox folder);

    default Stream<Mailbox> all() {
        return Stream.concat(folders().stream(), shared().stream());
    }

    /** Whether the folder can be opened: others' may be looked up without the right to read them. */
    default boolean opens(Mailbox folder) {
        return rights(folder).has(Right.READ);
    }

    /** Finds own and shared folders. */
    default Optional<Mailbox> folder(MailboxId id) {
        return all().filter(box -> box.id().equals(id)).findFirst();
    }
}
