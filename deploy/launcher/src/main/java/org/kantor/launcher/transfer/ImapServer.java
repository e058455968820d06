package org.kantor.launcher.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** An account on another server, read over IMAP (RFC 3501) under TLS; nothing is changed there. Owned by one thread. */
final class ImapServer implements Source, AutoCloseable {

    private static final int TIMEOUT_MS = 60_000;
    private static final int PAGE = 50;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d-MMM-yyyy HH:mm:ss Z", Locale.ROOT);
    private static final Set<String> USES =
            Set.of("\\All", "\\Archive", "\\Drafts", "\\Flagged", "\\Important", "\\Junk", "\\Sent", "\\Trash");
    private static final Pattern TOKEN = Pattern.compile("[()]|\"(?:\\\\.|[^\"\\\\])*\"|\\{\\d+\\}|[^ ()\"{]+");
    private static final Pattern LIST =
            Pattern.compile("\\* (?:LIST|LSUB) \\(([^)]*)\\) (NIL|\"(?:\\\\.|[^\"])\") (.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("\\bFLAGS \\(([^)]*)\\)");
    private static final Pattern INTERNAL_DATE = Pattern.compile("\\bINTERNALDATE \" ?([^\"]+)\"");

    /** One response: its text with each literal as {@code {n}}, and the literals. */
    private record Response(String text, List<byte[]> literals) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int tag;

    ImapServer(String host, int port, String user, String password) throws IOException {
        this(secure(host, port), user, password);
    }

    private static Socket secure(String host, int port) throws IOException {
        var plain = new Socket();
        plain.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
        plain.setSoTimeout(TIMEOUT_MS);
        var secure =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** @param socket connected, and private as far as it has to be */
    ImapServer(Socket socket, String user, String password) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
        response();
        command("LOGIN " + quoted(user) + " " + quoted(password));
    }

    @Override
    public void read(Taker taker) throws IOException {
        var subscribed = new HashSet<String>();
        for (var response : command("LSUB \"\" \"*\"")) {
            mailbox(response).ifPresent(mailbox -> subscribed.add(mailbox.raw()));
        }
        var namespaces = namespaces();
        for (var response : command("LIST \"\" \"*\"")) {
            var found = mailbox(response);
            if (found.isEmpty() || found.get().has("\\noselect") || found.get().has("\\nonexistent")) {
                continue;
            }
            var mailbox = found.get();
            if (namespaces.isOthers(mailbox.raw())) {
                taker.leftOut(mailbox.name(), "it is shared by others, and theirs");
                continue;
            }
            taker.folder(new Folder(mailbox.name(), mailbox.use(), subscribed.contains(mailbox.raw())));
            read(mailbox.raw(), mailbox.name(), taker);
        }
    }

    /** A line of LIST or LSUB. @param raw the name as the server writes it */
    private record Listed(String raw, String name, Set<String> attributes) {

        boolean has(String attribute) {
            return attributes.stream().anyMatch(attribute::equalsIgnoreCase);
        }

        /** The first attribute that is a special use (RFC 6154, RFC 8457). */
        String use() {
            return attributes.stream()
                    .filter(attribute -> USES.stream().anyMatch(attribute::equalsIgnoreCase))
                    .findFirst()
                    .orElse("");
        }
    }

    private static Optional<Listed> mailbox(Response response) {
        var list = LIST.matcher(response.text());
        if (!list.matches()) {
            return Optional.empty();
        }
        var raw = response.literals().isEmpty()
                ? unquoted(list.group(3))
                : new String(response.literals().getFirst(), StandardCharsets.UTF_8);
        var name = ModifiedUtf7.decode(raw);
        var separator = list.group(2).equals("NIL") ? "/" : unquoted(list.group(2));
        return Optional.of(new Listed(
                raw,
                name.equalsIgnoreCase("INBOX") ? "INBOX" : name.replace(separator, "/"),
                new LinkedHashSet<>(Arrays.asList(list.group(1).split(" ")))));
    }

    /** What begins the names of one's own mailboxes, and of others' (RFC 2342). */
    private record Namespaces(List<String> own, List<String> others) {

        /** The longest beginning decides, so that a name may lie in another's namespace and be one's own; an empty one is longer than none. INBOX is always one's own. */
        boolean isOthers(String name) {
            return !name.equalsIgnoreCase("INBOX") && longest(others, name) > longest(own, name);
        }

        /** A mailbox may be called as the namespace is, without the separator. */
        private static int longest(List<String> beginnings, String name) {
            return beginnings.stream()
                    .filter(beginning -> name.startsWith(beginning)
                            || !beginning.isEmpty() && name.equals(beginning.substring(0, beginning.length() - 1)))
                    .mapToInt(String::length)
                    .max()
                    .orElse(-1);
        }
    }

    /** All is one's own where the server has no NAMESPACE. */
    private Namespaces namespaces() throws IOException {
        var namespaces = new Namespaces(new ArrayList<>(), new ArrayList<>());
        if (command("CAPABILITY").stream()
                .noneMatch(response -> (response.text().toUpperCase(Locale.ROOT) + " ").contains(" NAMESPACE "))) {
            return namespaces;
        }
        for (var response : command("NAMESPACE")) {
            if (response.text().toUpperCase(Locale.ROOT).startsWith("* NAMESPACE ")) {
                namespaces(response, namespaces);
            }
        }
        return namespaces;
    }

    /** The three lists, one's own, others' and shared: of each entry the first string is the beginning. */
    private static void namespaces(Response response, Namespaces namespaces) {
        var token = TOKEN.matcher(response.text().substring("* NAMESPACE".length()));
        var literals = response.literals().iterator();
        var depth = 0;
        var lists = 0;
        var first = false;
        while (token.find()) {
            switch (token.group().charAt(0)) {
                case '(' -> first = ++depth == 2;
                case ')' -> lists += --depth == 0 ? 1 : 0;
                default -> {
                    var text = token.group().startsWith("{")
                            ? literals.hasNext() ? new String(literals.next(), StandardCharsets.UTF_8) : ""
                            : unquoted(token.group());
                    if (depth == 0) {
                        lists++; // NIL
                    } else if (first) {
                        (lists == 0 ? namespaces.own() : namespaces.others()).add(text);
                        first = false;
                    }
                }
            }
        }
    }

    private void read(String mailbox, String folder, Taker taker) throws IOException {
        command("EXAMINE " + quoted(mailbox));
        var uids = new ArrayList<String>();
        for (var response : command("UID SEARCH ALL")) {
            if (response.text().startsWith("* SEARCH ")) {
                uids.addAll(Arrays.asList(
                        response.text().substring("* SEARCH ".length()).strip().split(" +")));
            }
        }
        for (var from = 0; from < uids.size(); from += PAGE) {
            var some = String.join(",", uids.subList(from, Math.min(uids.size(), from + PAGE)));
            for (var response : command("UID FETCH " + some + " (UID FLAGS INTERNALDATE BODY.PEEK[])")) {
                if (response.text().contains(" FETCH (")
                        && UID.matcher(response.text()).find()) {
                    if (response.literals().isEmpty() || response.literals().getLast().length == 0) {
                        taker.broken(folder, "a message without content");
                    } else {
                        taker.take(item(folder, response));
                    }
                }
            }
        }
    }

    private static Item item(String folder, Response response) {
        var flags = new LinkedHashSet<String>();
        var found = FLAGS.matcher(response.text());
        if (found.find()) {
            for (var flag : found.group(1).split(" ")) {
                if (!flag.isEmpty() && !flag.equalsIgnoreCase("\\Recent")) {
                    flags.add(flag);
                }
            }
        }
        return new Item(folder, Item.crlf(response.literals().getLast()), flags, date(response.text()));
    }

    private static Instant date(String text) {
        var found = INTERNAL_DATE.matcher(text);
        try {
            return found.find() ? DATE.parse(found.group(1).strip(), Instant::from) : Instant.EPOCH;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private List<Response> command(String command) throws IOException {
        var name = "k" + ++tag;
        out.write((name + " " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        var untagged = new ArrayList<Response>();
        while (true) {
            var response = response();
            if (response.text().startsWith(name + " ")) {
                if (!response.text().startsWith(name + " OK")) {
                    throw new IOException(
                            "the other server answered: " + response.text().substring(name.length() + 1));
                }
                return untagged;
            }
            untagged.add(response);
        }
    }

    private Response response() throws IOException {
        var text = new StringBuilder();
        var literals = new ArrayList<byte[]>();
        while (true) {
            var line = line();
            text.append(line);
            var count = literal(line);
            if (count == null) {
                return new Response(text.toString(), literals);
            }
            var octets = in.readNBytes(count);
            if (octets.length < count) {
                throw new EOFException("the other server closed the connection");
            }
            literals.add(octets);
        }
    }

    /** The octets that follow the line; null if it ends the response. */
    private static @Nullable Integer literal(String line) {
        var brace = line.endsWith("}") ? line.lastIndexOf('{') : -1;
        return brace >= 0 && line.substring(brace + 1, line.length() - 1).matches("\\d{1,9}")
                ? Integer.valueOf(line.substring(brace + 1, line.length() - 1))
                : null;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the other server closed the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String unquoted(String text) {
        return text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
