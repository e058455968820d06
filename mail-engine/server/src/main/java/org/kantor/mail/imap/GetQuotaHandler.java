package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.GetQuota;
import org.kantor.mail.wire.imap.ResponseCode;

/** GETQUOTA (RFC 9208 section 4.1.1). */
final class GetQuotaHandler implements Handler<GetQuota> {

    @Override
    public Class<GetQuota> command() {
        return GetQuota.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("QUOTA", "QUOTA=RES-STORAGE", "QUOTA=RES-MESSAGE");
    }

    @Override
    public Answer handle(GetQuota command, ImapSession session) throws IOException {
        var account = QuotaRoots.find(command.root(), session);
        if (account.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such quota root");
        }
        QuotaRoots.write(account.get(), session);
        return Answer.ok("GETQUOTA completed");
    }
}
