package org.kantor.mail.imap;

import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.ResponseCode;

/** What a command's tagged response says (RFC 3501 section 7.1). @param text one sentence of ASCII */
record Answer(Kind kind, @Nullable ResponseCode code, String text) {

    enum Kind {
        OK,
        NO,
        BAD
    }

    static Answer ok(String text) {
        return new Answer(Kind.OK, null, text);
    }

    static Answer ok(ResponseCode code, String text) {
        return new Answer(Kind.OK, code, text);
    }

    static Answer no(ResponseCode code, String text) {
        return new Answer(Kind.NO, code, text);
    }

    static Answer bad(ResponseCode code, String text) {
        return new Answer(Kind.BAD, code, text);
    }

    static Answer bad(String text) {
        return new Answer(Kind.BAD, null, text);
    }

    /** A service's refusal with the response code of RFC 5530. */
    static Answer refused(Refused refusal) {
        var code = switch (refusal.code()) {
            case NOT_FOUND -> ResponseCode.NONEXISTENT;
            case ALREADY_EXISTS -> ResponseCode.ALREADY_EXISTS;
            case OVER_QUOTA -> ResponseCode.OVER_QUOTA;
            case LIMIT -> ResponseCode.LIMIT;
            case NO_PERMISSION -> ResponseCode.NO_PERMISSION;
            case CANNOT, BAD_VALUE -> ResponseCode.CANNOT;
            case CONDITION -> ResponseCode.EXPUNGE_ISSUED;
            case TRY_LATER -> ResponseCode.UNAVAILABLE;
        };
        return no(code, refusal.sentence());
    }
}
