package org.kantor.mail.wire.imap;

import java.util.List;

/** ENABLE (RFC 5161): turns extensions on. @param capabilities in upper case; unknown ones are allowed and ignored */
public record Enable(List<String> capabilities) implements Command {

    static final String VERB = "ENABLE";

    public Enable {
        capabilities = List.copyOf(capabilities);
    }

    static Enable parse(Parser in) {
        var capabilities = new java.util.ArrayList<String>();
        do {
            in.space();
            capabilities.add(in.atom().toUpperCase(java.util.Locale.ROOT));
        } while (!in.atEnd());
        return new Enable(capabilities);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
        capabilities.forEach(capability -> out.space().raw(capability));
    }
}
