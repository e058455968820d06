package org.kantor.webmail.content;

import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kantor.directory.Account;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.session.SignedIn;

/** {@link MessageServlet} itself on a loopback port, with messages in memory and one person signed in. */
public final class ServedMessages implements AutoCloseable {

    public static final AccountId ALICE = new AccountId(1);

    private static final Path WEB = Path.of("src/main/webapp");

    private final Map<Long, byte[]> messages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final MessageServlet servlet = new MessageServlet();
    private final HttpServer server;

    public ServedMessages() throws IOException {
        servlet.contents = new MessageContents();
        var stored = proxy(Messages.class, (name, arguments) -> switch (name) {
            case "content" -> content((AccountId) arguments[0], (long) arguments[1]);
            case "stored" -> {
                var octets = content((AccountId) arguments[0], ((long[]) arguments[1])[0]);
                yield List.of(new Messages.StoredMessage(1, octets.length, MessageParser.parse(octets)));
            }
            default -> throw new AssertionError(name);
        });
        var account = new Account(
                ALICE,
                "sub",
                "alice",
                EmailAddress.of("alice@example.org"),
                "Alice",
                Account.Kind.PERSON,
                true,
                Quota.NONE,
                Instant.EPOCH);
        servlet.signedIn = proxy(SignedIn.class, (name, arguments) -> account);
        servlet.contents.signedIn = servlet.signedIn;
        servlet.contents.sharing = proxy(Sharing.class, (name, arguments) -> stored);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::page);
        server.createContext("/message", this::message);
        server.createContext("/ui", ServedMessages::file);
        server.setExecutor(Runnable::run);
        server.start();
    }

    /** The corpus, each attack by its place in it. */
    public static ServedMessages of(List<Attacks.Attack> attacks) throws IOException {
        var served = new ServedMessages();
        for (var i = 0; i < attacks.size(); i++) {
            served.message(i, attacks.get(i).message());
        }
        return served;
    }

    @FunctionalInterface
    private interface Method {
        Object call(String name, Object[] arguments) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Method method) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> method.call(called.getName(), arguments)));
    }

    private byte[] content(AccountId account, long number) {
        var octets = messages.get(number);
        if (octets == null || !account.equals(ALICE)) {
            throw new Refused(Refused.Code.NOT_FOUND, "There is no such message.");
        }
        return octets;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void message(long number, byte[] content) {
        messages.put(number, content);
    }

    /** A page of the test's own, without any policy. */
    void page(String path, String html) {
        pages.put(path, html.getBytes(StandardCharsets.UTF_8));
    }

    private void page(HttpExchange exchange) throws IOException {
        var html = pages.get(exchange.getRequestURI().getPath());
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(html == null ? 404 : 200, html == null ? -1 : html.length);
        if (html != null) {
            exchange.getResponseBody().write(html);
        }
        exchange.close();
    }

    /** Our scripts and style sheets. */
    private static void file(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        var file = WEB.resolve(path);
        if (Files.isRegularFile(file)) {
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/css");
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private void message(HttpExchange exchange) throws IOException {
        var answer = get(
                exchange.getRequestURI().getPath().substring("/message".length()),
                exchange.getRequestURI().getQuery());
        answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status, answer.body.size() == 0 ? -1 : answer.body.size());
        exchange.getResponseBody().write(answer.body.toByteArray());
        exchange.close();
    }

    static final class Answer {
        int status = 200;
        final Map<String, String> headers = new ConcurrentHashMap<>();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    /** The contents that are served, for Alice. */
    public MessageContents contents() {
        return servlet.contents;
    }

    /** Answers for {@link MessageServlet} in a page of {@link Chromium}, which needs no port. */
    public void answer(Route route) {
        var asked = URI.create(route.request().url());
        var answer = get(asked.getPath().substring("/message".length()), asked.getQuery());
        route.fulfill(new Route.FulfillOptions()
                .setStatus(answer.status)
                .setHeaders(answer.headers)
                .setBodyBytes(answer.body.toByteArray()));
    }

    /** What the servlet answers to a GET of a path below its own. */
    Answer get(String path, String query) {
        var parameters = query == null
                ? Map.<String, String>of()
                : Arrays.stream(query.split("&")).collect(Collectors.toMap(p -> p, p -> ""));
        var request = proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getPathInfo" -> path;
            case "getParameter" -> parameters.get(String.valueOf(arguments[0]));
            case "getHeader" -> null;
            default -> throw new AssertionError(name);
        });
        var answer = new Answer();
        var out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new AssertionError();
            }

            @Override
            public void write(int octet) {
                answer.body.write(octet);
            }
        };
        var response = proxy(HttpServletResponse.class, (name, arguments) -> {
            switch (name) {
                case "setHeader" -> answer.headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> answer.headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> {}
                case "setStatus", "sendError" -> answer.status = (int) arguments[0];
                case "getOutputStream" -> {
                    return out;
                }
                default -> throw new AssertionError(name);
            }
            return null;
        });
        try {
            servlet.doGet(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
