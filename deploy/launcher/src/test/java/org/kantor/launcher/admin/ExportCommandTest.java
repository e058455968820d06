package org.kantor.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against an API with two folders and a message in each, which can fail. */
class ExportCommandTest {

    private static final String MESSAGE = "Subject: a\r\n\r\n";

    private HttpServer server;

    /** What is answered with the status 503, as the end of its path and query. */
    private String failing = "nothing";

    @TempDir
    private Path secrets;

    @TempDir
    private Path destination;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(secrets.resolve("cli-client"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var asked = exchange.getRequestURI().toString();
            var body = answer(asked).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.contains(failing) ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static String answer(String asked) {
        if (asked.endsWith("/token")) {
            return "{\"access_token\":\"t\"}";
        }
        if (asked.endsWith("/folders")) {
            return """
                    {"folders": [{"name": "INBOX", "use": "", "subscribed": true}, {"name": "Work", "use": "", "subscribed": true}],
                    "reserved": []}
                    """;
        }
        return asked.contains("/messages?") ? """
                {"messages": [{"uid": 1, "hash": "0123456789abcdef0123456789abcdef", "flags": [], "date": "2026-11-28T10:00:00Z"}]}
                """ : MESSAGE;
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String run(int status, String form) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var out = new StringWriter();
        var command = new CommandLine(new ExportCommand(new ApiClient(address, address, secrets)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, line, result) -> {
                    out.append(failure.getMessage());
                    return 1;
                });
        assertThat(command.execute("dave@example.org", destination.toString(), "--form", form))
                .as(out.toString())
                .isEqualTo(status);
        return out.toString();
    }

    @Test
    void anExportThatFailsLeavesYesterdaysFiles() throws IOException {
        assertThat(run(0, "mbox")).contains("2 written, 0 there already.");
        for (var name : new String[] {"INBOX.mbox", "Work.mbox"}) {
            assertThat(destination.resolve(name)).content().contains("Subject: a");
        }
        assertThat(destination.resolve("folders.tsv")).content().isEqualTo("INBOX\t\tsubscribed\nWork\t\tsubscribed\n");
        for (var path : new String[] {"messages?folder=INBOX", "content?folder=INBOX", "content?folder=Work"}) {
            failing = path;
            run(1, "mbox");
            for (var name : new String[] {"INBOX.mbox", "Work.mbox"}) {
                assertThat(destination.resolve(name)).as(path).content().contains("Subject: a");
            }
            assertThat(destination.resolve("folders.tsv"))
                    .as(path)
                    .content()
                    .isEqualTo("INBOX\t\tsubscribed\nWork\t\tsubscribed\n");
            assertThat(destination.toFile().list()).hasSize(3);
        }
    }

    @Test
    void aLinkInTheWayIsSaid() throws IOException {
        Files.createSymbolicLink(destination.resolve("Work"), secrets);
        assertThat(run(1, "eml")).contains("Stopped: ", "Work: a symbolic link, which is not followed.");
        assertThat(secrets.toFile().list()).containsExactly("cli-client");
    }
}
