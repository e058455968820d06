package org.kantor.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {

    private final AtomicInteger asked = new AtomicInteger();
    private int failures;
    private int failure;
    private int refusedTokens;
    private HttpServer server;

    @TempDir
    private Path secrets;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(secrets.resolve("cli-client"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var token = exchange.getRequestURI().getPath().endsWith("/token");
            var status = token && asked.incrementAndGet() <= failures ? failure : 200;
            if (!token && refusedTokens > 0) {
                refusedTokens--;
                status = 401;
            }
            var body = (token ? "{\"access_token\":\"t\"}" : "{\"here\":1}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ApiClient client() {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new ApiClient(address, address, secrets);
    }

    @Test
    void aLogInThatHasJustLostItsDatabaseIsAskedAgain() {
        failures = 1;
        failure = 500;
        assertThat(client().get("x").getInt("here")).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aTokenThatHasRunOutIsReplacedOnce() {
        var client = client();
        client.get("x");
        refusedTokens = 1;
        assertThat(client.octets("x")).asString(StandardCharsets.US_ASCII).isEqualTo("{\"here\":1}");
        assertThat(asked).hasValue(2);
        refusedTokens = 2;
        assertThatThrownBy(() -> client.upload("x", new byte[3])).hasMessageContaining("401");
    }

    @Test
    void aRefusalIsToldAtOnce() {
        failures = 1;
        failure = 401;
        assertThatThrownBy(() -> client().get("x")).hasMessageContaining("401");
        assertThat(asked).hasValue(1);
    }
}
