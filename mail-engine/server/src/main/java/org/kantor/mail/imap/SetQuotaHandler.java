package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.directory.Quota;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.SetQuota;
import org.kantor.mail.wire.imap.SetQuota.Limit;

/** SETQUOTA (RFC 9208 section 4.1.3), for administrators. */
final class SetQuotaHandler implements Handler<SetQuota> {

    private static final Set<String> RESOURCES = Set.of("STORAGE", "MESSAGE");

    @Override
    public Class<SetQuota> command() {
        return SetQuota.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("QUOTASET");
    }

    @Override
    public Answer handle(SetQuota command, ImapSession session) throws IOException {
        var users = session.services().users();
        var by = users.administrator(session.account());
        var account = QuotaRoots.find(command.root(), session);
        if (account.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such quota root");
        }
        var quota = new Quota(limit("STORAGE", QuotaRoots.UNIT, command), limit("MESSAGE", 1, command));
        if (!command.limits().stream().map(Limit::resource).allMatch(RESOURCES::contains)) {
            return Answer.no(ResponseCode.CANNOT, "There are limits of STORAGE and MESSAGE only");
        }
        users.setQuota(by, account.get().id(), quota);
        QuotaRoots.write(
                session.services().directory().account(account.get().id()).orElseThrow(), session);
        return Answer.ok("SETQUOTA completed");
    }

    /** 0, no limit, if the command does not name the resource. */
    private static long limit(String resource, long unit, SetQuota command) {
        var limit = 0L;
        for (var each : command.limits()) {
            if (each.resource().equals(resource)) {
                if (each.value() == 0 || each.value() > Long.MAX_VALUE / unit) {
                    throw new Refused(Refused.Code.CANNOT, "This limit is not possible");
                }
                limit = each.value() * unit;
            }
        }
        return limit;
    }
}
