package org.kantor.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against an API that remembers what it is asked to make. */
class ImportCommandTest {

    private final List<String> folders = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private HttpServer server;
    private int badFolders = 400;

    @TempDir
    private Path secrets;

    @TempDir
    private Path source;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(secrets.resolve("cli-client"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = answer(exchange).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal(body), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** The status that the answer has in it, or 200. */
    private static int refusal(byte[] body) {
        var status = new String(body, StandardCharsets.UTF_8).replaceAll(".*\"status\":(\\d+).*", "$1");
        return status.matches("\\d+") ? Integer.parseInt(status) : 200;
    }

    private String answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/token")) {
            return "{\"access_token\":\"t\"}";
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return path.endsWith("/folders") ? """
                    {"folders": [{"name": "INBOX", "use": "", "subscribed": true}, {"name": "Here", "use": "", "subscribed": false}],
                    "reserved": ["Other Users", "Shared"]}
                    """ : "{\"messages\":[]}";
        }
        if (path.endsWith("/folders")) {
            try (var reader = Json.createReader(exchange.getRequestBody())) {
                var folder = reader.readObject();
                if (folder.getString("name").startsWith("Bad")) {
                    return "{\"title\":\"A folder cannot be called so.\",\"status\":" + badFolders + "}";
                }
                folders.add(folder.getString("name") + "|" + folder.getString("use") + "|"
                        + folder.getBoolean("subscribed"));
            }
        } else {
            messages.add(URLDecoder.decode(
                    exchange.getRequestURI().getRawQuery().replaceAll(".*folder=([^&]*).*", "$1"),
                    StandardCharsets.UTF_8));
        }
        return "{}";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String run(int status, String... arguments) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var out = new StringWriter();
        var command = new CommandLine(new ImportCommand(new ApiClient(address, address, secrets)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, line, result) -> {
                    out.append(failure.getMessage());
                    return 1;
                });
        assertThat(command.execute(arguments)).as(out.toString()).isEqualTo(status);
        return out.toString();
    }

    private void message(String name) throws IOException {
        var file = source.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "Subject: a\n\n");
    }

    @Test
    void foldersComeAlongWithoutMessagesToo() throws IOException {
        message("a.eml");
        Files.createDirectories(source.resolve("Empty"));
        Files.createDirectories(source.resolve("Here"));
        Files.writeString(source.resolve("folders.tsv"), "Empty\t\\Important\t\nHere\t\tsubscribed\n");
        assertThat(run(0, "dave@example.org", source.toString())).contains("1 added");
        assertThat(folders).containsExactly("Empty|\\Important|false", "Here||true");
        assertThat(messages).containsExactly("INBOX");
        folders.clear();
        run(0, "dave@example.org", source.toString(), "--into", "Old");
        assertThat(folders)
                .as("a use is the whole account's")
                .containsExactly("Old/INBOX||true", "Old/Empty||false", "Old/Here||true");
    }

    @Test
    void nothingComesWhereOthersMailboxesAre() throws IOException {
        message("Shared/x@y.example/z/a.eml");
        assertThat(run(0, "dave@example.org", source.toString()))
                .contains("Shared/x@y.example/z is called Imported/Shared/x@y.example/z here");
        assertThat(folders).containsExactly("Imported/Shared/x@y.example/z||true");
        assertThat(messages).containsExactly("Imported/Shared/x@y.example/z");
        folders.clear();
        assertThat(run(1, "dave@example.org", source.toString(), "--into=Other Users/x@example.org/y"))
                .contains("Below \"Other Users\" are others' mailboxes; choose another folder.");
        assertThat(folders).isEmpty();
        assertThat(messages).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeMadeIsLeftOutAndTheOthersCome() throws IOException {
        message("Bad/a.eml");
        message("Work/a.eml");
        Files.createDirectories(source.resolve("Bad/Empty"));
        Files.writeString(source.resolve("folders.tsv"), "Bad/Empty\t\tsubscribed\n");
        assertThat(run(1, "dave@example.org", source.toString()))
                .contains("Left out: Bad: A folder cannot be called so", "Left out: Bad/Empty: A folder cannot")
                .contains("1 added, 0 there already, 3 left out.");
        assertThat(folders).containsExactly("Work||true");
        assertThat(messages).containsExactly("Work");
    }

    @Test
    void aServerThatFailsStopsTheImport() throws IOException {
        badFolders = 503;
        message("Bad/a.eml");
        message("Work/a.eml");
        assertThat(run(1, "dave@example.org", source.toString())).contains("Stopped: A folder cannot be called so.");
        assertThat(messages).isEmpty();
    }

    @Test
    void anAddressHasADomain() {
        assertThat(run(1, "dave", source.toString())).contains("with its domain, as dave@example.org");
    }
}
