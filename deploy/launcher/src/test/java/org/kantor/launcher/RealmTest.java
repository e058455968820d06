package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmTest {

    @TempDir
    private Path folder;

    private JsonObject realm(Instance instance) {
        var settings = Settings.from(Map.of("KANTOR_CHECKOUT", "/somewhere", "KANTOR_PORT_OFFSET", "100"));
        var json = new Realm(settings, instance, new Secrets(folder)).json();
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonObject named(JsonObject realm, String list, String key, String name) {
        return realm.getJsonArray(list).getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getString(key).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void everyPlaceholderHasAValue() {
        assertThat(realm(new Instance("example.org", true)).toString()).doesNotContain("${");
    }

    @Test
    void keycloaksOwnClientScopesAreLeftAlone() {
        // A realm that names client scopes gets only those: tokens would lack the subject.
        assertThat(realm(new Instance("example.org", true))).doesNotContainKey("clientScopes");
    }

    @Test
    void theDemonstrationHasItsFourPeople() {
        var realm = realm(new Instance("example.org", true));
        var dave = named(realm, "users", "username", "dave");
        assertThat(dave.getString("email")).isEqualTo("dave@example.org");
        assertThat(dave.getJsonArray("requiredActions")).isEmpty();
        assertThat(dave.getJsonArray("realmRoles").toString()).contains("kantor-admin");
        for (var name : new String[] {"alice", "bob", "carol"}) {
            assertThat(named(realm, "users", "username", name)
                            .getJsonArray("realmRoles")
                            .toString())
                    .doesNotContain("kantor-admin");
        }
    }

    @Test
    void anInstanceOfItsOwnHasOneAdministratorWhoMustChooseAPassword() {
        var realm = realm(new Instance("kantor.example", false));
        var admin = named(realm, "users", "username", "admin");
        assertThat(admin.getString("email")).isEqualTo("admin@kantor.example");
        assertThat(admin.getJsonArray("requiredActions").getString(0)).isEqualTo("UPDATE_PASSWORD");
        assertThat(realm.toString()).doesNotContain("alice");
    }

    @Test
    void theWebmailsClientKnowsTheInstancesAddress() {
        var webmail = named(realm(new Instance("example.org", true)), "clients", "clientId", "kantor-webmail");
        assertThat(webmail.getJsonArray("redirectUris").getString(0)).isEqualTo("http://localhost:8180/*");
        assertThat(webmail.getString("secret")).isEqualTo(new Secrets(folder).get(Secrets.Secret.WEBMAIL_CLIENT));
        assertThat(webmail.getJsonObject("attributes").getString("pkce.code.challenge.method"))
                .isEqualTo("S256");
    }
}
