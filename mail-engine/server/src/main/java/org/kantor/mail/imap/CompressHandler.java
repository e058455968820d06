package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Compress;
import org.kantor.mail.wire.imap.ResponseCode;

/** COMPRESS (RFC 4978). Offered once the client has logged in, so that no secret and nobody unknown is compressed. */
final class CompressHandler implements Handler<Compress> {

    @Override
    public Class<Compress> command() {
        return Compress.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return session.state() == State.NOT_AUTHENTICATED
                        || session.connection().isCompressed()
                ? List.of()
                : List.of("COMPRESS=DEFLATE");
    }

    @Override
    public News news(Compress command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Compress command, ImapSession session) {
        return session.connection().isCompressed()
                ? Answer.no(ResponseCode.COMPRESSION_ACTIVE, "Compression is on already")
                : Answer.ok("Compression begins now");
    }

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        if (answer.kind() == Answer.Kind.OK) {
            session.flush();
            session.connection().startCompression();
        }
    }
}
