package org.kantor.mail.wire.imap;

import java.util.LinkedHashMap;
import java.util.Map;

/** ID (RFC 2971): what the client says of itself. @param fields empty for NIL; a field without value has the empty text */
public record Id(Map<String, String> fields) implements Command {

    static final String VERB = "ID";

    /** RFC 2971 section 3.3: at most 30 pairs. */
    private static final int MAX_FIELDS = 30;

    public Id {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Id parse(Parser in) {
        in.space();
        var fields = new LinkedHashMap<String, String>();
        if (in.accept('(')) {
            while (!in.accept(')')) {
                if (!fields.isEmpty()) {
                    in.space();
                }
                var name = in.stringText();
                in.space();
                fields.put(name, in.sees("NIL") ? nil(in) : in.stringText());
                if (fields.size() > MAX_FIELDS) {
                    throw new ImapSyntaxException("ID takes at most 30 fields");
                }
            }
        } else {
            nil(in);
        }
        in.end();
        return new Id(fields);
    }

    private static String nil(Parser in) {
        if (!in.keyword().equals("NIL")) {
            throw new ImapSyntaxException("A list or NIL is missing");
        }
        return "";
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space();
        if (fields.isEmpty()) {
            out.raw("NIL");
            return;
        }
        var separator = "(";
        for (var field : fields.entrySet()) {
            out.raw(separator).string(field.getKey()).space().string(field.getValue());
            separator = " ";
        }
        out.raw(")");
    }
}
