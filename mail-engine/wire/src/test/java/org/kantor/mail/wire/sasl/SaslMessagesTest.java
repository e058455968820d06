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
    void anXoauth2MessageCarriesUserAndToken() {
        assertThat(XOAuth2.parse(bytes("user=alice@example.org\1auth=Bearer abc\1\1")))
                .contains(new XOAuth2("alice@example.org", "abc"));
        for (var message : new String[] {"", "user=a\1\1", "user=a\1auth=Basic x\1\1", "user=a\1auth=Bearer x"}) {
            assertThat(XOAuth2.parse(bytes(message))).as(message).isEmpty();
        }
    }

    /** The example of RFC 7677 section 3. */
    @Test
    void aScramExchangeIsReadAndSignedAsTheStandardShows() {
        var first = ScramClientFirst.parse(bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))
                .orElseThrow();
        assertThat(first)
                .isEqualTo(new ScramClientFirst(
                        "n,,", 'n', "", "", "user", "rOprNGfwEbeRWgbNEkqO", "n=user,r=rOprNGfwEbeRWgbNEkqO"));
        var nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var server = new ScramServerFirst(nonce, Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
        assertThat(server.text()).isEqualTo("r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        var last = ScramClientFinal.parse(
                        bytes("c=biws,r=" + nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
                .orElseThrow();
        assertThat(last.nonce()).isEqualTo(nonce);
        assertThat(last.channel()).isEqualTo(bytes("n,,"));
        assertThat(server.signed(first, last))
                .isEqualTo(bytes("n=user,r=rOprNGfwEbeRWgbNEkqO," + server.text() + ",c=biws,r=" + nonce));
    }

    @Test
    void aScramNameMayHoldCommasAndAChannelIsNamed() {
        var first = ScramClientFirst.parse(bytes("p=tls-exporter,a=b=2Cc,n=a=3D=2C,r=x,ext=1"))
                .orElseThrow();
        assertThat(first.login()).isEqualTo("a=,");
        assertThat(first.authorization()).isEqualTo("b,c");
        assertThat(first.flag()).isEqualTo('p');
        assertThat(first.binding()).isEqualTo("tls-exporter");
        assertThat(first.header()).isEqualTo("p=tls-exporter,a=b=2Cc,");
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
