package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:12:00Z");
    private static final List<String> NAMES = List.of("localhost", "mail.example.org", "127.0.0.1");

    @TempDir
    private Path folder;

    private TlsKeys keysAt(Instant now) {
        return new TlsKeys(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<X509Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    @Test
    void theServersCertificateIsSignedByTheLocalAuthority() throws Exception {
        var keys = keysAt(NOW);
        keys.prepare(NAMES, "password");
        var chain = read(keys.certificate());
        var authority = read(keys.authority()).getFirst();
        assertThat(chain).hasSize(2).last().isEqualTo(authority);
        chain.getFirst().verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(chain.getFirst().getBasicConstraints()).isEqualTo(-1);
        assertThat(chain.getFirst().getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void nobodyButTheOwnerReadsTheKeys() throws IOException {
        var keys = keysAt(NOW);
        keys.prepare(NAMES, "password");
        for (var file : List.of(keys.key(), keys.store(), folder.resolve("ca.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theStoreHoldsTheKeyWithItsChain() throws Exception {
        var keys = keysAt(NOW);
        keys.prepare(NAMES, "password");
        var store = KeyStore.getInstance(keys.store().toFile(), "password".toCharArray());
        assertThat(store.getCertificateChain("server")).hasSize(2);
        assertThat(store.getKey("server", "password".toCharArray()).getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void aCertificateThatEndsWithinAMonthIsRenewedUnderTheSameAuthority() throws Exception {
        keysAt(NOW).prepare(NAMES, "password");
        var authority = Files.readString(folder.resolve("ca.pem"));
        var first = Files.readString(folder.resolve("server.pem"));
        keysAt(NOW.plus(Duration.ofDays(300))).prepare(NAMES, "password");
        assertThat(folder.resolve("server.pem")).hasContent(first);
        keysAt(NOW.plus(Duration.ofDays(380))).prepare(NAMES, "password");
        assertThat(Files.readString(folder.resolve("server.pem"))).isNotEqualTo(first);
        assertThat(folder.resolve("ca.pem")).hasContent(authority);
    }

    @Test
    void aMachineWithAnotherNameGetsAnotherCertificateUnderTheSameAuthority() throws Exception {
        keysAt(NOW).prepare(NAMES, "password");
        var authority = Files.readString(folder.resolve("ca.pem"));
        keysAt(NOW).prepare(List.of("localhost", "192.0.2.2"), "password");
        assertThat(read(folder.resolve("server.pem")).getFirst().getSubjectAlternativeNames().stream()
                        .map(name -> (Object) name.get(1)))
                .containsExactly("localhost", "192.0.2.2");
        assertThat(folder.resolve("ca.pem")).hasContent(authority);
    }

    @Test
    void theLocalAuthorityIsTrustedBesidesWhatJavaTrusts() throws Exception {
        var keys = keysAt(NOW);
        keys.prepare(NAMES, "password");
        var trust = KeyStore.getInstance(keys.trust().toFile(), TlsKeys.TRUST_PASSWORD.toCharArray());
        assertThat(trust.getCertificate("kantor"))
                .isEqualTo(read(keys.authority()).getFirst());
        assertThat(trust.size()).isGreaterThan(50);
    }

    @Test
    void aCertificateOfTheOperatorsIsNeverReplaced() throws Exception {
        var elsewhere =
                new TlsKeys(Files.createDirectory(folder.resolve("elsewhere")), Clock.fixed(NOW, ZoneOffset.UTC));
        elsewhere.prepare(List.of("mail.operator.example"), "password");
        // Another authority has signed it, even if one of the same name.
        var own = new String(Files.readAllBytes(elsewhere.certificate()), java.nio.charset.StandardCharsets.US_ASCII);
        Files.writeString(folder.resolve("server.pem"), own);
        Files.copy(elsewhere.key(), folder.resolve("server.key"));
        keysAt(NOW).prepare(NAMES, "password");
        assertThat(folder.resolve("server.pem")).hasContent(own);
        assertThat(folder.resolve("ca.pem")).doesNotExist();
    }
}
