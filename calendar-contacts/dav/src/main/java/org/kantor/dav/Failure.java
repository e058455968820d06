package org.kantor.dav;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.dav.xml.Name;
import org.kantor.dav.xml.XmlWriter;

/** A request that is answered with an error status, often with the precondition that it broke (RFC 4918 section 16). It has no stack trace. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient @Nullable Consumer<XmlWriter> condition;

    private Failure(int status, String sentence, @Nullable Consumer<XmlWriter> condition) {
        super(sentence, null, false, false);
        this.status = status;
        this.condition = condition;
    }

    public static Failure status(int status, String sentence) {
        return new Failure(status, sentence, null);
    }

    /** A broken precondition, such as {@code DAV:valid-sync-token}. */
    public static Failure condition(int status, Name name) {
        return new Failure(status, name.local(), xml -> xml.empty(name));
    }

    /** A broken precondition that names a resource. */
    public static Failure condition(int status, Name name, String href) {
        return new Failure(status, name.local(), xml -> xml.element(name, () -> xml.text(Name.dav("href"), href)));
    }

    public static Failure notFound() {
        return status(404, "There is nothing at this address.");
    }

    public Response response() {
        if (condition == null) {
            return Response.text(status, String.valueOf(getMessage()));
        }
        var xml = new XmlWriter();
        var inner = condition;
        return Response.xml(status, xml.element(Name.dav("error"), () -> inner.accept(xml)));
    }
}
