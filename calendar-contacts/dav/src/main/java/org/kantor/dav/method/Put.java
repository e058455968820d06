package org.kantor.dav.method;

import java.util.Locale;
import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Violation;

/** PUT of a member (RFC 9110 section 9.3.4, RFC 4791 section 5.3.2, RFC 6352 section 6.3.2). What is stored is what was sent, so the etag is told. */
public final class Put implements Method {

    @Override
    public String name() {
        return "PUT";
    }

    @Override
    public Response handle(Session session) {
        return switch (session.target()) {
            case Target.Member member ->
                put(session, member.folder(), member.resource().name());
            case Target.NewMember member -> put(session, member.folder(), member.name());
            case Target other -> Options.notAllowed(other);
        };
    }

    private static Response put(Session session, Target.Folder folder, String name) {
        var request = session.request();
        if (request.header("Content-Range").isPresent()) {
            throw Failure.status(400, "A part of a resource cannot be stored.");
        }
        if (!request.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw Failure.status(415, "The content must not be encoded.");
        }
        request.header("Content-Type").ifPresent(type -> mustBeSupported(folder.kind(), type));
        var put = session.resources(folder.kind())
                .put(session.id(), folder.id(), name, request.body(), Etags.precondition(request), session.actor());
        return Response.of(put.created() ? 201 : 204)
                .with("ETag", "\"" + put.resource().etag() + "\"");
    }

    private static void mustBeSupported(CollectionKind kind, String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        var media = type.split(";", 2)[0].strip();
        var supported = switch (kind) {
            case CALENDAR -> media.equals("text/calendar");
            case ADDRESS_BOOK ->
                media.equals("text/vcard") || media.equals("text/x-vcard") || media.equals("text/directory");
        };
        if (!supported && !media.equals("application/octet-stream") && !media.isEmpty()) {
            throw new Violation(Violation.Rule.SUPPORTED_DATA, "The media type is not supported.");
        }
        if (type.contains("charset=") && !type.replace("\"", "").matches(".*charset=(utf-8|us-ascii)\\b.*")) {
            throw new Violation(Violation.Rule.SUPPORTED_DATA, "The character set is not UTF-8.");
        }
    }
}
