package org.kantor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Store;
import org.kantor.testkit.TestDatabase;

/** An account's mail over the API, on the real store. */
class MailResourceTest {

    private static final String ALICE = "alice@example.org";

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    @TempDir
    private Path blobs;

    private final MailResource mail = new MailResource();

    @BeforeEach
    void open() throws Exception {
        var store = Store.open(
                db.transactions(), db.entities(), db.clock(), Files.createDirectories(blobs), account -> Quota.NONE);
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        mail.administration = by(new Users.Administrator("kantor-cli", null));
        mail.mailboxes = store.mailboxes();
        mail.messages = store.messages();
        mail.directory = (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, method, arguments) ->
                        arguments[0].equals(EmailAddress.of(ALICE)) ? Optional.of(alice(id)) : Optional.empty());
    }

    private static Account alice(AccountId id) {
        return new Account(
                id,
                "subject",
                "alice",
                EmailAddress.of(ALICE),
                "Alice",
                Account.Kind.PERSON,
                true,
                Quota.NONE,
                Instant.EPOCH);
    }

    private static Administration by(Users.Administrator administrator) {
        return new Administration() {
            @Override
            public Users.Administrator by() {
                return administrator;
            }
        };
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<JsonObject> list(String folder, long after, int limit) {
        return mail.messages(ALICE, folder, after, limit)
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void whatIsAddedIsListedWithAllThatItCameWith() {
        var content = octets("Subject: one\r\n\r\nx\r\n");
        assertThat(mail.folders(ALICE).getJsonArray("folders").toString()).contains("INBOX", "Trash");
        assertThat(list("Old/Plans", 0, 9)).isEmpty();
        mail.add(ALICE, "Old/Plans", "2026-11-05T09:08:07Z", "\\Seen \\FLAGGED work", content);
        assertThat(mail.folders(ALICE).getJsonArray("folders").toString()).contains("Old/Plans");
        assertThat(list("Old/Plans", 0, 9)).singleElement().satisfies(message -> {
            assertThat(message.getString("date")).isEqualTo("2026-11-05T09:08:07Z");
            assertThat(message.getJsonArray("flags").toString()).isEqualTo("[\"\\\\Seen\",\"\\\\Flagged\",\"work\"]");
            assertThat(message.getString("hash")).hasSize(64);
            assertThat(mail.content(
                            ALICE, "Old/Plans", message.getJsonNumber("uid").longValue()))
                    .isEqualTo(content);
        });
    }

    private String folder(String name) {
        return mail.folders(ALICE).getJsonArray("folders").getValuesAs(JsonObject.class).stream()
                .filter(folder -> folder.getString("name").equals(name))
                .map(folder -> folder.getString("use") + folder.getBoolean("subscribed"))
                .findFirst()
                .orElse("");
    }

    private static JsonObject folder(String name, String use, boolean subscribed) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("use", use)
                .add("subscribed", subscribed)
                .build();
    }

    @Test
    void aFolderIsMadeAsItWasElsewhere() {
        assertThat(mail.folders(ALICE).getJsonArray("reserved").toString()).isEqualTo("[\"Other Users\",\"Shared\"]");
        assertThat(folder("Sent")).isEqualTo("\\Senttrue");
        mail.addFolder(ALICE, folder("Empty", "", false));
        mail.addFolder(ALICE, folder("Vital", "\\important", true));
        mail.addFolder(ALICE, folder("Gesendet", "\\Sent", true));
        assertThat(folder("Empty")).isEqualTo("false");
        assertThat(folder("Vital")).isEqualTo("\\Importanttrue");
        assertThat(folder("Gesendet")).as("another has the use").isEqualTo("true");
        mail.addFolder(ALICE, folder("Empty", "", true));
        mail.addFolder(ALICE, folder("Vital", "", false));
        assertThat(folder("Empty")).isEqualTo("true");
        assertThat(folder("Vital")).isEqualTo("\\Importanttrue");
        assertThatThrownBy(() -> mail.addFolder(ALICE, folder("Shared/x", "", true)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aFolderIsListedPageByPage() {
        for (var i = 0; i < 5; i++) {
            mail.add(ALICE, "INBOX", "2026-11-05T09:08:07Z", "", octets("Subject: " + i + "\r\n\r\n"));
        }
        assertThat(list("INBOX", 0, 2)).extracting(m -> m.getInt("uid")).containsExactly(1, 2);
        assertThat(list("INBOX", 2, 2)).extracting(m -> m.getInt("uid")).containsExactly(3, 4);
        assertThat(list("INBOX", 4, 2)).extracting(m -> m.getInt("uid")).containsExactly(5);
        assertThat(list("INBOX", 5, 2)).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> mail.add(ALICE, "INBOX", "yesterday", "", octets("x")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.add(ALICE, "INBOX", "2026-11-05T09:08:07Z", "", new byte[0]))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.content(ALICE, "INBOX", 99)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.folders("bob@example.org")).isInstanceOf(Refused.class);
    }

    @Test
    void aPersonReadsNobodysMailEvenAsAnAdministrator() {
        mail.administration = by(new Users.Administrator("dave", new AccountId(7)));
        assertThatThrownBy(() -> mail.folders(ALICE)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> list("INBOX", 0, 9)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.addFolder(ALICE, folder("x", "", true))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.content(ALICE, "INBOX", 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mail.add(ALICE, "INBOX", "2026-11-05T09:08:07Z", "", octets("x")))
                .isInstanceOf(Refused.class);
    }
}
