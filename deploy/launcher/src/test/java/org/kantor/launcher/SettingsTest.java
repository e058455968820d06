package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Settings settings(String... pairs) {
        Map<String, String> environment = new HashMap<>(Map.of("KANTOR_CHECKOUT", "/somewhere"));
        for (var i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return Settings.from(environment);
    }

    @Test
    void withoutAnythingSetTheSuiteStaysOnLoopback() {
        var settings = settings();
        assertThat(settings.onLoopback()).isTrue();
        assertThat(settings.webUrl()).isEqualTo("http://localhost:8080");
        assertThat(settings.keycloakUrl()).isEqualTo("http://localhost:8180");
        assertThat(settings.database()).isEmpty();
    }

    @Test
    void theHomeIsWhereTheEnvironmentSays() {
        assertThat(settings("KANTOR_HOME", "/data/../kantor").home()).hasToString("/kantor");
    }

    @Test
    void offTheLoopbackThereIsHttpsOnly() {
        var settings = settings("KANTOR_BIND", "0.0.0.0");
        assertThat(settings.onLoopback()).isFalse();
        assertThat(settings.webUrl()).startsWith("https://").endsWith(":8443");
        assertThat(settings.keycloakUrl()).startsWith("https://").endsWith(":8180");
        assertThat(settings("KANTOR_BIND", "0.0.0.0", "KANTOR_WEB_URL", "https://kantor.example:8443")
                        .keycloakUrl())
                .isEqualTo("https://kantor.example:8180");
    }

    @Test
    void lmtpLeavesTheLoopbackOnlyWhenItIsTold() {
        var all = settings("KANTOR_BIND", "0.0.0.0", "KANTOR_BIND_IMAP", "192.0.2.2");
        assertThat(all.bind("SMTP")).isEqualTo("0.0.0.0");
        assertThat(all.bind("IMAP")).isEqualTo("192.0.2.2");
        assertThat(all.bind("LMTP")).isEqualTo("127.0.0.1");
        assertThat(settings("KANTOR_BIND_LMTP", "192.0.2.2").bind("LMTP")).isEqualTo("192.0.2.2");
    }

    @Test
    void behindAProxyTheAddressesAreTheProxys() {
        var settings =
                settings("KANTOR_WEB_URL", "https://kantor.example", "KANTOR_KEYCLOAK_URL", "https://id.example");
        assertThat(settings.webUrl()).isEqualTo("https://kantor.example");
        assertThat(settings.keycloakUrl()).isEqualTo("https://id.example");
    }

    @Test
    void aPortOffsetThatIsNoNumberIsRefusedByName() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> settings("KANTOR_PORT_OFFSET", "many"))
                .withMessageContaining("KANTOR_PORT_OFFSET is \"many\"");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> settings("KANTOR_MAIL_PORT_OFFSET", "-1"))
                .withMessageContaining("KANTOR_MAIL_PORT_OFFSET");
    }

    @Test
    void oneOffsetMovesEveryPortAndTheOtherOnlyThoseOfMail() {
        var ports = settings("KANTOR_PORT_OFFSET", "20000", "KANTOR_MAIL_PORT_OFFSET", "0")
                .ports();
        assertThat(ports.web()).isEqualTo(28_080);
        assertThat(ports.database()).isEqualTo(35_432);
        assertThat(ports.mail("IMAP")).isEqualTo(20_143);
        assertThat(new Ports(0, Ports.DEFAULT_MAIL_OFFSET).mail())
                .containsEntry("SMTP", 1025)
                .containsEntry("SUBMISSIONS", 1465)
                .containsEntry("LMTP", 1024);
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamed() {
        // Nobody listens on port 1.
        var database = new Settings.ExternalDatabase("jdbc:postgresql://127.0.0.1:1/kantor", "somebody", "x");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(database::check)
                .withMessageContaining("The database jdbc:postgresql://127.0.0.1:1/kantor (from KANTOR_DB_URL)")
                .withMessageContaining("as somebody: Connection");
    }

    @Test
    void keycloakUsesADatabaseOfItsOwnOnTheOperatorsServer() {
        var database = new Settings.ExternalDatabase("jdbc:postgresql://db.example/kantor?ssl=true", "kantor", "x");
        assertThat(database.keycloakUrl()).isEqualTo("jdbc:postgresql://db.example/keycloak?ssl=true");
    }
}
