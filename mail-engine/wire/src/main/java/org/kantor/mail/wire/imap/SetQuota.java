package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SETQUOTA (RFC 9208 section 4.1.3): sets the limits of a quota root; there is none for a resource that is not named. */
public record SetQuota(String root, List<Limit> limits) implements Command {

    static final String VERB = "SETQUOTA";

    /** @param resource in upper case */
    public record Limit(String resource, long value) {}

    public SetQuota {
        limits = List.copyOf(limits);
    }

    static SetQuota parse(Parser in) {
        in.space();
        var root = in.astring();
        in.space();
        var limits = new ArrayList<Limit>();
        in.listOrNothing(() -> {
            var resource = in.keyword();
            in.space();
            return limits.add(new Limit(resource, in.number63()));
        });
        in.end();
        return new SetQuota(root, limits);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().astring(root).space();
        out.raw(limits.stream()
                .map(limit -> limit.resource + " " + limit.value)
                .collect(Collectors.joining(" ", "(", ")")));
    }
}
