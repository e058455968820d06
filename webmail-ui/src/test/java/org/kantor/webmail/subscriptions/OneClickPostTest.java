package org.kantor.webmail.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.webmail.subscriptions.OneClickPost.Outcome;

class OneClickPostTest {

    private static final URI LIST = URI.create("https://news.example/u/1?t=a%20b");

    private static OneClickPost with(String address) {
        return new OneClickPost(
                host -> new InetAddress[] {InetAddress.ofLiteral(address)},
                PublicAddresses::isPublic,
                (found, host) -> {
                    throw new AssertionError("connected to " + found);
                },
                Duration.ofSeconds(10));
    }

    /** Answers one connection as told, and what was asked. */
    private static Outcome post(String answer, CompletableFuture<String> asked, Duration patience) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    var request = new byte[4096];
                    var length = socket.getInputStream().read(request);
                    asked.complete(new String(request, 0, length, StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (answer.isEmpty()) {
                        // says nothing until the other side has gone
                        while (socket.getInputStream().read() >= 0) {}
                    }
                } catch (IOException e) {
                    asked.completeExceptionally(e);
                }
            });
            return new OneClickPost(
                            host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                            address -> true,
                            (address, host) -> new Socket(address, server.getLocalPort()),
                            patience)
                    .post(LIST);
        }
    }

    @Test
    void theListIsToldWithOneRequestAndNothingElse() throws Exception {
        var asked = new CompletableFuture<String>();
        assertThat(post("HTTP/1.1 202 Accepted\r\n\r\n", asked, Duration.ofSeconds(10)))
                .isEqualTo(Outcome.DONE);
        assertThat(asked.get())
                .startsWith("POST /u/1?t=a%20b HTTP/1.1\r\nHost: news.example\r\n")
                .endsWith("\r\n\r\nList-Unsubscribe=One-Click")
                .doesNotContain("Cookie", "Referer");
    }

    @Test
    void aRedirectIsNotFollowedAndAnErrorIsNoSuccess() throws IOException {
        var asked = new CompletableFuture<String>();
        assertThat(post("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", asked, Duration.ofSeconds(10)))
                .isEqualTo(Outcome.REFUSED);
        assertThat(post("HTTP/1.1 500 x\r\n\r\n", asked, Duration.ofSeconds(10)))
                .isEqualTo(Outcome.REFUSED);
        assertThat(post("x".repeat(100_000), asked, Duration.ofSeconds(10))).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whoSaysNothingIsNotWaitedForLonger() throws IOException {
        assertThat(post("", new CompletableFuture<>(), Duration.ofMillis(200))).isEqualTo(Outcome.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "::7f00:1",
                "::ffff:127.0.0.1"
            })
    void noAddressThatOnlyThisServerReachesIsConnectedTo(String address) {
        assertThat(with(address).post(LIST)).isEqualTo(Outcome.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void publicAddressesAreGoneTo(String address) throws IOException {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://news.example/",
                "https://news.example:8443/",
                "https://user@news.example/",
                "ftp://news.example/",
                "https:///x"
            })
    void onlyHttpsOnItsUsualPortIsSpoken(String address) {
        assertThat(with("8.8.8.8").post(URI.create(address))).isEqualTo(Outcome.FORBIDDEN);
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
        var mixed = new OneClickPost(
                host -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")},
                PublicAddresses::isPublic,
                (address, host) -> {
                    throw new AssertionError("connected");
                },
                Duration.ofSeconds(1));
        assertThat(mixed.post(LIST)).isEqualTo(Outcome.FORBIDDEN);
    }
}
