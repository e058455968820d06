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

/** The command against an API that has restored two messages. */
class RecoverCommandTest {

    private HttpServer server;

    @TempDir
    private Path secrets;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(secrets.resolve("cli-client"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var token = exchange.getRequestURI().getPath().endsWith("/token");
            var body = (token
                            ? "{\"access_token\":\"t\"}"
                            : "{\"restored\": 2, \"into\": {\"INBOX\": 1, \"Plans\": 1}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String restore(int status, String... messages) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var out = new StringWriter();
        var command = new CommandLine(new RecoverCommand(new ApiClient(address, address, secrets)))
                .setOut(new PrintWriter(out, true));
        var arguments = new String[messages.length + 2];
        arguments[0] = "restore";
        arguments[1] = "alice@example.org";
        System.arraycopy(messages, 0, arguments, 2, messages.length);
        assertThat(command.execute(arguments)).as(out.toString()).isEqualTo(status);
        return out.toString();
    }

    @Test
    void itSaysWhereTheMessagesWentAndWhichNumbersThereAreNot() {
        assertThat(restore(0, "1.1", "2.7")).contains("1 message is back in INBOX.", "1 message is back in Plans.");
        assertThat(restore(1, "1.1", "2.7", "2.8", "2.8"))
                .contains("1 of those that were named is not there to be restored.");
    }
}
