package org.kantor.webmail.content;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.Charsets;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Texts;

/**
 * Serves what strangers wrote, to the account that received it: the frame's document, parts as pictures and files, the original. Every answer carries a policy
 * under which it could do nothing even if opened by itself. Paths are those of {@link MessageLinks}.
 */
@WebServlet(name = "messages", urlPatterns = "/" + MessageLinks.ROOT + "/*")
public class MessageServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** For parts: nothing may be loaded or run, in an origin of its own. */
    static final String PART_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    /** A browser's own viewer for these (PDF above all) does not start in a sandbox; none of them is a program in our origin. */
    static final String VIEWED_POLICY =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self' data:; frame-ancestors 'self'";

    /** Nobody reads more of a message's source in a browser. */
    static final int MAX_SOURCE = 1024 * 1024;

    /** What a browser might run is saved as this, whatever its sender called it. */
    private static final String UNNAMED = "application/octet-stream";

    private static final int CHUNK = 64 * 1024;

    /** {@link MessageLinks#key}. */
    private static final Pattern MESSAGE = Pattern.compile("(?:([0-9]{1,18})-)?([0-9]{1,18})");

    @Inject
    transient SignedIn signedIn;

    @Inject
    transient MessageContents contents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", PART_POLICY);
        response.setHeader("Cache-Control", "private, no-cache");
        try {
            answer(signedIn.account().id(), request, response);
        } catch (Refused refused) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void answer(AccountId viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var steps = path.split("/", 6);
        var key = MESSAGE.matcher(steps.length < 3 ? "" : steps[1]);
        if (!key.matches()) {
            throw notFound();
        }
        var account = key.group(1) == null ? viewer : new AccountId(Long.parseLong(key.group(1)));
        var message = Long.parseLong(key.group(2));
        switch (steps[2]) {
            case "frame" -> document(contents.reading(account, message), "part/", request, response);
            case "inside" -> inside(account, message, step(steps, 3), request, response);
            case "part" -> part(account, message, step(steps, 3), request, response);
            case "print" -> print(account, message, request, response);
            case "source" -> source(contents.original(account, message), response);
            case "original" -> {
                var subject = contents.parsed(account, message).subject();
                save(contents.original(account, message), FileNames.message(subject, message), UNNAMED, response);
            }
            default -> throw notFound();
        }
    }

    private static Refused notFound() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such page.");
    }

    private static String step(String[] steps, int index) {
        if (steps.length <= index) {
            throw notFound();
        }
        return steps[index];
    }

    private static void document(
            Reading reading, String parts, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var options = new MessageDocument.Options(
                request.getParameter("images") != null,
                request.getParameter("dark") != null,
                request.getParameter("white") != null);
        var document = MessageDocument.of(
                reading, (section, name) -> parts + section + "/" + FileNames.percent(name), options);
        response.setHeader("Content-Security-Policy", MessageDocument.policy(options.remoteImages()));
        send(document.html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", response);
    }

    /** The document of the message that a part is; asked {@code about} it, what stands around that. */
    private void inside(
            AccountId account, long message, String section, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var inside = contents.inside(account, message, section);
        if (request.getParameter("about") == null) {
            document(inside.reading(), "../part/" + section + ".", request, response);
            return;
        }
        var key = MessageLinks.key(signedIn.account().id(), account, message);
        var about = new MessageInside(
                key, section, locale(request.getParameter("lang")), zone(request.getParameter("zone")));
        send(about.json(inside).toString().getBytes(StandardCharsets.UTF_8), "application/json", response);
    }

    private void print(AccountId account, long message, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var images = request.getParameter("images") != null;
        var opened = contents.opened(account, message);
        var header = printedHeader(opened, locale(request.getParameter("lang")), zone(request.getParameter("zone")));
        var document = MessageDocument.printed(
                opened.reading(), (section, name) -> "part/" + section + "/" + FileNames.percent(name), images, header);
        response.setHeader("Content-Security-Policy", MessageDocument.printPolicy(images));
        send(document.html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", response);
    }

    private static PrintedHeader printedHeader(MessageContents.Opened opened, Locale locale, ZoneId zone) {
        var parsed = opened.parsed();
        var lines = new LinkedHashMap<String, String>();
        var envelope = parsed.envelope();
        people(lines, Texts.text("reader.from", locale), envelope.from());
        people(lines, Texts.text("reader.to", locale), envelope.to());
        people(lines, Texts.text("reader.cc", locale), envelope.cc());
        var sent = parsed.sentDate();
        if (sent != null) {
            lines.put(
                    Texts.text("reader.date", locale),
                    DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm z", locale)
                            .format(sent.atZone(zone)));
        }
        if (!opened.reading().files().isEmpty()) {
            lines.put(
                    Texts.text("reader.files", locale),
                    opened.reading().files().stream()
                            .map(Reading.FilePart::name)
                            .collect(Collectors.joining(", ")));
        }
        var subject = parsed.subject();
        return new PrintedHeader(subject.isBlank() ? Texts.text("mail.do.noSubject", locale) : subject, lines);
    }

    private static void people(Map<String, String> lines, String name, List<Address> addresses) {
        var people = Person.of(addresses);
        if (!people.isEmpty()) {
            lines.put(
                    name,
                    people.stream()
                            .map(person -> person.name().isEmpty()
                                    ? person.address().toString()
                                    : person.name() + " <" + person.address() + ">")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static Locale locale(@Nullable String tag) {
        return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** The beginning of the message, as text; the rest is for who saves it. */
    private static void source(byte[] octets, HttpServletResponse response) throws IOException {
        var shown = Math.min(octets.length, MAX_SOURCE);
        response.setContentType("text/plain; charset=utf-8");
        var out = response.getOutputStream();
        for (var at = 0; at < shown; ) {
            var end = Math.min(shown, at + CHUNK);
            // a chunk ends with a line, so that no character is cut in two
            for (var line = end; end < shown && line > at; line--) {
                if (octets[line - 1] == '\n') {
                    end = line;
                    break;
                }
            }
            out.write(HeaderFields.text(octets, at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
        }
        if (shown < octets.length) {
            out.write(("\n\n... (" + (octets.length - shown) + ")\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void part(
            AccountId account, long message, String section, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var etag = "\"" + message + "-" + section + "\"";
        var place = contents.place(account, message, section);
        var part = place.part();
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var name = FileNames.of(part, section);
        var type = MediaTypes.served(FileNames.mediaType(part), name);
        var described = type.startsWith("text/")
                ? type + "; charset=" + charset(part.parameters().get("charset"))
                : type;
        var octets = place.octets();
        var claimsPdf = type.equals("application/pdf") && !startsLikePdf(octets);
        if (request.getParameter("save") != null || !MediaTypes.mayOpen(type) || claimsPdf) {
            save(octets, name, MediaTypes.maySaveAs(type) ? described : UNNAMED, response);
            return;
        }
        response.setHeader("Content-Disposition", FileNames.disposition("inline", name));
        if (!MediaTypes.isPicture(type) && !type.equals("text/plain")) {
            response.setHeader("Content-Security-Policy", VIEWED_POLICY);
        }
        send(octets, described, response);
    }

    /** The browser's viewer, which shows PDFs outside of any sandbox, gets nothing else ({@code docs/decisions/0100}). */
    private static boolean startsLikePdf(byte[] octets) {
        return octets.length >= 5
                && new String(octets, 0, Math.min(octets.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static String charset(@Nullable String declared) {
        return Charsets.find(declared).orElse(StandardCharsets.UTF_8).name();
    }

    private static void save(byte[] octets, String name, String type, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Disposition", FileNames.disposition("attachment", name));
        send(octets, type, response);
    }

    private static void send(byte[] octets, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }
}
