package org.kantor.mail.wire.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SaslMessagesTest {

    @Test
    void aPlainMessageHasThreeParts() {
        assertThat(SaslPlain.parse(bytes("\0alice@example.org\0grün")))
                .contains(new SaslPlain("", "alice@example.org", "grün"));
        assertThat(SaslPlain.parse(bytes("bob\0alice\0x"))).get().matches(SaslPlain::actsForAnother);
        assertThat(SaslPlain.parse(bytes("alice\0alice\0x")).orElseThrow().actsForAnother())
                .isFalse();
    }

    @Test
    void whatIsNoPlainMessageIsRefused() {
        assertThat(SaslPlain.parse(bytes("alice\0x"))).isEmpty();
        assertThat(SaslPlain.parse(bytes("\0alice\0"))).isEmpty();
        assertThat(SaslPlain.parse(bytes("\0\0x"))).isEmpty();
        assertThat(SaslPlain.parse(bytes("\0a\0b\0c"))).isEmpty();
        assertThat(SaslPlain.parse(new byte[] {0, (byte) 0xff, 0, 'x'})).isEmpty();
    }

    @Test
    void aBearerMessageCarriesTheToken() {
        assertThat(OAuthBearer.parse(bytes("n,a=alice@example.org,\1host=h\1port=1\1auth=Bearer abc.def\1\1")))
                .contains(new OAuthBearer("alice@example.org", "abc.def"));
        assertThat(OAuthBearer.parse(bytes("n,,\1auth=bearer t\1\1"))).contains(new OAuthBearer("", "t"));
    }

    @Test
    void whatIsNoBearerMessageIsRefused() {
        assertThat(OAuthBearer.parse(bytes(""))).isEmpty();
        assertThat(OAuthBearer.parse(bytes("n,,\1auth=Basic x\1\1"))).isEmpty();
        assertThat(OAuthBearer.parse(bytes("p=tls,,\1auth=Bearer x\1\1"))).isEmpty();
        assertThat(OAuthBearer.parse(bytes("n,,\1auth=Bearer x"))).isEmpty();
        assertThat(OAuthBearer.parse(bytes("n,,\1auth=Bearer \1\1"))).isEmpty();
    }

    @Test
    void bothMessagesSurviveTheirOwnEncoding() {
        var plain = new SaslPlain("", "a@b.org", "p w");
        assertThat(SaslPlain.parse(Base64.getDecoder().decode(plain.encoded()))).contains(plain);
        var bearer = new OAuthBearer("a,=b", "tok");
        assertThat(OAuthBearer.parse(Base64.getDecoder().decode(bearer.encoded())))
                .contains(bearer);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new SaslPlain("", "alice", "secret").toString()).doesNotContain("secret");
        assertThat(new OAuthBearer("", "secret").toString()).doesNotContain("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
