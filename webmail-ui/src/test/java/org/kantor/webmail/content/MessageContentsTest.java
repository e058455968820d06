package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.MessageParser;

class MessageContentsTest {

    /** Each of these two is one statement. */
    @Test
    void aMessageIsOpenedWithTwoStatementsWhateverIsInIt() {
        var parts = new StringBuilder("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 20; i++) {
            parts.append(
                    "--b\r\nContent-Type: text/vcard; name=v.vcf\r\n\r\nBEGIN:VCARD\r\n--b\r\nContent-Type: application/zip; name=z.zip\r\n\r\nPK\r\n");
        }
        var octets = parts.append("--b--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var asked = new ArrayList<String>();
        var contents = new MessageContents();
        contents.messages = (Messages) Proxy.newProxyInstance(
                Messages.class.getClassLoader(), new Class<?>[] {Messages.class}, (self, method, arguments) -> {
                    asked.add(method.getName());
                    return method.getName().equals("content")
                            ? octets
                            : List.of(new Messages.StoredMessage(1, octets.length, MessageParser.parse(octets)));
                });
        assertThat(contents.opened(new AccountId(1), 1).reading().files()).hasSize(40);
        assertThat(asked).containsExactlyInAnyOrder("stored", "content");
    }
}
