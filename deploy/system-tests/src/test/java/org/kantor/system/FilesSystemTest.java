package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The list of all attached files. Leaves screenshots in {@code target/screenshots}. */
class FilesSystemTest extends BrowserSystemTest {

    private static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void theListOfAttachmentsWarnsOfWhatIsInArchivesAndTellsWhenAMessageWithoutADateCame() throws IOException {
        var word = word();
        var program = zip("inner.zip", zip("invoice.pdf.exe", "MZ".getBytes(StandardCharsets.US_ASCII)));
        var plain = zip("readme.txt", "text".getBytes(StandardCharsets.US_ASCII));
        var message = new StringBuilder("From: joko@sumbermakmur.example\r\nSubject: " + word
                + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n");
        var name = "A" + word;
        for (var file : List.of(program, plain)) {
            message.append(
                            "--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=")
                    .append(name)
                    .append(".zip\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(file))
                    .append("\r\n");
            name = "B" + word;
        }
        Client.append("carol", "INBOX", message.append("--b--\r\n").toString());
        signIn("carol");
        page.navigate(Suite.web() + "/mail/files?kind=archives");
        var risky = page.locator(".files .row").filter(new Locator.FilterOptions().setHasText("A" + word));
        assertThat(risky.locator("k-icon.risk")).hasAttribute("title", "Holds a program: inner.zip: invoice.pdf.exe");
        assertThat(risky.locator("a.from")).hasAttribute("href", Pattern.compile("mail/\\d+/\\d+"));
        assertThat(risky.locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
        var harmless = page.locator(".files .row").filter(new Locator.FilterOptions().setHasText("B" + word));
        assertThat(harmless.locator("k-icon.risk")).hasCount(0);
        assertThat(harmless.locator("a.from")).hasAttribute("router-ignore", Pattern.compile(".*"));
        screenshot("files-risky");
        page.navigate(Suite.web() + "/search?q=" + word + "&show=files");
        assertThat(page.locator(".found-file k-icon.risk")).hasCount(1);
        screenshot("found-risky");
    }
}
