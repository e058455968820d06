package org.kantor.identity.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.kantor.kernel.Environment;

/** An HTTP server that speaks the shapes of Keycloak's answers: tokens, keys, users, events, and every way to fail that a test asks for. */
final class FakeKeycloak implements AutoCloseable {

    record Answer(int status, String body) {}

    final Map<String, Answer> fixed = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    /** Password and claims by user name. */
    final Map<String, Map<String, Object>> users = new ConcurrentHashMap<>();

    final Map<String, String> passwords = new ConcurrentHashMap<>();
    volatile int failWith;

    /** One for all tests: making it takes longer than most of them. */
    private static final RSAKey KEY = newKey("k1");

    private final Clock clock;
    private final HttpServer server;
    final RSAKey key = KEY;

    FakeKeycloak(Clock clock) throws IOException {
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realms/kantor";
    }

    Environment environment(Path home) throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        for (var name : List.of("service-client", "mail-client", "cli-client", "event-hook")) {
            Files.writeString(home.resolve("secrets").resolve(name), "secret of " + name);
        }
        return new Environment(Map.of(
                "KANTOR_DOMAIN",
                "example.org",
                "KANTOR_HOME",
                home.toString(),
                "KANTOR_KEYCLOAK_URL",
                "http://localhost:" + server.getAddress().getPort()));
    }

    void user(String subject, String login, String address, String password, String... roles) {
        passwords.put(login, password);
        users.put(
                login,
                Map.of(
                        "sub",
                        subject,
                        "preferred_username",
                        login,
                        "email",
                        address,
                        "given_name",
                        "Given",
                        "family_name",
                        "Family",
                        "realm_access",
                        Map.of("roles", List.of(roles))));
    }

    int count(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    /** A valid access token for the claims, which may overwrite any of the usual ones. */
    String token(String client, Map<String, Object> claims) {
        var all = new HashMap<String, Object>();
        all.put("iss", issuer());
        all.put("typ", "Bearer");
        all.put("azp", client);
        all.put("aud", List.of("kantor"));
        all.put("exp", clock.instant().plusSeconds(60));
        all.put("iat", clock.instant());
        all.putAll(claims);
        return signed(all, key, JWSAlgorithm.RS256);
    }

    static String signed(Map<String, Object> claims, RSAKey key, JWSAlgorithm algorithm) {
        try {
            var builder = new JWTClaimsSet.Builder();
            claims.forEach((name, value) ->
                    builder.claim(name, value instanceof java.time.Instant instant ? Date.from(instant) : value));
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), builder.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var answer = failWith != 0 ? new Answer(failWith, "oops") : answer(path, body);
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(String path, String body) {
        var given = fixed.get(path);
        if (given != null) {
            return given;
        }
        return switch (path) {
            case "/realms/kantor/.well-known/openid-configuration" -> json(Map.of("issuer", issuer()));
            case "/realms/kantor/protocol/openid-connect/certs" ->
                new Answer(200, new JWKSet(key.toPublicJWK()).toString());
            case "/realms/kantor/protocol/openid-connect/token" -> grant(form(body));
            default -> new Answer(404, "{}");
        };
    }

    private Answer grant(Map<String, String> form) {
        if (!form.getOrDefault("client_secret", "")
                .equals("secret of " + form.get("client_id").replace("kantor-", "") + "-client")) {
            return new Answer(401, "{\"error\":\"invalid_client\"}");
        }
        if ("client_credentials".equals(form.get("grant_type"))) {
            return json(Map.of("access_token", "service", "expires_in", 60));
        }
        var login = form.getOrDefault("username", "");
        if (!form.getOrDefault("password", "").equals(passwords.get(login))) {
            return new Answer(401, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");
        }
        return json(Map.of("access_token", token("kantor-mail", users.get(login)), "expires_in", 60));
    }

    private static Answer json(Map<String, Object> members) {
        return new Answer(200, Json.createObjectBuilder(members).build().toString());
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(decode(pair[0]), decode(pair[1])));
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
