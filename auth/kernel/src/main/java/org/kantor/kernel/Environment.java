package org.kantor.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was started with: only what must be known before the database can be asked. Everything else is a setting. A value that
 * makes no sense stops the start with a sentence that names the variable.
 */
public final class Environment {

    private static final String DEFAULT_KEYCLOAK = "http://localhost:8180";
    private static final String DEFAULT_WEB = "http://localhost:8080";

    private final Map<String, String> variables;
    private final URI keycloak;
    private final URI web;
    private final DomainName domain;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        this.keycloak = address("KANTOR_KEYCLOAK_URL", DEFAULT_KEYCLOAK);
        this.web = address("KANTOR_WEB_URL", DEFAULT_WEB);
        this.domain = DomainName.parse(text("KANTOR_DOMAIN", ""))
                .orElseThrow(() -> wrong("KANTOR_DOMAIN", "must name the primary domain"));
    }

    /** The folder with everything that the installation writes. */
    public Path home() {
        return Path.of(text("KANTOR_HOME", ".kantor"));
    }

    /** The class path of the process that reads the text of attachments; empty if there is none. */
    public Optional<String> extractor() {
        return Optional.of(text("KANTOR_EXTRACTOR", "")).filter(path -> !path.isBlank());
    }

    /** The primary domain: whoever logs in with a bare name is meant to be in it. */
    public DomainName domain() {
        return domain;
    }

    /** Where Keycloak answers, without a slash at the end. Plain HTTP is accepted for this machine only. */
    public URI keycloak() {
        return keycloak;
    }

    public String realm() {
        return text("KANTOR_REALM", "kantor");
    }

    /** Where people open the webmail, without a slash at the end. Plain HTTP is accepted for this machine only. */
    public URI web() {
        return web;
    }

    /** Whether this installation shows invented people to try things with. */
    public boolean demo() {
        return Boolean.parseBoolean(text("KANTOR_DEMO", "false"));
    }

    /**
     * A secret that the launcher made: the content of {@code secrets/NAME} in the home folder, without the line's end.
     *
     * @throws IllegalStateException if there is none
     */
    public String secret(String name) {
        var file = home().resolve("secrets").resolve(name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the secret " + file + " cannot be read", e);
        }
    }

    private String text(String name, String otherwise) {
        var value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private URI address(String name, String otherwise) {
        var text = text(name, otherwise);
        URI uri;
        try {
            uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is no address");
        }
        var host = uri.getHost();
        if (host == null || uri.getScheme() == null) {
            throw wrong(name, "is no address");
        }
        return switch (uri.getScheme()) {
            case "https" -> uri;
            case "http" -> {
                if (!loopback(host)) {
                    throw wrong(name, "must be https unless it is on this machine");
                }
                yield uri;
            }
            default -> throw wrong(name, "must be http or https");
        };
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static IllegalStateException wrong(String name, String what) {
        return new IllegalStateException("the environment variable " + name + " " + what);
    }
}
