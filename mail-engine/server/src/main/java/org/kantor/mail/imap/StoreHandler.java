package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.SequenceSet;
import org.kantor.mail.wire.imap.Store;

/** STORE and UID STORE (RFC 3501 sections 6.4.6 and 6.4.8), conditional as in RFC 7162 section 3.1.3. */
final class StoreHandler implements Handler<Store> {

    @Override
    public Class<Store> command() {
        return Store.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public News news(Store command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Store command, ImapSession session) throws IOException {
        var selected = session.selected();
        var uids = selected.uids(command.messages(), command.uid());
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        var condition = command.unchangedSince();
        if (condition != null) {
            session.enable(Extension.CONDSTORE);
        }
        if (uids.length == 0) {
            return Answer.ok("There was nothing to change");
        }
        var change = MessageFlags.change(command);
        var stored = session.progress()
                .during(
                        uids.length,
                        done -> session.services()
                                .messages()
                                .store(
                                        selected.account(),
                                        selected.mailbox().id(),
                                        uids,
                                        change,
                                        condition == null ? Long.MAX_VALUE : condition,
                                        session.actor()));
        selected.heard(stored.modseq());
        var modified = stored.modified();
        var own = modified.length == 0 ? uids : without(uids, modified);
        selected.advance(session.out(), false, new KnownMessages.Own(own, change, hears(command)));
        if (modified.length > 0) {
            var code = ResponseCode.modified(SequenceSet.of(command.uid() ? modified : selected.numbers(modified)));
            return new Answer(
                    selected.areAllThere(uids) ? Answer.Kind.OK : Answer.Kind.NO, code, "STORE failed for some");
        }
        return condition == null || selected.areAllThere(uids)
                ? Answer.ok("STORE completed")
                : Answer.no(ResponseCode.EXPUNGE_ISSUED, "Some messages are gone");
    }

    private static KnownMessages.Own.Hears hears(Store command) {
        if (!command.silent()) {
            return KnownMessages.Own.Hears.FLAGS;
        }
        return command.unchangedSince() == null ? KnownMessages.Own.Hears.NEW_MODSEQ : KnownMessages.Own.Hears.MODSEQ;
    }

    /** Both ascend. */
    private static long[] without(long[] uids, long[] others) {
        return Arrays.stream(uids)
                .filter(uid -> Arrays.binarySearch(others, uid) < 0)
                .toArray();
    }
}
