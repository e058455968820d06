package org.kantor.dav.method;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.groupware.resource.CollectionKind;

/** GET of a member (RFC 9110 section 9.3.1), with its conditions. */
public final class Get implements Method {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "GET";
    }

    @Override
    public Response handle(Session session) {
        return switch (session.target()) {
            case Target.Member member -> get(session, member);
            case Target.NewMember missing -> throw Failure.notFound();
            case Target.NewFolder missing -> throw Failure.notFound();
            case Target other -> Options.notAllowed(other);
        };
    }

    private static Response get(Session session, Target.Member member) {
        var content = member.content();
        if (content == null) {
            throw Failure.notFound();
        }
        var resource = content.resource();
        var request = session.request();
        var ifMatch = request.header("If-Match");
        if (ifMatch.isPresent() && !Etags.matches(ifMatch.get(), resource.etag())) {
            return Response.of(412);
        }
        var ifNoneMatch = request.header("If-None-Match");
        var unchanged = ifNoneMatch.isPresent()
                ? Etags.matches(ifNoneMatch.get(), resource.etag())
                : request.header("If-Modified-Since")
                        .map(date -> !isAfter(resource.modified(), date))
                        .orElse(false);
        var calendar = member.folder().kind() == CollectionKind.CALENDAR;
        return new Response(unchanged ? 304 : 200, java.util.Map.of(), unchanged ? new byte[0] : content.octets())
                .with("ETag", "\"" + resource.etag() + "\"")
                .with("Last-Modified", HTTP_DATE.format(resource.modified()))
                .with("Content-Type", calendar ? "text/calendar; charset=utf-8" : "text/vcard; charset=utf-8")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static boolean isAfter(Instant modified, String date) {
        try {
            return modified.truncatedTo(ChronoUnit.SECONDS)
                    .isAfter(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return true;
        }
    }
}
