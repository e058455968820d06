package org.kantor.mail.wire.imap;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A response code as it stands between brackets (RFC 3501 section 7.1, RFC 4315, RFC 5530). */
public record ResponseCode(String text) {

    public static final ResponseCode ALERT = new ResponseCode("ALERT");
    public static final ResponseCode ALREADY_EXISTS = new ResponseCode("ALREADYEXISTS");
    public static final ResponseCode AUTHENTICATION_FAILED = new ResponseCode("AUTHENTICATIONFAILED");
    public static final ResponseCode CANNOT = new ResponseCode("CANNOT");
    public static final ResponseCode CLOSED = new ResponseCode("CLOSED");
    public static final ResponseCode COMPRESSION_ACTIVE = new ResponseCode("COMPRESSIONACTIVE");
    public static final ResponseCode EXPUNGE_ISSUED = new ResponseCode("EXPUNGEISSUED");
    public static final ResponseCode LIMIT = new ResponseCode("LIMIT");
    public static final ResponseCode METADATA_TOO_MANY = new ResponseCode("METADATA TOOMANY");
    public static final ResponseCode NONEXISTENT = new ResponseCode("NONEXISTENT");
    public static final ResponseCode CORRUPTION = new ResponseCode("CORRUPTION");
    public static final ResponseCode NOTIFICATION_OVERFLOW = new ResponseCode("NOTIFICATIONOVERFLOW");
    public static final ResponseCode NO_PERMISSION = new ResponseCode("NOPERM");
    public static final ResponseCode OVER_QUOTA = new ResponseCode("OVERQUOTA");
    public static final ResponseCode PRIVACY_REQUIRED = new ResponseCode("PRIVACYREQUIRED");
    public static final ResponseCode READ_ONLY = new ResponseCode("READ-ONLY");
    public static final ResponseCode READ_WRITE = new ResponseCode("READ-WRITE");
    public static final ResponseCode SERVER_BUG = new ResponseCode("SERVERBUG");
    public static final ResponseCode TOO_BIG = new ResponseCode("TOOBIG");
    public static final ResponseCode TRY_CREATE = new ResponseCode("TRYCREATE");
    public static final ResponseCode UNKNOWN_CTE = new ResponseCode("UNKNOWN-CTE");
    public static final ResponseCode UID_REQUIRED = new ResponseCode("UIDREQUIRED");
    public static final ResponseCode UNAVAILABLE = new ResponseCode("UNAVAILABLE");
    public static final ResponseCode USE_ATTRIBUTE = new ResponseCode("USEATTR");
    public static final ResponseCode BAD_CHARSET = new ResponseCode("BADCHARSET (US-ASCII UTF-8)");

    public static ResponseCode capability(Collection<String> capabilities) {
        return new ResponseCode("CAPABILITY " + String.join(" ", capabilities));
    }

    /** RFC 7162 section 3.1.2.1. */
    public static ResponseCode highestModseq(long modseq) {
        return new ResponseCode("HIGHESTMODSEQ " + modseq);
    }

    /** RFC 7162 section 3.1.3. @param messages sequence numbers or UIDs, as the command had them */
    public static ResponseCode modified(SequenceSet messages) {
        return new ResponseCode("MODIFIED " + messages);
    }

    /** RFC 4315 section 3. */
    public static ResponseCode appendUid(long uidValidity, long[] uids) {
        return new ResponseCode("APPENDUID " + uidValidity + " " + SequenceSet.of(uids));
    }

    /** RFC 5465 section 3.1. @param supported the names of all events that there are */
    public static ResponseCode badEvent(String supported) {
        return new ResponseCode("BADEVENT (" + supported + ")");
    }

    /** RFC 4469 section 4.2, of what may stand in a response code. */
    public static ResponseCode badUrl(String url) {
        return new ResponseCode("BADURL \"" + url.replaceAll("[^!#-\\[^-~]", "?") + "\"");
    }

    /** RFC 5464 section 4.2.1: the size of the longest value that was left out. */
    public static ResponseCode longEntries(long octets) {
        return new ResponseCode("METADATA LONGENTRIES " + octets);
    }

    /** RFC 5464 section 4.3: the most octets that a value may have. */
    public static ResponseCode metadataMaxSize(long octets) {
        return new ResponseCode("METADATA MAXSIZE " + octets);
    }

    /**
     * RFC 9585 section 4.
     *
     * @param tag of the command
     * @param done null if it is not known how far it has come
     * @param goal null if it is not known how far it has to
     */
    public static ResponseCode inProgress(String tag, @Nullable Integer done, @Nullable Integer goal) {
        var quoted = tag.contains("]") ? "NIL" : '"' + tag + '"';
        return new ResponseCode("INPROGRESS (" + quoted + " " + (done == null ? "NIL" : done) + " "
                + (goal == null ? "NIL" : goal) + ")");
    }

    /** RFC 8474 section 4. */
    public static ResponseCode mailboxId(String id) {
        return new ResponseCode("MAILBOXID (" + id + ")");
    }

    /** RFC 4315 section 3: the sets are read pairwise, in their order. */
    public static ResponseCode copyUid(long uidValidity, long[] source, long[] target) {
        return new ResponseCode("COPYUID " + uidValidity + " " + SequenceSet.of(source) + " " + SequenceSet.of(target));
    }
}
