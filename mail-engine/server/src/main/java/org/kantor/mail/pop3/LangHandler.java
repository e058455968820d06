package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kantor.mail.wire.pop3.Lang;

/** LANG (RFC 6856 section 3.2): the texts of the answers are English, which is the default language (RFC 2277 section 4.5) too. */
final class LangHandler implements Handler<Lang> {

    @Override
    public List<String> capabilities(Session session) {
        return List.of("LANG");
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public void handle(Lang command, Session session) throws IOException {
        var range = command.range().toLowerCase(Locale.ROOT);
        if (range.isEmpty()) {
            session.ok("Languages follow");
            session.line("en English");
            session.line("i-default Default language");
            session.line(".");
        } else if (range.equals("*") || range.equals("i-default")) {
            session.ok("i-default English it is");
        } else if (range.equals("en") || range.startsWith("en-")) {
            session.ok("en English it is");
        } else {
            session.error("This language is not spoken here");
        }
    }
}
