package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Optional;
import org.kantor.directory.Account;
import org.kantor.directory.Users;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.ResponseCode;

/** Quota roots (RFC 9208): each account has one, named by its address. STORAGE is counted in units of 1,024 octets. */
final class QuotaRoots {

    /** Octets of a unit of STORAGE. */
    static final long UNIT = 1024;

    private QuotaRoots() {}

    /** The session's own account as it is now. */
    static Account own(ImapSession session) {
        return account(session.account(), session);
    }

    static Account account(AccountId id, ImapSession session) {
        return session.services()
                .directory()
                .account(id)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such account"));
    }

    /** Everybody's for administrators; else only one's own is there. */
    static Optional<Account> find(String root, ImapSession session) {
        var own = own(session);
        if (name(own).equalsIgnoreCase(root)) {
            return Optional.of(own);
        }
        return session.services().users().roles(session.account()).contains(Users.Role.ADMINISTRATOR)
                ? EmailAddress.parse(root)
                        .flatMap(session.services().directory()::byAddress)
                        .filter(account -> name(account).equalsIgnoreCase(root))
                : Optional.empty();
    }

    static String name(Account account) {
        return account.address().toString();
    }

    /** The QUOTA response: what has a limit, and none at all if nothing has (RFC 9208 section 7 knows no empty list). That the session may know was found out by the caller. */
    static void write(Account account, ImapSession session) throws IOException {
        var quota = account.quota();
        if (!quota.isLimited()) {
            return;
        }
        var usage = session.services().sharing().messages(account.id()).usage(account.id());
        var out = session.out();
        out.raw("* QUOTA ").string(name(account)).raw(" (");
        if (quota.bytes() > 0) {
            var used = (usage.bytes() + UNIT - 1) / UNIT;
            out.raw("STORAGE ").number(used).space().number(quota.bytes() / UNIT);
        }
        if (quota.messages() > 0) {
            out.raw(quota.bytes() > 0 ? " " : "");
            out.raw("MESSAGE ").number(usage.messages()).space().number(quota.messages());
        }
        out.raw(')').crlf();
    }

    /** Tells the client that little of its own is left, after a command that took some of it (RFC 9208 section 4.4). */
    static void warn(AccountId account, ImapSession session) throws IOException {
        if (!account.equals(session.account())) {
            return;
        }
        try {
            var quota = own(session).quota();
            var usage = quota.isLimited() ? session.services().messages().usage(account) : null;
            if (usage != null && quota.isWarning(usage.bytes(), usage.messages())) {
                var percent = quota.percent(usage.bytes(), usage.messages());
                session.untagged("NO", ResponseCode.OVER_QUOTA, "The account is " + percent + "% full");
            }
        } catch (RuntimeException e) {
            ImapLog.LOG.pushFailed(session.name(), e); // the command is done all the same
        }
    }
}
