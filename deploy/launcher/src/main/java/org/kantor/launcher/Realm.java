package org.kantor.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.kantor.launcher.Secrets.Secret;

/**
 * The realm as Keycloak imports it at its first start: the one of the build, with this instance's addresses and secrets, and
 * the first users. Keycloak leaves a realm alone that it already has.
 */
final class Realm {

    private static final String RESOURCE = "/org/kantor/keycloak/kantor-realm.json";
    private static final String ADMIN_ROLE = "kantor-admin";

    private record User(String name, String first, String last, boolean administrator) {}

    private static final List<User> DEMO_USERS = List.of(
            new User("alice", "Alice", "Hartono", false),
            new User("bob", "Bob", "Siregar", false),
            new User("carol", "Carol", "Wijaya", false),
            new User("dave", "Dave", "Okafor", true));

    private final Settings settings;
    private final Instance instance;
    private final Secrets secrets;

    Realm(Settings settings, Instance instance, Secrets secrets) {
        this.settings = settings;
        this.instance = instance;
        this.secrets = secrets;
    }

    String json() {
        var realm = read();
        var users = Json.createArrayBuilder(realm.getJsonArray("users"));
        if (instance.demo()) {
            DEMO_USERS.forEach(user -> add(users, user, user.name() + "-demo", false));
        } else {
            add(users, new User("admin", "Kantor", "Administrator", true), secrets.get(Secret.ADMIN_PASSWORD), true);
        }
        return Json.createObjectBuilder(realm).add("users", users).build().toString();
    }

    private JsonObject read() {
        try (var in = Realm.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values().entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            try (var reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> values() {
        return Map.of(
                "web.url", settings.webUrl(),
                "web.local", "http://127.0.0.1:" + settings.ports().web(),
                "domain", instance.domain(),
                "secret.webmail", secrets.get(Secret.WEBMAIL_CLIENT),
                "secret.mail", secrets.get(Secret.MAIL_CLIENT),
                "secret.service", secrets.get(Secret.SERVICE_CLIENT),
                "secret.cli", secrets.get(Secret.CLI_CLIENT));
    }

    private void add(JsonArrayBuilder users, User user, String password, boolean mustChange) {
        var roles = Json.createArrayBuilder().add("default-roles-kantor");
        if (user.administrator()) {
            roles.add(ADMIN_ROLE);
        }
        users.add(Json.createObjectBuilder()
                .add("username", user.name())
                .add("email", user.name() + "@" + instance.domain())
                .add("emailVerified", true)
                .add("firstName", user.first())
                .add("lastName", user.last())
                .add("enabled", true)
                .add("realmRoles", roles)
                // An import takes no notice of a password that is temporary.
                .add(
                        "requiredActions",
                        mustChange ? Json.createArrayBuilder().add("UPDATE_PASSWORD") : Json.createArrayBuilder())
                .add(
                        "credentials",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "password")
                                        .add("value", password))));
    }
}
