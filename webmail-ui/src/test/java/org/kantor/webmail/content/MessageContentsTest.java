package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.directory.Account;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.webmail.session.SignedIn;

class MessageContentsTest {

    private static final Account ALICE = new Account(
            new AccountId(1),
            "sub",
            "alice",
            EmailAddress.of("alice@example.org"),
            "Alice",
            Account.Kind.PERSON,
            true,
            Quota.NONE,
            Instant.EPOCH);

    private final List<String> asked = new ArrayList<>();

    private MessageContents contents(byte[] octets) {
        var contents = new MessageContents();
        var stored = (Messages) Proxy.newProxyInstance(
                Messages.class.getClassLoader(), new Class<?>[] {Messages.class}, (self, method, arguments) -> {
                    asked.add(method.getName());
                    return method.getName().equals("content")
                            ? octets
                            : List.of(new Messages.StoredMessage(1, octets.length, MessageParser.parse(octets)));
                });
        contents.sharing = answering(Sharing.class, stored);
        contents.signedIn = answering(SignedIn.class, ALICE);
        return contents;
    }

    /** Each of these two is one statement. */
    @Test
    void aMessageIsOpenedWithTwoStatementsWhateverIsInIt() {
        var parts = new StringBuilder("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 20; i++) {
            parts.append(
                    "--b\r\nContent-Type: text/vcard; name=v.vcf\r\n\r\nBEGIN:VCARD\r\n--b\r\nContent-Type: application/zip; name=z.zip\r\n\r\nPK\r\n");
        }
        var octets = parts.append("--b--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        assertThat(contents(octets).opened(new AccountId(1), 1).reading().files())
                .hasSize(40);
        assertThat(asked).containsExactlyInAnyOrder("stored", "content");
    }

    @Test
    void aMessageInsideAMessageIsOpenedWithTwoStatementsToo() {
        var octets =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        var inside = contents(octets).inside(new AccountId(1), 1, "1");
        assertThat(inside.opened().parsed().subject()).isEqualTo("x");
        assertThat(asked).containsExactlyInAnyOrder("stored", "content");
    }

    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }
}
