package org.kantor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @Test
    void whatIsNotSetHasItsDefault() {
        var environment = new Environment(Map.of("KANTOR_DOMAIN", "Example.Org"));
        assertThat(environment.domain()).isEqualTo(DomainName.of("example.org"));
        assertThat(environment.keycloak()).hasToString("http://localhost:8180");
        assertThat(environment.realm()).isEqualTo("kantor");
        assertThat(environment.demo()).isFalse();
    }

    @Test
    void thePrimaryDomainMustBeNamed() {
        assertThatThrownBy(() -> new Environment(Map.of())).hasMessageContaining("KANTOR_DOMAIN");
    }

    @Test
    void plainHttpIsForThisMachineOnly() {
        var remote = Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_KEYCLOAK_URL", "http://192.0.2.1:8180");
        assertThatThrownBy(() -> new Environment(remote)).hasMessageContaining("KANTOR_KEYCLOAK_URL");
        var local = Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_KEYCLOAK_URL", "http://127.0.0.1:9/");
        assertThat(new Environment(local).keycloak()).hasToString("http://127.0.0.1:9");
        var secure = Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_WEB_URL", "https://mail.example.org");
        assertThat(new Environment(secure).web()).hasToString("https://mail.example.org");
    }

    @Test
    void aSecretIsTheContentOfItsFile(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/mail-client"), "abc\n");
        var environment = new Environment(Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_HOME", home.toString()));
        assertThat(environment.secret("mail-client")).isEqualTo("abc");
        assertThatThrownBy(() -> environment.secret("none")).hasMessageContaining("none");
    }
}
